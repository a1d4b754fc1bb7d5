"""What crosses the door of citizens. No Django here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ContactKind(StrEnum):
    """By what a citizen is reached, and recognised at sign-in."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number in its one form."""

    kind: ContactKind
    value: str

    @property
    def subject(self) -> str:
        """Return the contact as the local provider names its owner."""
        return f"{self.kind.value}:{self.value}"


class CodeOutcome(StrEnum):
    """What became of a code that was typed in."""

    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"  # too old, used, or tried too often


@dataclass(frozen=True, slots=True)
class Declared:
    """What a person says of themselves when they open an account."""

    full_name: str
    personal_number: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class CitizenValue:
    """A citizen's account: who it says it is, and how sure that is."""

    account_id: int
    party_id: int | None
    full_name: str
    personal_number: str
    birth_date: date
    assurance: str
    verified_at: datetime | None
    contacts: tuple[Contact, ...]
