"""What is counted of dossiers: windows of time, measures, and the groups that they add up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from province.contexts.one_stop.contracts.states import Channel
from province.kernel.org.contracts import AgencyLevel


class Measure(StrEnum):
    """What is counted; the value stands in the address of the list that a number opens."""

    HANDLED = "thu-ly"
    CAME = "tiep-nhan"
    CARRIED = "ky-truoc"
    DONE = "da-xong"
    DONE_EARLY = "xong-truoc-han"
    DONE_ON_DAY = "xong-dung-han"
    DONE_LATE = "xong-tre-han"
    OPEN = "dang-lam"
    OPEN_IN_TIME = "trong-han"
    OVERDUE = "qua-han"
    PAUSED = "tam-dung"
    WITHDRAWN = "da-rut"
    STOPPED = "da-dung"
    KEPT = "dat-2-1"
    MISSED = "mat-2-1"
    WHOLE = "dat-3-3"
    NOT_WHOLE = "mat-3-3"
    DECIDED = "co-ket-qua"
    ELECTRONIC = "dat-4-1"
    NOT_ELECTRONIC = "mat-4-1"


class Timing(StrEnum):
    """How a dossier stands against its limit."""

    EARLY = "early"
    ON_DAY = "on_day"
    LATE = "late"


class Outcome(StrEnum):
    """What became of a dossier by the end of a window."""

    OPEN = "open"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time: from its first moment until (not with) its last."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose dossiers are counted: of some units (None: all), a level, a channel, a procedure."""

    units: frozenset[int] | None = None
    level: AgencyLevel | None = None
    channel: Channel | None = None
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """What is told of a dossier at the end of a window; every measure is said in these words."""

    came: bool
    outcome: Outcome
    timing: Timing
    waits: bool
    kept: bool
    whole: bool
    electronic: bool


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """How many dossiers of a unit and channel share their facets, and the time spent on them."""

    agency_id: int
    channel: Channel
    facets: Facets
    count: int
    spent: timedelta


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many dossiers were finished in a month, and how many of them late."""

    month: datetime
    done: int
    late: int
