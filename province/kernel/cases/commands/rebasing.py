"""Moves a running case onto another version of its process."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_case
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.limits import rest_budgets
from province.kernel.cases.commands.tasks import end_tasks, open_steps
from province.kernel.cases.contracts.findings import Difference
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import (
    NotYoursError,
    OtherProcessError,
    PlanNotApprovedError,
    StaleError,
    StepNotFoundError,
)
from province.kernel.cases.models.task import Task
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan, VersionState


@transaction.atomic
def rebase(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    case_id: int,
    plan_version: int,
    mapping: Mapping[str, str],
    apply: bool,
    now: datetime,
) -> Difference:
    """Set a case on another version of its plan, or only say what would change.

    ``mapping`` names for an old step the new one; a step of the same key maps to itself. An open
    task whose step has no counterpart is lost: the rebase is then refused when applied.

    :raises NotYoursError: the actor may not rebase in this unit.
    :raises StaleError: the case follows no plan, or this one already.
    :raises PlanNotApprovedError: the other version is a draft, or was withdrawn.
    :raises OtherProcessError: it is a version of another process.
    :raises StepNotFoundError: an open task's step has no counterpart (only when applied).
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now, ability=permissions.REBASE)
    if not actor.can(permissions.REBASE, unit=bench.case.unit_id):
        raise NotYoursError
    if bench.case.plan_version_id in {None, plan_version}:
        raise StaleError
    plan = processes.plan(version_id=plan_version)
    if plan.state is not VersionState.PUBLISHED:
        raise PlanNotApprovedError
    if bench.plan is None or plan.process_key != bench.plan.process_key:
        raise OtherProcessError
    tasks = _open_tasks(bench)
    difference = _difference(bench, tasks, plan, mapping, apply=apply)
    if not apply:
        return difference
    if difference.lost:
        raise StepNotFoundError
    _move(bench, tasks, plan, mapping)
    record_act(
        bench=bench,
        name="rebased",
        params={
            "from": difference.from_version,
            "to": plan_version,
            "opened": list(bench.opened),
            "cancelled": list(bench.cancelled),
        },
    )
    return difference


def _difference(
    bench: Bench, tasks: list[Task], plan: Plan, mapping: Mapping[str, str], *, apply: bool
) -> Difference:
    known = {step.key for step in plan.steps}
    kept, moved, lost = [], [], []
    for task in tasks:
        target = mapping.get(task.step, task.step)
        if target not in known:
            lost.append(task.step)
        elif target == task.step:
            kept.append(task.step)
        else:
            moved.append((task.step, target))
    return Difference(
        case_id=bench.case.pk,
        from_version=bench.case.plan_version_id or 0,
        to_version=plan.version_id,
        kept=tuple(kept),
        moved=tuple(moved),
        lost=tuple(lost),
        applied=apply,
    )


def _move(bench: Bench, tasks: list[Task], plan: Plan, mapping: Mapping[str, str]) -> None:
    """Point the case to the new plan; tasks of other steps end, each new step opens once."""
    bench.case.plan_version_id = plan.version_id
    bench.__dict__.pop("plan", None)
    ending = {task.pk: mapping.get(task.step, task.step) for task in tasks}
    for task in tasks:
        if ending[task.pk] == task.step:
            block = plan.step(task.step).block
            Task.objects.filter(pk=task.pk).update(block=block)
    moved = [task for task in tasks if ending[task.pk] != task.step]
    end_tasks(bench=bench, tasks=moved, state=TaskState.CANCELLED)
    for key in dict.fromkeys(ending[task.pk] for task in moved):
        open_steps(bench=bench, steps=[plan.step(key)])
    rest_budgets(bench=bench)


def _open_tasks(bench: Bench) -> list[Task]:
    return list(locked(Task.objects.filter(case=bench.case, state=TaskState.OPEN).exclude(step="")))
