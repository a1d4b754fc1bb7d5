"""What crosses the door of privacy. No Django here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from province.foundation.paging import PageNumbers


@dataclass(frozen=True, slots=True)
class LookLine:
    """The looks of one day at one person, as the person reads them."""

    first_at: datetime
    last_at: datetime
    times: int
    unit: str
    post: str
    case: str
    purpose: str


@dataclass(frozen=True, slots=True)
class LookList:
    """A page of looks."""

    lines: tuple[LookLine, ...]
    numbers: PageNumbers


class Unusual(StrEnum):
    """Why an hour of looks deserves a question."""

    MANY = "many"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True, slots=True)
class OfficialHour:
    """What one official looked at within one hour."""

    official: str
    post: str
    unit: str
    hour: datetime
    times: int
    people: int
    cases: int
    unusual: tuple[Unusual, ...]
