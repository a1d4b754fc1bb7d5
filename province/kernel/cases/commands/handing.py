"""Tasks by hand: made, taken, released, passed on, handed over."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_case, lock_case_of_task
from province.kernel.cases.commands.clocking import pause_legal
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.performing import hold, holding_post, lock_open_task, tell
from province.kernel.cases.commands.tasks import Opening, open_task
from province.kernel.cases.contracts.values import Holder, PauseReason, TaskMode, TaskRef
from province.kernel.cases.errors import NotYoursError, StaleError
from province.kernel.cases.models.task import Handover, Task
from province.kernel.org import public as org
from province.kernel.processes.contracts import TaskKind

NO_LIMIT = Limit(amount=0, unit=LimitUnit.NONE)


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
) -> TaskRef:
    """Give somebody a task by hand; no plan is needed.

    :raises CaseNotFoundError: no such case for this actor.
    :raises NotAllowedHereError: the kind does not allow it here.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.acting_post = actor.acting_post
    bench.require(act)
    unit_id = bench.case.unit_id
    if holder.post_id is not None:
        unit_id = org.post(post_id=holder.post_id, at=now).agency_id
    task = open_task(
        bench=bench,
        opening=Opening(
            title=title,
            kind=kind,
            unit_id=unit_id,
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
) -> TaskRef:
    """Give a task to somebody who is not us: a party or another system; the legal clock may pause for it.

    :raises CaseNotFoundError: no such case for this actor.
    :raises NotAllowedHereError: the kind does not allow it here.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.acting_post = actor.acting_post
    bench.require(act)
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
    if task.claimed_by_id is not None and task.claimed_by_id not in actor.posts:
        raise StaleError
    post = holding_post(actor=actor, task=task)
    if task.desk is not None:
        task.claimed_by_id = post
        task.save(update_fields=["claimed_by"])
    Handover.objects.filter(task=task, taken_at__isnull=True).update(taken_at=now, to_post_id=post)


@transaction.atomic
def release(*, actor: Actor, task_id: int, now: datetime) -> None:
    """Give a task that one took back to its desk.

    :raises NotYoursError: somebody else has it, or no desk does.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    task = lock_open_task(bench=bench, task_id=task_id)
    if task.desk is None or task.claimed_by_id not in actor.posts:
        raise NotYoursError
    task.claimed_by = None
    task.save(update_fields=["claimed_by"])


@transaction.atomic
def pass_on(
    *, actor: Actor, task_ids: Sequence[int], to_post: int, reason: str, now: datetime
) -> None:
    """Pass tasks on to another post: by their holder, or by whoever may reassign in their unit.

    :raises NotYoursError: the actor neither holds a task nor may reassign it.
    :raises StaleError: a task is no longer open.
    """
    target = org.post(post_id=to_post, at=now)
    for task_id in sorted(task_ids):
        bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
        task = lock_open_task(bench=bench, task_id=task_id)
        _may_pass_on(bench, task)
        was = task.post_id or task.claimed_by_id
        task.post_id, task.desk, task.claimed_by_id = target.id, None, None
        task.official_id, task.unit_id = None, target.agency_id
        task.save(update_fields=["post", "desk", "claimed_by", "official", "unit"])
        Handover.objects.filter(task=task, taken_at__isnull=True).update(taken_at=now)
        Handover.objects.create(task=task, from_post_id=was, to_post_id=target.id, given_at=now)
        _record(bench, "passed_on", task, note=reason, to=target.id)


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


def _may_pass_on(bench: Bench, task: Task) -> None:
    if bench.actor.can(permissions.REASSIGN, unit=task.unit_id):
        bench.acting_post = bench.actor.acting_post
        return
    hold(bench=bench, task=task)


def _record(
    bench: Bench, act: str, task: Task, *, note: str | None = None, to: int | None = None
) -> None:
    params: dict[str, object] = {"task": task.pk, "opened": list(bench.opened)}
    if to is not None:
        params["to"] = to
    seq = write_act(bench=bench, name=act, params=params, body=note, task_id=task.pk)
    bench.save(act=act)
    tell(bench=bench, act=act, seq=seq)
