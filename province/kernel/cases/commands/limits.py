"""Begins, moves and ends the rows of clocks. The case is under the lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Value
from django.db.models.functions import Greatest

from province.kernel.calendars.contracts import Due, Limit, LimitUnit, Pause
from province.kernel.calendars.public import (
    due_moment,
    working_days_before,
)
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import (
    LEGAL,
    ClockState,
    TaskMode,
    TaskState,
    WatchKind,
)
from province.kernel.cases.models.clock import Clock, ClockMove, ClockSpan, Watch
from province.kernel.cases.models.task import Task
from province.kernel.cases.queries.ends import ORDERS, RESTART, SWITCH, end_on, pauses_in
from province.kernel.cases.rules.clocks import verdict, watch_moments

BUDGET = "budget:"
RESUME, RECOUNT = "resume", "recount"


def begin_clock(  # noqa: PLR0913 -- each is one fact of the clock
    *,
    bench: Bench,
    name: str,
    limit: Limit,
    started_at: datetime | None,
    task: Task | None = None,
    agency_id: int | None = None,
) -> Clock:
    """Make a clock: running from its start, or ready when it has none yet.

    It counts on the calendar of the agency, else of the task's unit, else of the unit in charge.
    """
    clock = Clock(
        case=bench.case,
        task=task,
        name=name,
        limit=limit.to_json(),
        calendar_agency_id=agency_id or (task.unit_id if task else bench.case.unit_id),
        state=ClockState.READY,
    )
    if started_at is not None:
        _set_running(bench, clock, started_at)
    clock.save(force_insert=True)
    _write_watches(bench, clock)
    return clock


def run_clock(*, bench: Bench, clock: Clock, at: datetime) -> None:
    """Start a clock that is ready."""
    _set_running(bench, clock, at)
    clock.save()
    rewrite_watches(bench=bench, clock=clock)


def pauses_of(*, clock: Clock, now: datetime) -> tuple[Pause, ...]:
    """Return the pauses of a clock, an open one up to now."""
    spans = ClockSpan.objects.filter(clock=clock).order_by("from_at", "id")
    return pauses_in(spans=tuple(spans), now=now)


def due_of(*, bench: Bench, clock: Clock, started_at: datetime, anew: bool = False) -> Due:
    """Return when a clock ends by its limit or its last extension, with its pauses.

    An open pause counts up to now. Counted anew, an extension no longer matters.
    """
    calendar = bench.calendar_of(clock.calendar_agency_id)
    orders = ClockMove.objects.filter(clock=clock, kind__in=ORDERS).order_by("-id")
    return end_on(
        calendar=calendar,
        clock=clock,
        started_at=started_at,
        pauses=pauses_of(clock=clock, now=bench.now),
        ordered=None if anew else orders.first(),
    )


def end_now(*, bench: Bench, clock: Clock) -> datetime | None:
    """Return when a clock ends as things stand; one that stands still has moved on meanwhile."""
    if clock.state != ClockState.PAUSED or clock.started_at is None or clock.due_at is None:
        return clock.due_at
    moved = due_of(bench=bench, clock=clock, started_at=clock.started_at).at
    return clock.due_at if moved is None else max(moved, clock.due_at)


def recount(*, bench: Bench, clock: Clock, kind: str, ground: str, seq: int) -> None:
    """Compute a clock's end anew and write it down where it changed, with its watches."""
    if clock.started_at is not None:
        anew = kind in {RESTART, SWITCH}
        due = due_of(bench=bench, clock=clock, started_at=clock.started_at, anew=anew)
        move_due(bench=bench, clock=clock, becomes=due, kind=kind, ground=ground, act_seq=seq)
    rewrite_watches(bench=bench, clock=clock)


def move_due(  # noqa: PLR0913 -- each is one column of the move
    *, bench: Bench, clock: Clock, becomes: Due, kind: str, ground: str, act_seq: int
) -> None:
    """Set a new due moment, with its row of history and the due of the tasks that it governs."""
    if clock.due_at == becomes.at and kind not in {RESTART, SWITCH}:
        if clock.provisional != becomes.provisional:
            clock.provisional = becomes.provisional
            clock.save(update_fields=["provisional"])
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
    clock.save(update_fields=["due_at", "provisional"])
    _carry_due(bench, clock)


def budget_clock(*, bench: Bench, name: str, limit: Limit) -> Clock | None:
    """Return the clock of a shared budget; it begins with the first step that uses it."""
    if limit.unit is LimitUnit.NONE:
        return None
    known = Clock.objects.filter(case=bench.case, task__isnull=True, name=BUDGET + name).first()
    if known is not None:
        run_again(bench=bench, clock=known, reasons=legal_pauses(bench=bench))
        return known
    made = begin_clock(bench=bench, name=BUDGET + name, limit=limit, started_at=bench.now)
    hold_with_legal(bench=bench, clock=made, reasons=legal_pauses(bench=bench), from_at=bench.now)
    return made


def rest_budgets(*, bench: Bench) -> None:
    """Stop the shared budgets that no open task uses; the next step that uses one goes on with it.

    Called when an act has ended and opened what it does.
    """
    named = {budget for budget in _budgets(bench).values() if budget}
    if not named:
        return
    going = Clock.objects.filter(
        case=bench.case, task__isnull=True, name__in=[BUDGET + budget for budget in named]
    ).exclude(state=ClockState.STOPPED)
    used = _budgets_in_use(bench)
    idle = [clock for clock in going.order_by("pk") if clock.name.removeprefix(BUDGET) not in used]
    stop_rows(bench=bench, clocks=idle, at=bench.now)


def run_again(*, bench: Bench, clock: Clock, reasons: Sequence[str], ours: bool = True) -> None:
    """Let a clock that an act has stopped run on as if it had not stopped."""
    ended_at = clock.stopped_at
    if clock.state != ClockState.STOPPED or ended_at is None:
        return
    clock.state, clock.stopped_at, clock.verdict = ClockState.RUNNING, None, ""
    clock.save(update_fields=["state", "stopped_at", "verdict"])
    if ours:
        hold_with_legal(bench=bench, clock=clock, reasons=reasons, from_at=ended_at)
    rewrite_watches(bench=bench, clock=clock)


def due_in_budget(*, bench: Bench, task: Task) -> datetime | None:
    """Return when the shared budget of a task ends as things stand; nothing if it has none."""
    clock = _budget_of(bench, task)
    return end_now(bench=bench, clock=clock) if clock is not None else None


def go_on_with_budget(*, bench: Bench, task: Task, reasons: Sequence[str]) -> None:
    """Let the shared budget of a task that is open again run on."""
    clock = _budget_of(bench, task)
    if clock is not None:
        run_again(bench=bench, clock=clock, reasons=reasons)


def _budget_of(bench: Bench, task: Task) -> Clock | None:
    budget = _budgets(bench).get(task.step, "")
    if not budget:
        return None
    return Clock.objects.filter(case=bench.case, task__isnull=True, name=BUDGET + budget).first()


def _budgets(bench: Bench) -> dict[str, str]:
    """Return which budget each step of the plan shares."""
    return {step.key: step.budget for step in bench.plan.steps} if bench.plan else {}


def _budgets_in_use(bench: Bench) -> set[str]:
    steps = Task.objects.filter(case=bench.case, state=TaskState.OPEN).values_list(
        "step", flat=True
    )
    return {_budgets(bench).get(step, "") for step in steps}


def legal_pauses(*, bench: Bench) -> list[str]:
    """Return for what the legal clock of the case stands still now."""
    return list(
        ClockSpan.objects.filter(
            clock__case=bench.case,
            clock__task__isnull=True,
            clock__name=LEGAL,
            until_at__isnull=True,
        )
        .order_by("id")
        .values_list("reason", flat=True)
    )


def hold_with_legal(
    *, bench: Bench, clock: Clock, reasons: Sequence[str], from_at: datetime
) -> None:
    """Let a clock of ours stand still for the reasons of the legal clock; for none it runs."""
    if not reasons or clock.state != ClockState.RUNNING:
        return
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])
    ClockSpan.objects.bulk_create(
        ClockSpan(clock=clock, reason=reason, from_at=from_at) for reason in reasons
    )
    rewrite_watches(bench=bench, clock=clock)


def end_clocks_of_tasks(*, bench: Bench, task_ids: Sequence[int]) -> None:
    """Stop the clocks of tasks that end; what they were paused is added to their due first."""
    stop_rows(
        bench=bench,
        clocks=Clock.objects.filter(task_id__in=task_ids).exclude(state=ClockState.STOPPED),
        at=bench.now,
    )


def stop_rows(*, bench: Bench, clocks: Iterable[Clock], at: datetime) -> None:
    """Stop clocks, close their pauses, write how they ended, and take their watches away.

    A clock that stands still ends against the due moment to which its pauses have moved it.
    """
    for clock in clocks:
        if clock.state == ClockState.PAUSED:
            close_spans(clock=clock, at=at)
            seq = bench.case.journal_seq + 1
            recount(bench=bench, clock=clock, kind=RESUME, ground="stopped", seq=seq)
        clock.verdict = verdict(done_at=at, due_at=clock.due_at)
        if clock.state == ClockState.READY:
            clock.started_at = at
        clock.state, clock.stopped_at = ClockState.STOPPED, at
        clock.save(update_fields=["state", "stopped_at", "verdict", "started_at"])
        Watch.objects.filter(clock=clock, fired_at__isnull=True).delete()


def close_spans(*, clock: Clock, at: datetime) -> None:
    """Close the open pauses of a clock, none before it began."""
    ClockSpan.objects.filter(clock=clock, until_at__isnull=True).update(
        until_at=Greatest(F("from_at"), Value(at))
    )


def rewrite_watches(*, bench: Bench, clock: Clock) -> None:
    """Set the watches of a clock anew; what has fired for its moment does not fire again."""
    Watch.objects.filter(clock=clock, fired_at__isnull=True).delete()
    fired = set(
        Watch.objects.filter(clock=clock, fired_at__isnull=False).values_list("kind", "fires_at")
    )
    _write_watches(bench, clock, fired)


def _write_watches(
    bench: Bench, clock: Clock, fired: set[tuple[str, datetime]] | None = None
) -> None:
    if clock.state != ClockState.RUNNING:
        return
    calendar = bench.calendar_of(clock.calendar_agency_id)
    task = clock.task
    moments = watch_moments(
        name=clock.name if clock.task_id is None else "",
        limit=Limit.from_json(clock.limit),
        due_at=clock.due_at,
        now=bench.now,
        lapses=task is not None and task.mode == TaskMode.MAY,
        earlier=lambda due, days: working_days_before(calendar, due, days),
    )
    Watch.objects.bulk_create(
        Watch(case=bench.case, task_id=clock.task_id, clock=clock, kind=kind, fires_at=fires_at)
        for kind, fires_at in moments
        if (WatchKind(kind).value, fires_at) not in (fired or set())
    )


def _set_running(bench: Bench, clock: Clock, at: datetime) -> None:
    calendar = bench.calendar_of(clock.calendar_agency_id)
    due = due_moment(calendar, Limit.from_json(clock.limit), at)
    clock.started_at, clock.state = at, ClockState.RUNNING
    clock.due_first = clock.due_at = due.at
    clock.provisional = due.provisional


def _carry_due(bench: Bench, clock: Clock) -> None:
    """Write a clock's due moment into the open tasks that it governs."""
    open_tasks = Task.objects.filter(case=bench.case, state=TaskState.OPEN)
    if clock.task_id is not None:
        open_tasks.filter(pk=clock.task_id).update(due_at=clock.due_at)
    elif clock.name.startswith(BUDGET) and bench.plan is not None:
        budget = clock.name.removeprefix(BUDGET)
        steps = [step for step, shared in _budgets(bench).items() if shared == budget]
        open_tasks.filter(step__in=steps).update(due_at=clock.due_at)
