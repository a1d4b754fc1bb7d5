"""Opens tasks for the steps of a plan, and ends them. The case is under the lock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.commands.limits import begin_clock, budget_due, end_clocks_of_tasks
from province.kernel.cases.contracts.values import (
    STEP,
    Holder,
    PartyRole,
    TaskMode,
    TaskState,
    UnitRole,
)
from province.kernel.cases.errors import NoHolderError
from province.kernel.cases.models.case import CaseParty, CaseUnit
from province.kernel.cases.models.task import Handover, Task
from province.kernel.org import public as org
from province.kernel.processes.contracts import HolderKind, HolderRule, Many, Step, TaskKind

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
    *, bench: Bench, steps: Iterable[Step], chosen: int | None = None, before: Task | None = None
) -> list[Task]:
    """Open the tasks of these steps for the holders that their rules find.

    :raises NoHolderError: nobody holds the post to which a step goes.
    """
    tasks = []
    for step in steps:
        limit = step.limit
        if step.limit_online is not None and bench.case.facts.get("channel") == ONLINE:
            limit = step.limit_online
        for unit_id, holder in _holders(bench, step, chosen):
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
    """Open one task, with its hand-over and its clock."""
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
    task.state = state
    task.done_at = bench.now
    task.done_by_post_id = post_id
    task.answer = answer
    task.paused = False
    task.save(update_fields=["state", "done_at", "done_by_post", "answer", "paused"])
    Handover.objects.filter(task=task, taken_at__isnull=True).update(taken_at=bench.now)
    end_clocks_of_tasks(bench=bench, task_ids=[task.pk])


def end_tasks(*, bench: Bench, tasks: Sequence[Task], state: TaskState) -> None:
    """End several tasks that fall away, with their clocks."""
    ids = [task.pk for task in tasks]
    if ids:
        Task.objects.filter(pk__in=ids).update(state=state, done_at=bench.now, paused=False)
        end_clocks_of_tasks(bench=bench, task_ids=ids)


def units_with_role(bench: Bench, role: str) -> list[int]:
    """Return the units that have this role in the case now; the unit in charge when none has."""
    found = list(
        CaseUnit.objects.filter(case=bench.case, role=role, until__isnull=True)
        .order_by("pk")
        .values_list("unit_id", flat=True)
    )
    return found or [bench.case.unit_id]


def _limit(bench: Bench, task: Task, opening: Opening) -> None:
    """Give the task its due moment: its own clock, or the budget that it shares."""
    due: datetime | None = None
    if opening.budget:
        due = budget_due(bench=bench, name=opening.budget, limit=opening.limit)
    elif opening.limit.unit is not LimitUnit.NONE:
        due = begin_clock(
            bench=bench, name=STEP, limit=opening.limit, started_at=bench.now, task=task
        ).due_at
    if due is not None:
        task.due_at = due
        task.save(update_fields=["due_at"])


def _verdict_of(before: Task | None) -> str:
    if before is None or before.due_at is None or before.done_at is None:
        return ""
    if before.done_at > before.due_at:
        return "late"
    return "early" if before.done_at < before.due_at else "on_time"


def _holders(bench: Bench, step: Step, chosen: int | None) -> list[tuple[int, Holder]]:
    """Find who holds the tasks of a step."""
    rule = step.holder
    if rule.kind is HolderKind.APPLICANT:
        return [(bench.case.unit_id, Holder(party_id=_applicant(bench)))]
    if rule.kind is HolderKind.OUTSIDE:
        return [(bench.case.unit_id, Holder(outside=rule.name))]
    if rule.kind is HolderKind.CHOSEN:
        return [_chosen(bench, chosen)]
    units = units_with_role(bench, rule.unit_role or UnitRole.DECIDES)
    if step.many is Many.ONE:
        units = units[:1]
    return [(unit_id, _holder_in(bench, rule, unit_id)) for unit_id in units]


def _holder_in(bench: Bench, rule: HolderRule, unit_id: int) -> Holder:
    if rule.kind is HolderKind.DESK:
        return Holder(desk=rule.name)
    if rule.kind is HolderKind.HEAD:
        return Holder(post_id=org.head_post(agency_id=unit_id, at=bench.now).id)
    posts = org.posts_with_role(role=rule.name, agency_id=unit_id, at=bench.now)
    if not posts:
        raise NoHolderError(role=rule.name)
    if len(posts) == 1:
        return Holder(post_id=posts[0].id)
    return Holder(post_id=_least_loaded([post.id for post in posts]))


def _least_loaded(post_ids: Sequence[int]) -> int:
    """Return the post with the fewest open tasks, the first of equals."""
    load = dict(
        Task.objects.filter(Q(state=TaskState.OPEN), post_id__in=post_ids)
        .values_list("post_id")
        .annotate(n=Count("pk"))
    )
    return min(post_ids, key=lambda post_id: (load.get(post_id, 0), post_id))


def _chosen(bench: Bench, chosen: int | None) -> tuple[int, Holder]:
    """Return the post that the previous act named; it must belong to a unit of the case."""
    if chosen is None:
        raise NoHolderError(role="chosen")
    post = org.post(post_id=chosen, at=bench.now)
    known = CaseUnit.objects.filter(
        case=bench.case, unit_id=post.agency_id, until__isnull=True
    ).exists()
    if not known and post.agency_id != bench.case.unit_id:
        raise NoHolderError(role=post.title)
    return post.agency_id, Holder(post_id=post.id)


def _applicant(bench: Bench) -> int:
    rows = dict(
        CaseParty.objects.filter(
            case=bench.case, role__in=[PartyRole.APPLICANT, PartyRole.OWNER]
        ).values_list("role", "party_id")
    )
    found = rows.get(PartyRole.APPLICANT) or rows.get(PartyRole.OWNER)
    if found is None:
        raise NoHolderError(role="applicant")
    return found
