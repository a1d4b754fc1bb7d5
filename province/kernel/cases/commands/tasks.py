"""Opens tasks for steps, ends them, and opens them again. The case is under the lock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.commands.holders import holders_of
from province.kernel.cases.commands.limits import (
    begin_clock,
    budget_clock,
    due_in_budget,
    end_clocks_of_tasks,
    go_on_with_budget,
    hold_with_legal,
    legal_pauses,
    run_again,
)
from province.kernel.cases.contracts.values import (
    STEP,
    ClockState,
    Holder,
    TaskMode,
    TaskState,
)
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.rules.clocks import verdict
from province.kernel.processes.contracts import Step, TaskKind

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Opening:
    """One task to open."""

    title: str
    kind: TaskKind
    unit_id: int
    holder: Holder
    limit: Limit
    step: str = ""
    block: str = ""
    budget: str = ""
    mode: TaskMode = TaskMode.MUST
    parent_id: int | None = None


def open_steps(
    *,
    bench: Bench,
    steps: Iterable[Step],
    chosen: int | None = None,
    again: Mapping[int, int] | None = None,
    before: Task | None = None,
) -> list[Task]:
    """Open the tasks of these steps for the holders that their rules find.

    :raises NoHolderError: the unit has no post to which a step goes.
    """
    tasks = []
    for step in steps:
        limit = step.limit
        if step.limit_online is not None and bench.case.facts.get("channel") == ONLINE:
            limit = step.limit_online
        for unit_id, holder in holders_of(bench=bench, step=step, chosen=chosen, again=again):
            opening = Opening(
                title=step.title,
                kind=step.kind,
                unit_id=unit_id,
                holder=holder,
                limit=limit,
                step=step.key,
                block=step.block,
                budget=step.budget,
            )
            tasks.append(open_task(bench=bench, opening=opening, before=before))
    return tasks


def open_task(*, bench: Bench, opening: Opening, before: Task | None = None) -> Task:
    """Open one task with its hand-over and its clock; it stands still while the legal one does."""
    holder = opening.holder
    task = Task.objects.create(
        case=bench.case,
        parent_id=opening.parent_id,
        step=opening.step,
        block=opening.block,
        run=bench.case.revision + 1,
        kind=opening.kind,
        mode=opening.mode,
        title=opening.title,
        unit_id=opening.unit_id,
        post_id=holder.post_id,
        desk=holder.desk or None,
        official_id=holder.official_id,
        party_id=holder.party_id,
        outside=holder.outside or None,
        state=TaskState.OPEN,
        opened_at=bench.now,
    )
    bench.opened.append(task.pk)
    if holder.post_id is not None or holder.desk:
        Handover.objects.create(
            task=task,
            from_post_id=(before.done_by_post_id if before else None) or bench.acting_post,
            to_post_id=holder.post_id,
            to_desk=holder.desk,
            given_at=bench.now,
            verdict=_verdict_of(before),
        )
    _limit(bench, task, opening)
    return task


def end_task(
    *, bench: Bench, task: Task, state: TaskState, answer: str = "", post_id: int | None = None
) -> None:
    """End a task and its clock; the receiving side of its hand-over is filled in if it was not."""
    end_clocks_of_tasks(bench=bench, task_ids=[task.pk])
    if task.paused:
        task.refresh_from_db(fields=["due_at"])
        task.due_at = due_in_budget(bench=bench, task=task) or task.due_at
    task.state = state
    task.done_at = bench.now
    task.done_by_post_id = post_id
    task.answer = answer
    task.paused = False
    task.save(update_fields=["state", "done_at", "done_by_post", "answer", "paused", "due_at"])
    confirm_handover(bench=bench, task=task)


def confirm_handover(*, bench: Bench, task: Task, post_id: int | None = None) -> None:
    """Fill in the receiving side of a task's last hand-over, if it is still open.

    An earlier one that nobody confirmed stays as it is: that side never had the task in hand.
    """
    last = Handover.objects.filter(task=task).order_by("given_at", "pk").last()
    if last is None or last.taken_at is not None:
        return
    last.taken_at = bench.now
    last.to_post_id = post_id or last.to_post_id
    last.save(update_fields=["taken_at", "to_post"])


def end_tasks(*, bench: Bench, tasks: Sequence[Task], state: TaskState) -> None:
    """End several tasks that fall away, with their clocks."""
    ids = [task.pk for task in tasks]
    if ids:
        end_clocks_of_tasks(bench=bench, task_ids=ids)
        Task.objects.filter(pk__in=ids).update(state=state, done_at=bench.now, paused=False)
        bench.cancelled.extend(ids)


def reopen_tasks(*, bench: Bench, tasks: Sequence[Task]) -> None:
    """Open tasks again that one act has ended; their clocks run on as if they had not stopped."""
    held = legal_pauses(bench=bench)
    for task in tasks:
        ours = task.party_id is None and task.outside is None
        ended_at = task.done_at
        task.state, task.done_at, task.done_by_post_id, task.answer = TaskState.OPEN, None, None, ""
        task.paused = bool(held) and ours
        task.save(update_fields=["state", "done_at", "done_by_post", "answer", "paused"])
        for clock in Clock.objects.filter(
            task=task, state=ClockState.STOPPED, stopped_at=ended_at
        ).order_by("pk"):
            run_again(bench=bench, clock=clock, reasons=held, ours=ours)
        go_on_with_budget(bench=bench, task=task, reasons=held)


def _limit(bench: Bench, task: Task, opening: Opening) -> None:
    """Give the task its due moment: its own clock, or the budget that it shares."""
    ours = task.party_id is None and task.outside is None
    held = legal_pauses(bench=bench) if ours else []
    clock = None
    if opening.budget:
        clock = budget_clock(bench=bench, name=opening.budget, limit=opening.limit)
    elif opening.limit.unit is not LimitUnit.NONE:
        clock = begin_clock(
            bench=bench, name=STEP, limit=opening.limit, started_at=bench.now, task=task
        )
        hold_with_legal(bench=bench, clock=clock, reasons=held, from_at=bench.now)
    task.due_at = clock.due_at if clock else None
    task.paused = bool(held)
    if clock or held:
        task.save(update_fields=["due_at", "paused"])


def _verdict_of(before: Task | None) -> str:
    """Tell how the step before ended, for the hand-over form."""
    if before is None or before.done_at is None:
        return ""
    return verdict(done_at=before.done_at, due_at=before.due_at)
