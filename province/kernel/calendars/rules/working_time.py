"""Sums in working time: how much lies between, what comes after, when the doors open."""

from datetime import date, datetime, timedelta

from province.kernel.calendars.contracts import Calendar
from province.kernel.calendars.rules.days import (
    DayTable,
    at_minute,
    in_zone,
    local_minute,
    table_of,
)


def is_working_day(calendar: Calendar, day: date) -> bool:
    """Tell whether any hour of the day is worked."""
    return bool(table_of(calendar, at_minute(day, 0)).stretches(day))


def is_working_moment(calendar: Calendar, moment: datetime) -> bool:
    """Tell whether the office is open: the minute of opening is, the minute of closing is not."""
    local = local_minute(moment)
    minute = local.hour * 60 + local.minute
    stretches = table_of(calendar, local).stretches(local.date())
    return any(start <= minute < end for start, end in stretches)


def next_working_moment(calendar: Calendar, moment: datetime) -> datetime:
    """Return the minute of the moment itself when it is worked, else the next opening."""
    local = local_minute(moment)
    table = table_of(calendar, local)
    return in_zone(table.opening(table.position(local)))


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Return the working minutes from start to end; 0 when the end is not later."""
    return max(0, working_minutes_left(calendar, start, end))


def working_minutes_left(calendar: Calendar, now: datetime, due: datetime) -> int:
    """Return the working minutes until a deadline; below 0 by as many as it is late."""
    local = local_minute(now)
    table = table_of(calendar, local)
    return table.position(local_minute(due)) - table.position(local)


def is_late(at: datetime, due: datetime) -> bool:
    """Tell whether something happened in a later minute than its deadline's."""
    return local_minute(at) > local_minute(due)


def add_working_minutes(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """Return the moment at which so many working minutes have passed: at a closing, not after.

    :raises ValueError: the minutes are negative.
    """
    _check_positive(minutes)
    if minutes == 0:
        return next_working_moment(calendar, start)
    local = local_minute(start)
    table = table_of(calendar, local)
    return in_zone(table.closing(table.position(local) + minutes))


def subtract_working_minutes(calendar: Calendar, moment: datetime, minutes: int) -> datetime:
    """Return the first moment from which so many working minutes are left: at a closing.

    A warning one working day ahead of Monday 17:00 is then due on Friday at 17:00, not on the
    last day itself.

    :raises ValueError: the minutes are negative.
    """
    _check_positive(minutes)
    local = local_minute(moment)
    if minutes == 0:
        return in_zone(local)
    table = table_of(calendar, local)
    return in_zone(table.closing(table.position(local) - minutes))


def working_days_before(calendar: Calendar, moment: datetime, days: int) -> datetime:
    """Return the same clock time so many working days earlier, for a warning ahead of a deadline.

    Where that day closes earlier, it is the day's closing.

    :raises ValueError: the days are negative.
    """
    _check_positive(days)
    local = local_minute(moment)
    table = table_of(calendar, local)
    day = local.date()
    for _ in range(days):
        day -= timedelta(days=1)
        while not table.stretches(day):
            day -= timedelta(days=1)
    earlier = at_minute(day, local.hour * 60 + local.minute)
    return in_zone(min(earlier, closing_of(table, day)) if days else local)


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """Return the working days after the first day, up to and with the last; below 0 backwards."""
    if last < first:
        return -working_days_between(calendar, last, first)
    table = table_of(calendar, at_minute(first, 0))
    days = (first + timedelta(days=each) for each in range(1, (last - first).days + 1))
    return sum(bool(table.stretches(day)) for day in days)


def end_of_working_day(calendar: Calendar, day: date) -> datetime:
    """Return the closing of a day, or of the next working day when it is off."""
    table = table_of(calendar, at_minute(day, 0))
    return in_zone(closing_of(table, working_day_from(table, day)))


def working_day_from(table: DayTable, day: date) -> date:
    """Return the day itself when it is worked, else the next working day."""
    while not table.stretches(day):
        day += timedelta(days=1)
    return day


def closing_of(table: DayTable, day: date) -> datetime:
    """Return the local closing of a working day."""
    return at_minute(day, table.stretches(day)[-1][1])


def _check_positive(amount: int) -> None:
    if amount < 0:
        msg = "an amount of working time cannot be negative"
        raise ValueError(msg)
