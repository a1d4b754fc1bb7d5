"""What crosses the door of the legal calendar: limits, hours, pauses, deadlines. No Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Self

DAYS_IN_WEEK = 7
CUTOFF = time(15, 0)
LARGEST_AMOUNT = 1_000_000

Day = date  # a class with a field `date` cannot name the type below it
DayHours = tuple[tuple[time, time], ...]


class LimitUnit(StrEnum):
    """In what a limit is counted."""

    WORK_MINUTE = "work_minute"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    HALF_DAY = "half_day"
    DAY = "day"
    MONTH = "month"
    SAME_DAY = "same_day"
    CLOCK_HOUR = "clock_hour"
    UNTIL = "until"
    NONE = "none"


class Reading(StrEnum):
    """How a limit in working days ends: docs/legal-clock.md, question 1."""

    SAME_TIME = "same_time"
    END_OF_DAY = "end_of_day"


class OverrideKind(StrEnum):
    """What a dated decision makes of a day."""

    OFF = "off"
    WORKING = "working"
    SPECIAL = "special"


class RulerMark(StrEnum):
    """How one day of a limit looks on the ruler of a page."""

    USED = "used"
    HALF = "half"
    HOLD = "hold"
    OFF = "off"
    AHEAD = "ahead"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take.

    A same-day limit without its own cut-off has the law's, 15:00. The amount of a same-day
    limit, of a fixed moment and of no limit is 0.
    """

    amount: int
    unit: LimitUnit
    cutoff: time | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= LARGEST_AMOUNT:
            msg = f"a limit cannot be negative, nor more than {LARGEST_AMOUNT}"
            raise ValueError(msg)
        if (self.unit is LimitUnit.UNTIL) != (self.until is not None):
            msg = "a fixed moment, and nothing else, has `until`"
            raise ValueError(msg)
        if self.until is not None and self.until.tzinfo is None:
            msg = "a moment needs its time zone"
            raise ValueError(msg)
        if self.cutoff is not None and self.unit is not LimitUnit.SAME_DAY:
            msg = "only a same-day limit has a cut-off"
            raise ValueError(msg)

    def to_json(self) -> dict[str, Any]:
        """Return the limit as plain values, for a JSON column or an event."""
        plain: dict[str, Any] = {"amount": self.amount, "unit": self.unit.value}
        if self.cutoff is not None:
            plain["cutoff"] = self.cutoff.isoformat("minutes")
        if self.until is not None:
            plain["until"] = self.until.isoformat()
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Return the limit that `to_json` wrote down.

        :raises ValueError: the values are not those of a limit.
        :raises KeyError: the amount or the unit is missing.
        """
        cutoff, until = plain.get("cutoff"), plain.get("until")
        return cls(
            amount=int(plain["amount"]),
            unit=LimitUnit(plain["unit"]),
            cutoff=time.fromisoformat(cutoff) if cutoff else None,
            until=datetime.fromisoformat(until) if until else None,
        )


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a clock stands still; whoever asks closes an open one at `now`."""

    from_at: datetime
    until_at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.from_at.tzinfo is None or self.until_at.tzinfo is None:
            msg = "a moment needs its time zone"
            raise ValueError(msg)
        if self.until_at < self.from_at:
            msg = "a pause cannot end before it begins"
            raise ValueError(msg)


def check_hours(hours: DayHours) -> None:
    """Make sure that the stretches of one day are in order, apart and in whole minutes.

    :raises ValueError: they are not.
    """
    edges = [edge for stretch in hours for edge in stretch]
    if any(edge.second or edge.microsecond or edge.tzinfo for edge in edges):
        msg = "working hours are whole minutes of local time"
        raise ValueError(msg)
    if any(start >= end for start, end in hours) or sorted(edges) != edges:
        msg = "working hours must be in order and must not overlap"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class WorkingPattern:
    """The working hours of an ordinary week: seven days, Monday first."""

    weekdays: tuple[DayHours, ...]

    def __post_init__(self) -> None:
        if len(self.weekdays) != DAYS_IN_WEEK or not any(self.weekdays):
            msg = "a week has seven days, and at least one of them is worked"
            raise ValueError(msg)
        for hours in self.weekdays:
            check_hours(hours)

    def to_json(self) -> list[list[list[str]]]:
        """Return the week as lists of texts, Monday first."""
        return [
            [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in hours]
            for hours in self.weekdays
        ]

    @classmethod
    def from_json(cls, plain: Sequence[Sequence[Sequence[str]]]) -> Self:
        """Return the week that `to_json` wrote down.

        :raises ValueError: the values are not those of a week.
        """
        return cls(weekdays=tuple(hours_from_json(day) for day in plain))


def hours_from_json(plain: Sequence[Sequence[str]]) -> DayHours:
    """Return the hours of one day from pairs of texts.

    :raises ValueError: the values are not hours.
    """
    pairs = []
    for pair in plain:
        start, end = pair
        pairs.append((time.fromisoformat(start), time.fromisoformat(end)))
    hours = tuple(pairs)
    check_hours(hours)
    return hours


_OFFICE_DAY: DayHours = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))

PROVINCE_PATTERN = WorkingPattern(weekdays=(_OFFICE_DAY,) * 5 + ((), ()))


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A pattern that holds from one day to another, both included; None is open."""

    pattern: WorkingPattern
    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the pattern holds on this day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_until is None or day <= self.valid_until)

    def meets(self, first: date, last: date) -> bool:
        """Tell whether the pattern holds on some day from the first to the last."""
        after = self.valid_from is None or self.valid_from <= last
        return after and (self.valid_until is None or first <= self.valid_until)


@dataclass(frozen=True, slots=True)
class DayOverride:
    """What a decision makes of one day: off, worked, or worked at other hours.

    A day worked in exchange for another has the hours of that other weekday.
    """

    date: date
    kind: OverrideKind
    hours: DayHours = ()
    swap_with: Day | None = None
    decision: str = ""
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if (self.kind is OverrideKind.SPECIAL) != bool(self.hours):
            msg = "a day at other hours, and nothing else, names its hours"
            raise ValueError(msg)
        check_hours(self.hours)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Calendar:
    """The working time of the province, or of one agency, as decided up to a day.

    Two calendars are the same only when they are one object: the rules keep a table of days
    beside each.
    """

    last_decided_on: date
    overrides: Mapping[date, DayOverride] = field(default_factory=dict)
    pattern: WorkingPattern = PROVINCE_PATTERN
    spans: tuple[CalendarSpan, ...] = ()
    agency_id: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar of the province, and those of the agencies that have one of their own."""

    province: Calendar
    own: Mapping[int, Calendar] = field(default_factory=dict)

    def of(self, agency_id: int | None) -> Calendar:
        """Return the calendar on which an agency counts."""
        return self.own.get(agency_id, self.province) if agency_id is not None else self.province


@dataclass(frozen=True, slots=True)
class DecidedDays:
    """Up to which day the decisions on days off are published, and by what that is known."""

    last_date: date
    decision: str
    reason: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class RecordedDay:
    """A decision in force about one day: in whose calendar (None: the province's), and by whom.

    ``recorded_by`` is the key of the actor, as in the audit.
    """

    agency_id: int | None
    override: DayOverride
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedWeek:
    """The hours of an ordinary week in one calendar (None: the province's), by which decision.

    ``recorded_by`` is the key of the actor, as in the audit; ``withdrawn_by`` the decision by which
    they went out of force, empty while they hold.
    """

    agency_id: int | None
    span: CalendarSpan
    decision: str
    id: int = 0
    recorded_by: str = ""
    recorded_at: datetime | None = None
    withdrawn_by: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends: no moment when there is no limit.

    It is provisional when the decisions on holidays do not reach as far as its day.
    """

    at: datetime | None
    provisional: bool
    counted_from: datetime


@dataclass(frozen=True, slots=True)
class RulerDay:
    """One day of a limit, as the ruler of a page shows it."""

    date: date
    mark: RulerMark
    is_now: bool = False
    is_due: bool = False
    is_provisional: bool = False
    note: str = ""
