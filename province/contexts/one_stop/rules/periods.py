"""Periods as an address names them: 2026-11, 2026-Q4, 2026, or 2026-11-01_2026-11-15."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from province.contexts.one_stop.contracts.figures import Window

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS, QUARTER = 12, 3
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"([0-9]{4})")
_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{4}-[0-9]{2}-[0-9]{2})")


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """A period of whole local days, both ends in it."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def key(self) -> str:
        """Return the period as an address names it."""
        if self.kind is PeriodKind.MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.first.year}-Q{(self.first.month - 1) // QUARTER + 1}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.first.year}"
        return f"{self.first.isoformat()}_{self.last.isoformat()}"


def period_of(text: str) -> Period | None:
    """Read a period; nothing when the text names none."""
    if found := _QUARTER.fullmatch(text):
        first = _first(int(found[1]), (int(found[2]) - 1) * QUARTER + 1)
        return _months(PeriodKind.QUARTER, first, QUARTER) if first else None
    if found := _MONTH.fullmatch(text):
        first = _first(int(found[1]), int(found[2]))
        return _months(PeriodKind.MONTH, first, 1) if first else None
    if found := _YEAR.fullmatch(text):
        first = _first(int(found[1]), 1)
        return _months(PeriodKind.YEAR, first, MONTHS) if first else None
    if found := _DAYS.fullmatch(text):
        return days_between(found[1], found[2])
    return None


def days_between(first: str, last: str) -> Period | None:
    """Read a period from two days; nothing when one is no day or they stand the wrong way."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    known = begin.year >= FIRST_YEAR and end.year <= LAST_YEAR
    return Period(PeriodKind.DAYS, begin, end) if begin <= end and known else None


def period_around(day: date, kind: PeriodKind) -> Period:
    """Return the month, quarter or year in which a day lies."""
    if kind is PeriodKind.YEAR:
        return _months(kind, date(day.year, 1, 1), MONTHS)
    if kind is PeriodKind.QUARTER:
        month = (day.month - 1) // QUARTER * QUARTER + 1
        return _months(kind, date(day.year, month, 1), QUARTER)
    return _months(PeriodKind.MONTH, day.replace(day=1), 1)


def period_before(period: Period) -> Period:
    """Return the period of the same length just before."""
    eve = period.first - timedelta(days=1)
    if period.kind is PeriodKind.DAYS:
        length = period.last - period.first
        return Period(PeriodKind.DAYS, eve - length, eve)
    return period_around(eve, period.kind)


def period_after(period: Period) -> Period:
    """Return the period of the same length just after."""
    morrow = period.last + timedelta(days=1)
    if period.kind is PeriodKind.DAYS:
        return Period(PeriodKind.DAYS, morrow, morrow + (period.last - period.first))
    return period_around(morrow, period.kind)


def window_of(period: Period, *, at: datetime) -> Window:
    """Return the moments of a period as far as it has gone at a moment, its second with it."""
    since = _midnight(period.first)
    end = _midnight(period.last + timedelta(days=1))
    second = at.astimezone(LOCAL).replace(microsecond=0) + timedelta(seconds=1)
    return Window(since=since, until=max(since, min(end, second)))


def year_until(period: Period, *, at: datetime) -> Window:
    """Return the twelve whole months that end with the period's last month, as far as gone."""
    month = period.last.replace(day=1)
    first = month.replace(year=month.year - 1, day=1)
    first = (first + timedelta(days=32)).replace(day=1)
    return window_of(Period(PeriodKind.DAYS, first, _end_of_month(month)), at=at)


def _first(year: int, month: int) -> date | None:
    known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= MONTHS
    return date(year, month, 1) if known else None


def _months(kind: PeriodKind, first: date, count: int) -> Period:
    last = first
    for _each in range(count):
        last = _end_of_month(last) + timedelta(days=1)
    return Period(kind, first, last - timedelta(days=1))


def _end_of_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
