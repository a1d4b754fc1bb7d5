"""What is wrong with an install, in words; and who looks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django_stubs_ext import StrOrPromise


class Severity(StrEnum):
    """How bad it is: something does not work now, or soon will not."""

    BROKEN = "broken"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong; ``since`` where whoever found it knows it."""

    severity: Severity
    what: StrOrPromise
    remedy: StrOrPromise
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """A look at one thing: returns what is wrong with it, or nothing."""

    key: str
    says: StrOrPromise
    look: Callable[[datetime], Trouble | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A trouble that was found, by which watch and since when it is known."""

    key: str
    trouble: Trouble
    since: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What one look around has found; the worst first."""

    looked_at: datetime
    found: tuple[Found, ...]
    well: tuple[StrOrPromise, ...]

    @property
    def broken(self) -> int:
        """How many things do not work."""
        return sum(one.trouble.severity is Severity.BROKEN for one in self.found)

    @property
    def warnings(self) -> int:
        """How many things soon will not."""
        return len(self.found) - self.broken


@dataclass(frozen=True, slots=True)
class Counted:
    """How much was wrong at the last look of the worker; no look: None."""

    broken: int
    warnings: int
    looked_at: datetime | None
