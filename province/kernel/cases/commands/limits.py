"""Begins, moves and ends the rows of clocks. The case is under the lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from province.kernel.calendars.contracts import Due, Limit, LimitUnit, Pause
from province.kernel.calendars.public import calendar_for, due_moment
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import ClockState, TaskState
from province.kernel.cases.models.clock import Clock, ClockMove, ClockSpan, Watch
from province.kernel.cases.models.task import Task
from province.kernel.cases.rules.clocks import verdict, watch_moments
from province.kernel.processes import public as processes

BUDGET = "budget:"


def begin_clock(
    *,
    bench: Bench,
    name: str,
    limit: Limit,
    started_at: datetime | None,
    task: Task | None = None,
) -> Clock:
    """Make a clock: running from its start, or ready when it has none yet."""
    clock = Clock(
        case=bench.case,
        task=task,
        name=name,
        limit=limit.to_json(),
        calendar_agency_id=bench.case.unit_id,
        state=ClockState.READY,
    )
    if started_at is not None:
        _set_running(bench, clock, started_at)
    clock.save(force_insert=True)
    rewrite_watches(bench=bench, clock=clock)
    return clock


def run_clock(*, bench: Bench, clock: Clock, at: datetime) -> None:
    """Start a clock that is ready."""
    _set_running(bench, clock, at)
    clock.save()
    rewrite_watches(bench=bench, clock=clock)


def due_of(*, bench: Bench, clock: Clock, limit: Limit, started_at: datetime) -> Due:
    """Return when a clock ends by its limit, with its pauses; an open pause counts up to now."""
    calendar = (
        bench.calendar
        if clock.calendar_agency_id == bench.case.unit_id
        else calendar_for(agency_id=clock.calendar_agency_id)
    )
    return due_moment(calendar, limit, started_at, pauses_of(clock, bench.now))


def pauses_of(clock: Clock, now: datetime) -> tuple[Pause, ...]:
    """Return the pauses of a clock, an open one up to now."""
    if clock.pk is None:
        return ()
    return tuple(
        Pause(
            from_at=span.from_at,
            until_at=span.until_at or max(now, span.from_at),
            reason=span.reason,
        )
        for span in ClockSpan.objects.filter(clock=clock).order_by("from_at")
    )


def move_due(  # noqa: PLR0913 -- each is one column of the move
    *, bench: Bench, clock: Clock, becomes: Due, kind: str, ground: str, act_seq: int
) -> None:
    """Set a new due moment, with its row of history, the task's due and the watches."""
    if clock.due_at == becomes.at:
        return
    ClockMove.objects.create(
        clock=clock,
        was=clock.due_at,
        becomes=becomes.at,
        kind=kind,
        ground=ground,
        act_seq=act_seq,
        at=bench.now,
    )
    clock.due_at, clock.provisional = becomes.at, becomes.provisional
    clock.save(update_fields=["due_at", "provisional", "limit", "started_at", "state"])
    carry_due(clock)
    rewrite_watches(bench=bench, clock=clock)


def carry_due(clock: Clock) -> None:
    """Write a clock's due moment into the open tasks that it governs."""
    open_tasks = Task.objects.filter(case_id=clock.case_id, state=TaskState.OPEN)
    if clock.task_id is not None:
        open_tasks.filter(pk=clock.task_id).update(due_at=clock.due_at)
    elif clock.name.startswith(BUDGET):
        steps = [task.pk for task in open_tasks if _budget_of(task) == clock.name]
        Task.objects.filter(pk__in=steps).update(due_at=clock.due_at)


def budget_due(*, bench: Bench, name: str, limit: Limit) -> datetime | None:
    """Return when a shared budget ends; its clock begins with the first step that uses it."""
    if limit.unit is LimitUnit.NONE:
        return None
    known = Clock.objects.filter(case=bench.case, task__isnull=True, name=BUDGET + name).first()
    if known is None:
        known = begin_clock(bench=bench, name=BUDGET + name, limit=limit, started_at=bench.now)
    return known.due_at


def end_clocks_of_tasks(*, bench: Bench, task_ids: Sequence[int]) -> None:
    """Stop the clocks of tasks that have ended."""
    stop_rows(
        bench=bench,
        clocks=Clock.objects.filter(task_id__in=task_ids).exclude(state=ClockState.STOPPED),
        at=bench.now,
    )


def stop_rows(*, bench: Bench, clocks: Iterable[Clock], at: datetime) -> None:
    """Stop clocks, close their pauses, write how they ended, and take their watches away."""
    for clock in clocks:
        ClockSpan.objects.filter(clock=clock, until_at__isnull=True).update(
            until_at=max(at, bench.now)
        )
        clock.verdict = verdict(done_at=at, due_at=clock.due_at)
        if clock.state == ClockState.READY:
            clock.started_at = at
            clock.verdict = ""
        clock.state, clock.stopped_at = ClockState.STOPPED, at
        clock.save(update_fields=["state", "stopped_at", "verdict", "started_at"])
        Watch.objects.filter(clock=clock, fired_at__isnull=True).delete()


def rewrite_watches(*, bench: Bench, clock: Clock) -> None:
    """Set the watches of a clock anew from its due moment."""
    Watch.objects.filter(clock=clock, fired_at__isnull=True).delete()
    if clock.state != ClockState.RUNNING:
        return
    Watch.objects.bulk_create(
        Watch(case=bench.case, task_id=clock.task_id, clock=clock, kind=kind, fires_at=fires_at)
        for kind, fires_at in watch_moments(
            calendar=bench.calendar,
            name=clock.name,
            limit=Limit.from_json(clock.limit),
            due_at=clock.due_at,
            now=bench.now,
        )
    )


def _set_running(bench: Bench, clock: Clock, at: datetime) -> None:
    due = due_of(bench=bench, clock=clock, limit=Limit.from_json(clock.limit), started_at=at)
    clock.started_at, clock.state = at, ClockState.RUNNING
    clock.due_first = clock.due_at = due.at
    clock.provisional = due.provisional


def _budget_of(task: Task) -> str:
    version = task.case.plan_version_id
    if version is None or not task.step:
        return ""
    return BUDGET + processes.plan(version_id=version).step(task.step).budget
