"""What crosses the door of exchange. No Django here."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scope:
    """Something that partners may be allowed to do: its abilities, its name in words."""

    key: str
    name: object
    abilities: frozenset[str]
    is_offered: bool = True


@dataclass(frozen=True, slots=True)
class PartnerInput:
    """A partner as an administrator writes it down."""

    code: str
    name: str
    scopes: tuple[str, ...]
    contact: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class PartnerKeyValue:
    """A key of a partner, without its secret."""

    id: int
    prefix: str
    label: str
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Tell whether the key opens the door at this moment."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class PartnerValue:
    """A system that may send, and its keys, the newest first."""

    id: int
    code: str
    name: str
    scopes: tuple[str, ...]
    contact: str
    basis: str
    ended_at: datetime | None
    keys: tuple[PartnerKeyValue, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A new key with its secret, which is shown once and kept nowhere."""

    key_id: int
    secret: str
    expires_at: datetime
