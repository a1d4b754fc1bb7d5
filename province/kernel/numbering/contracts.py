"""What crosses the door of numbering. No Django here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """One row of numbers that starts at 1: a scheme, of one agency (0: of none), in one period.

    The period is a text: a day ("261121"), a year ("2026"), or "" for a series without end.
    """

    scheme: str
    agency_id: int
    period: str


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a number is written: what stands before it, how wide it is at least, what follows."""

    before: str = ""
    width: int = 1
    after: str = ""


PLAIN = NumberForm()


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that was given out, and its text."""

    series: SeriesKey
    number: int
    text: str
    for_what: str


class CodeGeneration(StrEnum):
    """Which rule a dossier code follows."""

    OF_2018 = "2018"
    OF_2025 = "2025"


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A dossier code taken apart.

    ``may_be_central`` tells that the tail is long enough to begin with the two digits of a
    centralised system (AAXXXX); ``number`` is the whole tail either way.
    """

    text: str
    generation: CodeGeneration
    agency_code: str
    on: date
    number: int
    may_be_central: bool
