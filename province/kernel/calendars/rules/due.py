"""When a limit ends. Every open reading of the law is a row of docs/legal-clock.md."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from province.kernel.calendars.contracts import (
    CUTOFF,
    Calendar,
    Due,
    Limit,
    LimitUnit,
    Pause,
    Reading,
)
from province.kernel.calendars.rules.days import DayTable, in_zone, local_minute, table_of
from province.kernel.calendars.rules.pauses import Stretch, calendar_days, clock_minutes, united
from province.kernel.calendars.rules.working_time import closing_of, working_day_from

WORK_DAY_MINUTES = 480
ANSWER_LIMIT = Limit(amount=8, unit=LimitUnit.WORK_HOUR)

_MINUTES = {
    LimitUnit.WORK_MINUTE: 1,
    LimitUnit.WORK_HOUR: 60,
    LimitUnit.HALF_DAY: WORK_DAY_MINUTES // 2,
}
_BY_DAY = {LimitUnit.DAY, LimitUnit.MONTH}

_Measure = Callable[[Stretch], int]
_Ending = Callable[[int], datetime]


def due_moment(
    calendar: Calendar,
    limit: Limit,
    start: datetime,
    pauses: Sequence[Pause] = (),
    reading: Reading = Reading.SAME_TIME,
) -> Due:
    """Return when a limit that begins at `start` ends, the pauses added.

    A restart is the same question with another start and no pauses; a switch of limit is the
    same question with another limit.

    :raises ValueError: a moment has no time zone, or lies outside the years that are kept.
    """
    if limit.unit is LimitUnit.NONE or limit.until is not None:
        return Due(at=limit.until, provisional=False, counted_from=start)
    local = local_minute(start)
    if limit.unit is LimitUnit.CLOCK_HOUR:
        minutes = limit.amount * 60
        due = _with_pauses(
            local, pauses, clock_minutes, lambda held: local + timedelta(minutes=minutes + held)
        )
        return Due(at=in_zone(due), provisional=False, counted_from=in_zone(local))
    table = table_of(calendar, local)
    counted = table.opening(table.position(local))
    measure = calendar_days if limit.unit in _BY_DAY else _working_minutes(table)
    due = _with_pauses(counted, pauses, measure, _ending(table, limit, counted, reading))
    return Due(
        at=in_zone(due),
        provisional=due.date() > calendar.last_decided_on,
        counted_from=in_zone(counted),
    )


def answer_deadline(calendar: Calendar, received_at: datetime) -> datetime:
    """Return until when a filing from outside must be accepted or refused: 8 working hours."""
    table = table_of(calendar, local := local_minute(received_at))
    return in_zone(table.closing(table.position(local) + ANSWER_LIMIT.amount * 60))


def _with_pauses(
    counted: datetime, pauses: Sequence[Pause], measure: _Measure, ending: _Ending
) -> datetime:
    """Let each pause move the end that begins before the end it finds; later ones come too late."""
    held = 0
    due = ending(held)
    for stretch in united(pauses, counted) if pauses else ():
        if stretch[0] >= due:
            break
        held += measure(stretch)
        due = ending(held)
    return due


def _working_minutes(table: DayTable) -> _Measure:
    return lambda stretch: table.position(stretch[1]) - table.position(stretch[0])


def _ending(table: DayTable, limit: Limit, counted: datetime, reading: Reading) -> _Ending:
    """Return the question of when the limit ends, given what the pauses add in its own measure."""
    if limit.unit is LimitUnit.SAME_DAY:
        return lambda held: _same_day(table, limit, counted, held)
    if limit.unit is LimitUnit.DAY:
        return lambda held: _last_day(table, counted.date() + timedelta(days=limit.amount + held))
    if limit.unit is LimitUnit.MONTH:
        last = _months_later(counted.date(), limit.amount)
        return lambda held: _last_day(table, last + timedelta(days=held))
    if limit.unit is LimitUnit.WORK_DAY:
        minutes = limit.amount * WORK_DAY_MINUTES
        return lambda held: _work_days(table, counted, minutes + held, reading)
    minutes = limit.amount * _MINUTES[limit.unit]
    return lambda held: _work_minutes(table, counted, minutes + held)


def _work_minutes(table: DayTable, counted: datetime, minutes: int) -> datetime:
    return table.closing(table.position(counted) + minutes) if minutes else counted


def _work_days(table: DayTable, counted: datetime, minutes: int, reading: Reading) -> datetime:
    """End at an opening rather than a closing: 1 day from 07:00 ends at 07:00 of the next."""
    due = table.opening(table.position(counted) + minutes)
    return closing_of(table, due.date()) if reading is Reading.END_OF_DAY else due


def _same_day(table: DayTable, limit: Limit, counted: datetime, minutes: int) -> datetime:
    day = counted.date()
    if counted.time() >= (limit.cutoff or CUTOFF):
        day = working_day_from(table, day + timedelta(days=1))
    return _work_minutes(table, closing_of(table, day), minutes)


def _last_day(table: DayTable, last: date) -> datetime:
    """End with the working hours of the last day, or of the next working day when it is off."""
    return closing_of(table, working_day_from(table, last))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
