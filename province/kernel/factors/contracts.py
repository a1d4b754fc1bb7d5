"""What crosses the door of factors. No Django here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How a second step went."""

    PASSED = "passed"
    WRONG = "wrong"
    USED = "used"  # right, but accepted once already
    BLOCKED = "blocked"


class How(StrEnum):
    """By what a second step was passed."""

    APP = "app"
    RECOVERY = "recovery"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a second step went, by what, and when it may be tried again if it is blocked."""

    outcome: Outcome
    how: How | None = None
    until: datetime | None = None
    codes_left: int | None = None


@dataclass(frozen=True, slots=True)
class PasskeyValue:
    """A passkey as its owner sees it."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class FactorState:
    """What an account has set up; ``due_at`` is when it must have, None when it need not."""

    app_since: datetime | None
    codes_left: int
    passkeys: tuple[PasskeyValue, ...]
    due_at: datetime | None

    @property
    def is_set_up(self) -> bool:
        """Tell whether there is a second step at all."""
        return self.app_since is not None or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """A role whose holders need a second step, from when, and how long they may take."""

    role: str
    since: datetime
    grace_days: int
