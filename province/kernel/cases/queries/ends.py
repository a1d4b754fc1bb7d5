"""When a clock ends: by its limit or its last extension, with its pauses, on a calendar."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from province.kernel.calendars.contracts import Calendar, Due, Limit, LimitUnit, Pause
from province.kernel.calendars.public import due_moment, working_minutes
from province.kernel.cases.models.clock import Clock, ClockMove, ClockSpan

EXTEND, RESTART, SWITCH = "extend", "restart", "switch"
ORDERS = (EXTEND, RESTART, SWITCH)


def end_on(
    *,
    calendar: Calendar,
    clock: Clock,
    started_at: datetime,
    pauses: Sequence[Pause],
    ordered: ClockMove | None,
) -> Due:
    """Return when a clock ends on this calendar, by the act that ordered its end last, if any."""
    limit = Limit.from_json(clock.limit)
    if ordered is None or ordered.kind != EXTEND:
        return due_moment(calendar, limit, started_at, pauses)
    return _extended(calendar, limit, ordered, pauses)


def pauses_in(*, spans: Iterable[ClockSpan], now: datetime) -> tuple[Pause, ...]:
    """Return the pauses of a clock, an open one up to now."""
    return tuple(
        Pause(
            from_at=span.from_at,
            until_at=span.until_at or max(now, span.from_at),
            reason=span.reason,
        )
        for span in spans
    )


def _extended(calendar: Calendar, limit: Limit, ordered: ClockMove, pauses: Sequence[Pause]) -> Due:
    """Return the end that an act has set, moved by the pauses after that act."""
    at = ordered.at
    assert ordered.becomes is not None  # noqa: S101 -- an extension always has its moment
    becomes = ordered.becomes
    later = [Pause(max(p.from_at, at), p.until_at, p.reason) for p in pauses if p.until_at > at]
    held = [pause for pause in later if pause.from_at < becomes]
    plain = Due(at=becomes, provisional=_beyond(calendar, becomes), counted_from=at)
    if not held or limit.unit is LimitUnit.UNTIL:
        return plain
    if limit.unit is LimitUnit.CLOCK_HOUR:
        left = max(becomes - at, timedelta())
        hour = timedelta(hours=1)
        whole = due_moment(calendar, Limit(left // hour, LimitUnit.CLOCK_HOUR), at, held)
        assert whole.at is not None  # noqa: S101 -- a limit in hours has an end
        return Due(at=whole.at + left % hour, provisional=whole.provisional, counted_from=at)
    minutes = working_minutes(calendar, at, becomes)
    moved = due_moment(calendar, Limit(minutes, LimitUnit.WORK_MINUTE), at, held)
    return moved if moved.at is not None and moved.at > becomes else plain


def _beyond(calendar: Calendar, moment: datetime) -> bool:
    return moment.date() > calendar.last_decided_on
