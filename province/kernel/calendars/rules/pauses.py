"""Pauses of a clock: their union counts once."""

from collections.abc import Iterable
from datetime import datetime

from province.kernel.calendars.contracts import Pause
from province.kernel.calendars.rules.days import local_minute

Stretch = tuple[datetime, datetime]


def united(pauses: Iterable[Pause], since: datetime) -> tuple[Stretch, ...]:
    """Return the pauses from a local moment on as local stretches: in order, apart, not empty."""
    stretches: list[Stretch] = []
    for start, end in sorted(
        (max(local_minute(pause.from_at), since), local_minute(pause.until_at)) for pause in pauses
    ):
        if start >= end:
            continue
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(stretches)


def clock_minutes(stretch: Stretch) -> int:
    """Return the minutes of the clock that a stretch lasts."""
    start, end = stretch
    return int((end - start).total_seconds()) // 60


def calendar_days(stretch: Stretch) -> int:
    """Return the days that a stretch lasts: not the day it begins, but the day it ends."""
    start, end = stretch
    return (end.date() - start.date()).days
