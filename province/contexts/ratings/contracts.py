"""What crosses the door of ratings. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from province.foundation.paging import PageNumbers

KIND = "unsolved_result"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of satisfaction from a day on, with its source."""

    key: str
    rank: int
    is_satisfied: bool
    words: Mapping[str, str]
    valid_from: date
    source: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question from a day on: its answers by their points, with its source."""

    key: str
    words: Mapping[str, str]
    answers: Mapping[int, Mapping[str, str]]
    valid_from: date
    source: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A limit or a number that holds from a day on, with its source."""

    key: str
    amount: int
    unit: str
    valid_from: date
    source: str
    is_checked: bool


class RatingChannel(StrEnum):
    """How a rating came."""

    LINK = "link"
    ACCOUNT = "account"
    COUNTER = "counter"


class UnsolvedState(StrEnum):
    """Where an unsolved result stands."""

    OPEN = "open"
    SOLVED = "solved"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True)
class Given:
    """What an applicant says about one result; ``answers`` maps questions to points."""

    level: str
    answers: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    is_solved: bool = True
    unsolved: str = ""


@dataclass(frozen=True, slots=True)
class UnsolvedView:
    """What an applicant calls unsolved, and what the head of the unit answered."""

    case_id: int
    dossier_id: int
    dossier_case_id: int
    dossier_code: str
    procedure: str
    unit_id: int
    party_id: int
    words: str
    state: UnsolvedState
    told_at: datetime
    due_at: datetime
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class RatingView:
    """A result that may be rated, as its applicant sees it."""

    dossier_id: int
    dossier_code: str
    procedure: str
    unit_id: int
    returned_at: datetime
    open_until: datetime
    may_rate: bool
    level: str
    answers: Mapping[str, int]
    words: str
    rated_at: datetime | None
    unsolved: UnsolvedView | None


@dataclass(frozen=True, slots=True)
class WaitingRating:
    """A result that went out at the counter and has no rating yet."""

    dossier_id: int
    dossier_code: str
    procedure: str
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """One rating in the figures of a unit: nobody's name, no code, no hour."""

    level: str
    answers: Mapping[str, int]
    words: str
    is_solved: bool
    rated_on: date


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """How the results of one unit were rated."""

    unit_id: int
    unit: str
    asked: int
    rated: int
    levels: Mapping[str, int]
    satisfied: int
    points: Mapping[str, float | None]
    unsolved: int
    unsolved_open: int
    answered_in_time: int

    @property
    def share(self) -> float | None:
        """Return the satisfied of those who rated, in percent; nothing when nobody has."""
        return round(100 * self.satisfied / self.rated, 1) if self.rated else None


@dataclass(frozen=True, slots=True)
class PublicShare:
    """What everybody may know of a unit: how many rated, and how many of them are satisfied."""

    unit: str
    rated: int
    share: float | None


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """A page of opinions."""

    rows: tuple[Opinion, ...]
    numbers: PageNumbers


@dataclass(frozen=True, slots=True)
class UnsolvedPage:
    """A page of unsolved results."""

    rows: tuple[UnsolvedView, ...]
    numbers: PageNumbers
