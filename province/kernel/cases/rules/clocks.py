"""What follows from a clock: verdicts, watched moments, whose hands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.contracts.values import LEGAL, WatchKind

AHEAD = timedelta(days=31)  # more than the longest run of days off

EarlierBy = Callable[[datetime, int], datetime]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in somebody's hands."""

    from_at: datetime
    until_at: datetime


def is_past(*, at: datetime, begun: datetime, now: datetime) -> bool:
    """Tell whether a moment lies between a beginning and now.

    Of what begins only later (a start by the 15:00 rule) the beginning itself is right.
    """
    return begun <= at <= max(now, begun)


def may_start(*, at: datetime, opened_at: datetime, now: datetime) -> bool:
    """Tell whether a clock may start then: not before its case, ahead only over days off."""
    return opened_at <= at <= max(now, opened_at) + AHEAD


def verdict(*, done_at: datetime, due_at: datetime | None) -> str:
    """Return how something ended, to the minute: ``early``, ``on_time``, ``late``, or nothing."""
    if due_at is None:
        return ""
    done, due = _minute(done_at), _minute(due_at)
    if done > due:
        return "late"
    return "early" if done < due else "on_time"


def watch_moments(  # noqa: PLR0913 -- a clock has these parts
    *,
    name: str,
    limit: Limit,
    due_at: datetime | None,
    now: datetime,
    lapses: bool,
    earlier: EarlierBy,
) -> tuple[tuple[WatchKind, datetime], ...]:
    """Return when somebody must be told of a clock.

    The legal clock warns two working days ahead and drafts the apology one day ahead; warnings
    whose moment has passed are left out. At its end every clock escalates, also one that is late
    from its first minute; a task that nobody must do lapses instead.
    """
    if due_at is None or limit.unit is LimitUnit.NONE:
        return ()
    moments: list[tuple[WatchKind, datetime]] = []
    if name == LEGAL:
        moments = [
            (WatchKind.WARN, earlier(due_at, 2)),
            (WatchKind.DRAFT_APOLOGY, earlier(due_at, 1)),
        ]
    end = WatchKind.LAPSE if lapses else WatchKind.ESCALATE
    return (*((kind, at) for kind, at in moments if at > now), (end, due_at))


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


def within(stretch: Stretch, frame: Stretch) -> Stretch | None:
    """Return the part of a stretch that lies within another, or nothing."""
    from_at, until_at = (
        max(stretch.from_at, frame.from_at),
        min(stretch.until_at, frame.until_at),
    )
    return Stretch(from_at, until_at) if from_at < until_at else None


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
