"""Clocks stand still, go on, count from the beginning; with the legal one, those of our tasks."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.commands.clocks import (
    BEGUN,
    GOING,
    a_code,
    clock_of,
    hold_moment,
    lock_clock,
)
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.limits import (
    BUDGET,
    RESUME,
    close_spans,
    recount,
    rewrite_watches,
)
from province.kernel.cases.contracts.values import LEGAL, ClockState, PauseReason, TaskState
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.clock import Clock, ClockSpan
from province.kernel.cases.models.task import Task
from province.kernel.cases.queries.ends import RESTART


@transaction.atomic
def pause(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, reason: PauseReason, at: datetime, now: datetime
) -> None:
    """Let a clock stand still; with the legal one, those of our own open tasks stand still too.

    :raises ClockStateError: it does not run, is paused for this reason already, or the moment has
        not come.
    """
    bench, clock = lock_clock(
        actor=actor, case_id=case_id, name=name, states=GOING, act="clock_paused", now=now
    )
    pause_row(bench=bench, clock=clock, reason=reason, at=at)
    record_act(
        bench=bench, name="clock_paused", params={"clock": name, "reason": reason.value}, at=at
    )


@transaction.atomic
def resume(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, reason: PauseReason, at: datetime, now: datetime
) -> datetime | None:
    """End a pause and return when the clock ends now; it runs when no other pause is open.

    :raises ClockStateError: it is not paused for this reason, or would go on before it stood still.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=(ClockState.PAUSED,),
        act="clock_resumed",
        now=now,
    )
    span = ClockSpan.objects.filter(clock=clock, reason=reason, until_at__isnull=True).first()
    if span is None:
        raise ClockStateError
    hold_moment(bench=bench, at=at, begun=span.from_at)
    seq = record_act(
        bench=bench, name="clock_resumed", params={"clock": name, "reason": reason.value}, at=at
    )
    for governed in (clock, *_followers(bench, clock)):
        _end_pause(bench, governed, reason, at, seq)
    if clock.name == LEGAL and clock.state == ClockState.RUNNING:
        _mark_paused(bench, paused=False)
    return clock.due_at


@transaction.atomic
def restart(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    case_id: int,
    name: str,
    at: datetime,
    ground: str,
    now: datetime,
    note: str | None = None,
) -> datetime | None:
    """Count a clock from the beginning again, its pauses closed; ``due_first`` stays.

    ``ground`` is a code; what is said about it in words is the ``note``.

    A stopped clock of a reopened case runs again. The clocks of our tasks only go on: their steps
    keep their time.

    :raises ClockStateError: it has not started, or would restart before it last stood still or
        stopped, or only in the future.
    """
    bench, clock = lock_clock(
        actor=actor, case_id=case_id, name=name, states=BEGUN, act="clock_restarted", now=now
    )
    spans = ClockSpan.objects.filter(clock=clock)
    stood = spans.aggregate(last=Max(Coalesce("until_at", "from_at")))["last"]
    begun = max(m for m in (clock.started_at, clock.stopped_at, stood) if m is not None)
    hold_moment(bench=bench, at=at, begun=begun)
    params = {"clock": name, "ground": a_code(ground)}
    seq = record_act(bench=bench, name="clock_restarted", params=params, body=note, at=at)
    if clock.state == ClockState.PAUSED:
        release_followers(bench=bench, clock=clock, at=at)
    close_spans(clock=clock, at=at)
    clock.state, clock.started_at = ClockState.RUNNING, at
    clock.stopped_at, clock.verdict = None, ""
    clock.save(update_fields=["state", "started_at", "stopped_at", "verdict"])
    recount(bench=bench, clock=clock, kind=RESTART, ground=ground, seq=seq)
    return clock.due_at


def pause_legal(*, bench: Bench, reason: PauseReason, at: datetime) -> None:
    """Pause the legal clock with the clocks of our own open tasks; the case is under the lock.

    :raises ClockStateError: it does not run, or is paused for this reason already.
    """
    legal = clock_of(bench=bench, name=LEGAL, states=GOING)
    pause_row(bench=bench, clock=legal, reason=reason, at=at)


def pause_row(*, bench: Bench, clock: Clock, reason: PauseReason, at: datetime) -> None:
    """Pause a clock and those that stand still with it.

    :raises ClockStateError: it is paused for this reason already, or the moment lies before its
        start or in the future.
    """
    hold_moment(bench=bench, at=at, begun=clock.started_at)
    if ClockSpan.objects.filter(clock=clock, reason=reason, until_at__isnull=True).exists():
        raise ClockStateError
    for governed in (clock, *_followers(bench, clock)):
        _begin_pause(bench, governed, reason, at)
    if clock.name == LEGAL:
        _mark_paused(bench, paused=True)


def release_followers(*, bench: Bench, clock: Clock, at: datetime) -> None:
    """Let the clocks that stood still with this one go on, as it will not stand still any more."""
    for follower in _followers(bench, clock):
        close_spans(clock=follower, at=at)
        follower.state = ClockState.RUNNING
        follower.save(update_fields=["state"])
        seq = bench.case.journal_seq
        recount(bench=bench, clock=follower, kind=RESUME, ground=clock.name, seq=seq)
    if clock.name == LEGAL:
        _mark_paused(bench, paused=False)


def _followers(bench: Bench, clock: Clock) -> list[Clock]:
    """Return what stands still with a clock: for the legal one, our tasks' and budgets' clocks."""
    if clock.name != LEGAL or clock.task_id is not None:
        return []
    ours = set(_our_tasks(bench).values_list("pk", flat=True))
    return [
        other
        for other in bench.clocks()
        if other.state in GOING
        and (other.task_id in ours or (other.task_id is None and other.name.startswith(BUDGET)))
    ]


def _begin_pause(bench: Bench, clock: Clock, reason: PauseReason, at: datetime) -> None:
    """Open a pause; a clock that began later stands still from its own start."""
    from_at = max(at, clock.started_at) if clock.started_at else at
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])
    ClockSpan.objects.get_or_create(
        clock=clock, reason=reason, until_at=None, defaults={"from_at": from_at}
    )
    rewrite_watches(bench=bench, clock=clock)


def _end_pause(bench: Bench, clock: Clock, reason: PauseReason, at: datetime, seq: int) -> None:
    """Close the pause of this reason; the clock runs when no other is open."""
    spans = ClockSpan.objects.filter(clock=clock, until_at__isnull=True)
    for span in spans.filter(reason=reason):
        span.until_at = max(at, span.from_at)
        span.save(update_fields=["until_at"])
    if clock.state == ClockState.PAUSED and not spans.exists():
        clock.state = ClockState.RUNNING
        clock.save(update_fields=["state"])
        recount(bench=bench, clock=clock, kind=RESUME, ground=reason.value, seq=seq)


def _our_tasks(bench: Bench) -> QuerySet[Task]:
    return Task.objects.filter(
        case=bench.case, state=TaskState.OPEN, party__isnull=True, outside__isnull=True
    )


def _mark_paused(bench: Bench, *, paused: bool) -> None:
    _our_tasks(bench).update(paused=paused)
