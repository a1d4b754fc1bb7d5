"""What follows from a clock: verdicts, watched moments, whose hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from province.kernel.calendars.contracts import Calendar, Limit, LimitUnit
from province.kernel.calendars.public import subtract_working_minutes
from province.kernel.cases.contracts.values import LEGAL, WatchKind

WORK_DAY = 480


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in somebody's hands."""

    from_at: datetime
    until_at: datetime


def verdict(*, done_at: datetime, due_at: datetime | None) -> str:
    """Return how something ended against its limit: ``early``, ``on_time``, ``late``, or nothing without one."""
    if due_at is None:
        return ""
    if done_at > due_at:
        return "late"
    return "early" if done_at < due_at else "on_time"


def watch_moments(
    *, calendar: Calendar, name: str, limit: Limit, due_at: datetime | None, now: datetime
) -> tuple[tuple[WatchKind, datetime], ...]:
    """Return when somebody must be told of a clock: due − 2 and − 1 working days, and when it is past."""
    if due_at is None or limit.unit is LimitUnit.NONE:
        return ()
    moments: list[tuple[WatchKind, datetime]] = []
    if name == LEGAL:
        moments = [
            (WatchKind.WARN, subtract_working_minutes(calendar, due_at, 2 * WORK_DAY)),
            (WatchKind.DRAFT_APOLOGY, subtract_working_minutes(calendar, due_at, WORK_DAY)),
        ]
    moments.append((WatchKind.ESCALATE, due_at))
    return tuple((kind, at) for kind, at in moments if at > now)


def without(stretch: Stretch, holes: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return what is left of a stretch when the holes are cut out."""
    left = [stretch]
    for hole in sorted(holes, key=lambda h: h.from_at):
        cut: list[Stretch] = []
        for part in left:
            if hole.until_at <= part.from_at or hole.from_at >= part.until_at:
                cut.append(part)
                continue
            if hole.from_at > part.from_at:
                cut.append(Stretch(part.from_at, hole.from_at))
            if hole.until_at < part.until_at:
                cut.append(Stretch(hole.until_at, part.until_at))
        left = cut
    return tuple(left)
