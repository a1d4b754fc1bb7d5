"""What each day is worth in working time, kept as a running sum so that any sum is two look-ups."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import NamedTuple
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from province.kernel.calendars.contracts import Calendar, DayHours, OverrideKind, WorkingPattern

PROVINCE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIXED_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)})
MINUTES_IN_DAY = 24 * 60
FIRST_YEAR, LAST_YEAR = 1990, 2150
MARGIN = 400

_FIRST, _LAST = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


def local_minute(moment: datetime) -> datetime:
    """Return the minute of local time in which a moment falls, without zone.

    :raises ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        msg = "a moment needs its time zone"
        raise ValueError(msg)
    return moment.astimezone(PROVINCE_ZONE).replace(second=0, microsecond=0, tzinfo=None)


def in_zone(local: datetime) -> datetime:
    """Return a local moment with the zone of the province."""
    return local.replace(tzinfo=PROVINCE_ZONE)


def at_minute(day: date, minute: int) -> datetime:
    """Return the local moment that lies so many minutes after the midnight of a day."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def hours_on(calendar: Calendar, day: date) -> DayHours:
    """Return the stretches of one day that are worked, by decision or by the week's pattern."""
    pattern = pattern_on(calendar, day)
    override = calendar.overrides.get(day)
    if override is not None:
        if override.kind is OverrideKind.WORKING:
            return _full_day(pattern, (override.swap_with or day).weekday())
        return override.hours
    if day > calendar.last_decided_on and (day.month, day.day) in FIXED_HOLIDAYS:
        return ()
    return pattern.weekdays[day.weekday()]


def pattern_on(calendar: Calendar, day: date) -> WorkingPattern:
    """Return the hours of an ordinary week as they hold on a day."""
    for span in calendar.spans:
        if span.covers(day):
            return span.pattern
    return calendar.pattern


def _full_day(pattern: WorkingPattern, weekday: int) -> DayHours:
    """Give a day that is worked by decision the hours of its weekday, or of the first worked."""
    return pattern.weekdays[weekday] or next(hours for hours in pattern.weekdays if hours)


Stretches = tuple[tuple[int, int], ...]


class _Window(NamedTuple):
    """A run of days: their stretches in minutes, and the working minutes before each."""

    first: int
    stretches: tuple[Stretches, ...]
    before: tuple[int, ...]

    def covers(self, ordinal: int) -> bool:
        return self.first <= ordinal < self.first + len(self.stretches)


class DayTable:
    """The days of one calendar.

    Its window of days grows to meet what is asked. It is replaced whole, so that threads may
    share it, and a position (working minutes since the table's first anchor) stays true.
    """

    __slots__ = ("_calendar", "_window")

    def __init__(self, calendar: Calendar, day: date) -> None:
        self._calendar = replace(calendar)
        self._window = _Window(first=day.toordinal(), stretches=(), before=(0,))

    def stretches(self, day: date) -> Stretches:
        """Return the worked stretches of a day as minutes after its midnight."""
        window = self._around(day)
        return window.stretches[day.toordinal() - window.first]

    def before(self, day: date) -> int:
        """Return the working minutes before a day."""
        window = self._around(day)
        return window.before[day.toordinal() - window.first]

    def position(self, local: datetime) -> int:
        """Return the working minutes before a local moment."""
        window = self._around(local.date())
        place = local.toordinal() - window.first
        minute = local.hour * 60 + local.minute
        worked = sum(
            min(minute, end) - start for start, end in window.stretches[place] if minute > start
        )
        return window.before[place] + worked

    def closing(self, position: int) -> datetime:
        """Return the first local moment before which so many minutes are worked."""
        window = self._about(position)
        place = bisect_left(window.before, position) - 1
        left = position - window.before[place]
        for start, end in window.stretches[place]:
            if left <= end - start:
                return at_minute(date.fromordinal(window.first + place), start + left)
            left -= end - start
        raise AssertionError(place)  # pragma: no cover -- a day's stretches sum up to its worth

    def opening(self, position: int) -> datetime:
        """Return the last local moment before which so many minutes are worked."""
        window = self._about(position)
        place = bisect_right(window.before, position) - 1
        left = position - window.before[place]
        for start, end in window.stretches[place]:
            if left < end - start:
                return at_minute(date.fromordinal(window.first + place), start + left)
            left -= end - start
        raise AssertionError(place)  # pragma: no cover -- a day's stretches sum up to its worth

    def _around(self, day: date) -> _Window:
        """Return a window that covers a day."""
        ordinal = day.toordinal()
        window = self._window
        if not window.covers(ordinal):
            window = self._grow(window, ordinal)
        return window

    def _about(self, position: int) -> _Window:
        """Return a window that covers the day of a position."""
        window = self._window
        while position >= window.before[-1]:
            window = self._grow(window, window.first + len(window.stretches))
        while position <= window.before[0]:
            window = self._grow(window, window.first - 1)
        return window

    def _grow(self, window: _Window, ordinal: int) -> _Window:
        if not _FIRST <= ordinal <= _LAST:
            msg = f"working time is kept from {FIRST_YEAR} to {LAST_YEAR} only"
            raise ValueError(msg)
        end = window.first + len(window.stretches)
        first = max(min(window.first, ordinal - MARGIN), _FIRST)
        last = min(max(end, ordinal + MARGIN), _LAST + 1)
        earlier = tuple(self._read(each) for each in range(first, window.first))
        later = tuple(self._read(each) for each in range(end, last))
        stretches = earlier + window.stretches + later
        start = window.before[0] - sum(map(_worth, earlier))
        self._window = grown = _Window(
            first=first,
            stretches=stretches,
            before=tuple(accumulate(map(_worth, stretches), initial=start)),
        )
        return grown

    def _read(self, ordinal: int) -> Stretches:
        return tuple(
            (start.hour * 60 + start.minute, end.hour * 60 + end.minute)
            for start, end in hours_on(self._calendar, date.fromordinal(ordinal))
        )


def _worth(stretches: Stretches) -> int:
    return sum(end - start for start, end in stretches)


_TABLES: WeakKeyDictionary[Calendar, DayTable] = WeakKeyDictionary()


def table_of(calendar: Calendar, near: datetime) -> DayTable:
    """Return the calendar's table of days, begun at this moment when there is none yet."""
    table = _TABLES.get(calendar)
    if table is None:
        table = _TABLES.setdefault(calendar, DayTable(calendar, near.date()))
    return table
