"""The ruler of a page: what has become of each day of a limit."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from province.kernel.calendars.contracts import Calendar, Pause, RulerDay, RulerMark
from province.kernel.calendars.rules.days import DayTable, at_minute, local_minute, table_of
from province.kernel.calendars.rules.pauses import Stretch, united

LATE_DAYS = 10


def day_ruler(
    calendar: Calendar,
    start: datetime,
    due: datetime | None,
    now: datetime,
    pauses: Sequence[Pause] = (),
) -> tuple[RulerDay, ...]:
    """Return the days of a limit, from the first counted to the due day.

    When it is late the days go on to today, ten at most. No deadline has no ruler.
    """
    if due is None:
        return ()
    local_start, local_due, local_now = (local_minute(each) for each in (start, due, now))
    table = table_of(calendar, local_start)
    counted = min(table.opening(table.position(local_start)), local_due)
    end = local_due.date()
    if local_now > local_due:
        end = min(max(end, local_now.date()), end + timedelta(days=LATE_DAYS))
    held = united(pauses, counted)
    return tuple(
        RulerDay(
            date=day,
            mark=_mark(table, day, (counted, local_due), local_now, held),
            is_now=day == local_now.date(),
            is_due=day == local_due.date(),
            is_provisional=day > calendar.last_decided_on,
            note=calendar.overrides[day].note if day in calendar.overrides else "",
        )
        for day in _days(counted.date(), end)
    )


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=each) for each in range((last - first).days + 1))


def _mark(
    table: DayTable, day: date, limit: Stretch, now: datetime, held: Sequence[Stretch]
) -> RulerMark:
    if not table.stretches(day):
        return RulerMark.OFF
    counted, due = limit
    if day > due.date():
        return RulerMark.LATE
    opens = max(at_minute(day, 0), counted)
    closes = min(at_minute(day + timedelta(days=1), 0), max(due, opens))
    whole = table.position(closes) - table.position(opens)
    paused = sum(
        max(0, table.position(min(end, closes)) - table.position(max(start, opens)))
        for start, end in held
        if start < closes and end > opens
    )
    if paused and paused * 2 >= whole:
        return RulerMark.HOLD
    passed = table.position(min(max(now, opens), closes)) - table.position(opens)
    if now < opens or (passed == 0 and whole):
        return RulerMark.AHEAD
    return RulerMark.USED if passed >= whole else RulerMark.HALF
