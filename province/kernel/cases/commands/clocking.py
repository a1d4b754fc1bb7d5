"""The clocks of a case: started, paused, resumed, restarted, switched, extended, stopped."""

from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Due, Limit
from province.kernel.cases.commands.bench import Bench, lock_case
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.limits import (
    due_of,
    move_due,
    rewrite_watches,
    run_clock,
    stop_rows,
)
from province.kernel.cases.contracts.values import LEGAL, ClockState, PauseReason, TaskState
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.clock import Clock, ClockSpan
from province.kernel.cases.models.task import Task


@transaction.atomic
def start_clock(
    *, actor: Actor, case_id: int, name: str, at: datetime, now: datetime
) -> datetime | None:
    """Start a clock that is ready and return when it ends.

    :raises ClockStateError: there is no such clock, or it has started.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    clock = _clock(bench, name, ClockState.READY)
    run_clock(bench=bench, clock=clock, at=at)
    _record(bench, "clock_started", name, at)
    return clock.due_at


@transaction.atomic
def pause(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, reason: PauseReason, at: datetime, now: datetime
) -> None:
    """Let a clock stand still; with the legal clock, the clocks of our own open tasks stand still too.

    :raises ClockStateError: it does not run, or is paused for this reason already.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    if name == LEGAL:
        pause_legal(bench=bench, reason=reason, at=at)
    else:
        _open_span(_clock(bench, name, ClockState.RUNNING, ClockState.PAUSED), reason, at, bench)
    _record(bench, "clock_paused", name, at, reason=reason.value)


@transaction.atomic
def resume(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, reason: PauseReason, at: datetime, now: datetime
) -> datetime | None:
    """End a pause and return when the clock ends now.

    :raises ClockStateError: it is not paused for this reason.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    seq = _record(bench, "clock_resumed", name, at, reason=reason.value)
    clock = _clock(bench, name, ClockState.PAUSED)
    for paused in _governed(bench, clock):
        _close_span(bench, paused, reason, at, seq)
    clock.refresh_from_db()
    return clock.due_at


@transaction.atomic
def restart(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, at: datetime, ground: str, now: datetime
) -> datetime | None:
    """Count a clock from the beginning again, its pauses closed; ``due_first`` stays.

    :raises ClockStateError: it has not started or is stopped.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    seq = _record(bench, "clock_restarted", name, at, ground=ground)
    clock = _clock(bench, name, ClockState.RUNNING, ClockState.PAUSED)
    for governed in _governed(bench, clock):
        ClockSpan.objects.filter(clock=governed, until_at__isnull=True).update(until_at=at)
        governed.state = ClockState.RUNNING
        if governed.pk == clock.pk:
            governed.started_at = at
        governed.save(update_fields=["state", "started_at"])
        _recount(bench, governed, kind="restart", ground=ground, seq=seq)
    _mark_paused(bench, paused=False)
    clock.refresh_from_db()
    return clock.due_at


@transaction.atomic
def switch_limit(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, limit: Limit, ground: str, now: datetime
) -> datetime | None:
    """Put another limit on a clock, from its own start.

    :raises ClockStateError: it is stopped, or there is none.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    seq = _record(bench, "limit_switched", name, now, ground=ground)
    clock = _clock(bench, name, ClockState.READY, ClockState.RUNNING, ClockState.PAUSED)
    clock.limit = limit.to_json()
    clock.save(update_fields=["limit"])
    if clock.started_at is not None:
        _recount(bench, clock, kind="switch", ground=ground, seq=seq)
    return clock.due_at


@transaction.atomic
def extend(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, case_id: int, name: str, to: datetime, ground: str, now: datetime
) -> None:
    """Set a later end of a clock by an act with a ground (Mẫu 04).

    :raises ClockStateError: it does not run, or the new end is not later.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    clock = _clock(bench, name, ClockState.RUNNING, ClockState.PAUSED)
    if clock.due_at is None or to <= clock.due_at:
        raise ClockStateError
    seq = _record(bench, "clock_extended", name, now, ground=ground)
    due = Due(at=to, provisional=clock.provisional, counted_from=clock.due_at)
    move_due(bench=bench, clock=clock, becomes=due, kind="extend", ground=ground, act_seq=seq)


@transaction.atomic
def stop_clock(*, actor: Actor, case_id: int, name: str, at: datetime, now: datetime) -> str:
    """Stop a clock for good and return how it ended: early, on_time, late, or empty.

    :raises ClockStateError: there is no such clock, or it is stopped.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    clock = _clock(bench, name, ClockState.READY, ClockState.RUNNING, ClockState.PAUSED)
    if clock.state == ClockState.PAUSED:
        for governed in _governed(bench, clock):
            if governed.pk != clock.pk:
                _run_again(bench, governed, at)
        _mark_paused(bench, paused=False)
    stop_rows(bench=bench, clocks=[clock], at=at)
    _record(bench, "clock_stopped", name, at)
    return clock.verdict


def pause_legal(*, bench: Bench, reason: PauseReason, at: datetime) -> None:
    """Pause the legal clock with the clocks of our own open tasks; the case is under the lock.

    :raises ClockStateError: it does not run, or is paused for this reason already.
    """
    legal = _clock(bench, LEGAL, ClockState.RUNNING, ClockState.PAUSED)
    for clock in _governed(bench, legal):
        _open_span(clock, reason, at, bench)
    _mark_paused(bench, paused=True)


def _governed(bench: Bench, clock: Clock) -> list[Clock]:
    """Return the clocks that stand still with this one: itself, and for the legal one those of our tasks."""
    if clock.name != LEGAL:
        return [clock]
    ours = [
        other
        for other in bench.clocks()
        if other.pk != clock.pk
        and other.state in {ClockState.RUNNING, ClockState.PAUSED}
        and (other.task_id is None or other.task_id in _our_tasks(bench))
        and (other.task_id is not None or other.name.startswith("budget:"))
    ]
    return [clock, *ours]


def _our_tasks(bench: Bench) -> set[int]:
    return set(
        Task.objects.filter(
            case=bench.case, state=TaskState.OPEN, party__isnull=True, outside__isnull=True
        ).values_list("pk", flat=True)
    )


def _mark_paused(bench: Bench, *, paused: bool) -> None:
    Task.objects.filter(pk__in=_our_tasks(bench)).update(paused=paused)


def _open_span(clock: Clock, reason: PauseReason, at: datetime, bench: Bench) -> None:
    if ClockSpan.objects.filter(clock=clock, reason=reason, until_at__isnull=True).exists():
        raise ClockStateError
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])
    ClockSpan.objects.create(clock=clock, reason=reason, from_at=at)
    rewrite_watches(bench=bench, clock=clock)


def _close_span(bench: Bench, clock: Clock, reason: PauseReason, at: datetime, seq: int) -> None:
    """End one pause; the clock runs when no other pause is open."""
    ended = ClockSpan.objects.filter(clock=clock, reason=reason, until_at__isnull=True).update(
        until_at=at
    )
    if not ended and clock.task_id is None and clock.name == LEGAL:
        raise ClockStateError
    if ClockSpan.objects.filter(clock=clock, until_at__isnull=True).exists():
        return
    clock.state = ClockState.RUNNING
    clock.save(update_fields=["state"])
    _recount(bench, clock, kind="resume", ground=reason.value, seq=seq)
    if clock.name == LEGAL and clock.task_id is None:
        _mark_paused(bench, paused=False)


def _run_again(bench: Bench, clock: Clock, at: datetime) -> None:
    ClockSpan.objects.filter(clock=clock, until_at__isnull=True).update(until_at=at)
    clock.state = ClockState.RUNNING
    clock.save(update_fields=["state"])
    _recount(bench, clock, kind="resume", ground="stopped", seq=bench.case.journal_seq)


def _recount(bench: Bench, clock: Clock, *, kind: str, ground: str, seq: int) -> None:
    """Compute a clock's end anew and write it down where it changed."""
    if clock.started_at is None:
        return
    due = due_of(
        bench=bench,
        clock=clock,
        limit=Limit.from_json(clock.limit),
        started_at=clock.started_at,
    )
    move_due(bench=bench, clock=clock, becomes=due, kind=kind, ground=ground, act_seq=seq)
    rewrite_watches(bench=bench, clock=clock)


def _clock(bench: Bench, name: str, *states: ClockState) -> Clock:
    """Return the case's own clock of this name, which must be in one of these states.

    :raises ClockStateError: it is not, or there is none.
    """
    for clock in bench.clocks():
        if clock.name == name and clock.task_id is None:
            if clock.state not in states:
                break
            return clock
    raise ClockStateError


def _record(bench: Bench, act: str, name: str, at: datetime, **params: str) -> int:
    """Write the act of a clock."""
    bench.acting_post = bench.actor.acting_post
    seq = write_act(bench=bench, name=act, params={"clock": name, **params}, at=at)
    bench.save(act=act)
    return seq
