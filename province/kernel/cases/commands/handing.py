"""Tasks by hand: made, taken, released, passed on, handed over."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_case, lock_case_of_task, lock_cases
from province.kernel.cases.commands.holders import seated_post
from province.kernel.cases.commands.holding import hold, holding_post, lock_open_task
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.papers import mark_papers
from province.kernel.cases.commands.pausing import pause_legal
from province.kernel.cases.commands.tasks import Opening, confirm_handover, open_task
from province.kernel.cases.contracts.values import Holder, PauseReason, TaskMode, TaskRef
from province.kernel.cases.errors import (
    CaseClosedError,
    NotYoursError,
    StaleError,
    UnfitHolderError,
)
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.queries.passing import is_fit
from province.kernel.processes.contracts import TaskKind

NO_LIMIT = Limit(amount=0, unit=LimitUnit.NONE)
PASSED_ON = "passed_on"


@transaction.atomic
def add_task(  # noqa: PLR0913 -- a task has these parts
    *,
    actor: Actor,
    case_id: int,
    parent_id: int | None,
    kind: TaskKind,
    holder: Holder,
    title: str,
    limit: Limit | None,
    mode: TaskMode,
    now: datetime,
    act: str = "task_added",
    note: str | None = None,
    unit_id: int | None = None,
) -> TaskRef:
    """Give somebody a task by hand; no plan is needed.

    ``unit_id`` names the unit of a desk, if it is not the one in charge.

    :raises CaseNotFoundError: no such case for this actor.
    :raises NotAllowedHereError: the kind does not allow it here.
    :raises NoHolderError: the post has ended, or nobody sits in it.
    :raises StaleError: the parent is not a task of this case.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.require(act)
    if parent_id is not None and not Task.objects.filter(case=bench.case, pk=parent_id).exists():
        raise StaleError
    unit = unit_id or bench.case.unit_id
    if holder.post_id is not None:
        unit = seated_post(bench=bench, post_id=holder.post_id).agency_id
    task = open_task(
        bench=bench,
        opening=Opening(
            title=title,
            kind=kind,
            unit_id=unit,
            holder=holder,
            limit=limit or NO_LIMIT,
            mode=mode,
            parent_id=parent_id,
        ),
    )
    _record(bench, act, task, note=note)
    return TaskRef(task_id=task.pk, case_id=case_id, due_at=task.due_at)


@transaction.atomic
def ask_outside(  # noqa: PLR0913 -- the request has these parts
    *,
    actor: Actor,
    case_id: int,
    holder: Holder,
    title: str,
    limit: Limit | None,
    pauses: PauseReason | None,
    now: datetime,
    act: str = "asked_outside",
    note: str | None = None,
    marks: Mapping[int, str] | None = None,
) -> TaskRef:
    """Ask a party or another system for something; the legal clock may pause for it.

    :raises CaseNotFoundError: no such case for this actor.
    :raises NotAllowedHereError: the kind does not allow it here.
    :raises ClockStateError: the legal clock should pause and does not run.
    :raises ValueError: the holder is one of us.
    """
    if holder.party_id is None and not holder.outside:
        raise ValueError("only a party or another system is outside")
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.require(act)
    mark_papers(bench=bench, marks=marks or {})
    kind = TaskKind.SUPPLY if holder.party_id is not None else TaskKind.WAIT
    if pauses is not None:
        pause_legal(bench=bench, reason=pauses, at=now)
    task = open_task(
        bench=bench,
        opening=Opening(
            title=title,
            kind=kind,
            unit_id=bench.case.unit_id,
            holder=holder,
            limit=limit or NO_LIMIT,
        ),
    )
    _record(bench, act, task, note=note)
    return TaskRef(task_id=task.pk, case_id=case_id, due_at=task.due_at)


@transaction.atomic
def take(*, actor: Actor, task_id: int, now: datetime) -> None:
    """Take a task from a desk, or confirm that one has received it.

    :raises StaleError: it is no longer open, or somebody else has taken it.
    :raises NotYoursError: the actor does not serve that desk.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    task = lock_open_task(bench=bench, task_id=task_id)
    serves = task.desk is not None and (task.unit_id, task.desk) in actor.desks
    if serves and task.claimed_by_id is not None and task.claimed_by_id not in actor.posts:
        raise StaleError
    post = holding_post(bench=bench, task=task)
    if task.desk is not None:
        task.claimed_by_id = post
        task.save(update_fields=["claimed_by"])
    confirm_handover(bench=bench, task=task, post_id=post)


@transaction.atomic
def release(*, actor: Actor, task_id: int, now: datetime) -> None:
    """Give a task that one took back to its desk; the next hand confirms anew.

    :raises NotYoursError: somebody else has it, or no desk does.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    task = lock_open_task(bench=bench, task_id=task_id)
    if task.desk is None or task.claimed_by_id is None or task.claimed_by_id not in actor.posts:
        raise NotYoursError
    was, task.claimed_by_id = task.claimed_by_id, None
    task.save(update_fields=["claimed_by"])
    Handover.objects.create(task=task, from_post_id=was, to_desk=task.desk, given_at=now)


@transaction.atomic
def pass_on(
    *, actor: Actor, task_ids: Sequence[int], to_post: int, reason: str, now: datetime
) -> None:
    """Pass tasks on to another post, all or none.

    Their holder may, and whoever may reassign in their unit.

    :raises NotYoursError: the actor neither holds a task nor may reassign it, or it lies outside.
    :raises NoHolderError: the post has ended, or nobody sits in it.
    :raises UnfitHolderError: the post cannot do a task.
    :raises StaleError: a task is no longer open.
    :raises CaseNotFoundError: a task's case is unknown to the actor.
    """
    wanted = sorted(set(task_ids))
    case_of = dict(Task.objects.filter(pk__in=wanted).values_list("pk", "case_id"))
    if len(case_of) != len(wanted):
        raise StaleError
    benches = {
        bench.case.pk: bench
        for bench in lock_cases(actor=actor, case_ids=sorted(set(case_of.values())), now=now)
    }
    for task_id in sorted(wanted, key=lambda task_id: (case_of[task_id], task_id)):
        _pass_on(benches[case_of[task_id]], task_id, to_post, reason)


@transaction.atomic
def hand_over(*, actor: Actor, task_id: int, to_post: int, note: str, now: datetime) -> None:
    """Give a task that one holds to another post; that side confirms with ``receive``.

    :raises NotYoursError: the actor does not hold it.
    """
    pass_on(actor=actor, task_ids=[task_id], to_post=to_post, reason=note, now=now)


@transaction.atomic
def receive(*, actor: Actor, task_id: int, now: datetime) -> None:
    """Confirm the receiving side of a hand-over.

    :raises NotYoursError: the task was given to somebody else.
    """
    take(actor=actor, task_id=task_id, now=now)


def _pass_on(bench: Bench, task_id: int, to_post: int, reason: str) -> None:
    if bench.case.closed_at is not None:
        raise CaseClosedError
    task = lock_open_task(bench=bench, task_id=task_id)
    if task.party_id is not None or task.outside is not None:
        raise NotYoursError
    try:
        hold(bench=bench, task=task)
    except NotYoursError:
        if not bench.actor.can(permissions.REASSIGN, unit=task.unit_id):
            raise
    else:
        confirm_handover(bench=bench, task=task)
    target = seated_post(bench=bench, post_id=to_post)
    if not is_fit(role=target.role, case_kind=bench.case.kind, task_kind=TaskKind(task.kind)):
        raise UnfitHolderError(post=target.title)
    was = task.post_id or task.claimed_by_id or bench.acting_post
    task.post_id, task.desk, task.claimed_by_id = target.id, None, None
    task.official_id, task.unit_id = None, target.agency_id
    task.save(update_fields=["post", "desk", "claimed_by", "official", "unit"])
    Handover.objects.create(
        task=task,
        from_post_id=was,
        to_post_id=target.id,
        given_at=bench.now,
        act_seq=bench.case.journal_seq + 1,
    )
    _record(bench, PASSED_ON, task, note=reason, to=target.id)


def _record(
    bench: Bench, act: str, task: Task, *, note: str | None = None, to: int | None = None
) -> None:
    params: dict[str, object] = {"task": task.pk, "opened": list(bench.opened)}
    if to is not None:
        params["to"] = to
    record_act(bench=bench, name=act, params=params, body=note, task_id=task.pk)
