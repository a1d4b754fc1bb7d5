"""Cases go over to another unit when agencies are merged or divided."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_cases
from province.kernel.cases.commands.holders import post_with_role
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.contracts.values import ClockState, TaskState, UnitRole
from province.kernel.cases.errors import CaseNotFoundError, NotYoursError
from province.kernel.cases.models.case import CaseUnit
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Handover, Task
from province.kernel.org import public as org


@transaction.atomic
def move_unit(*, actor: Actor, case_ids: Sequence[int], to: int, act: str, now: datetime) -> int:
    """Move open cases to another unit (merge of communes) and return how many moved.

    The old unit keeps its row, with an end. Its desks' tasks lie on the same desk of the new unit,
    unclaimed; its posts' tasks go to the post of the same role there, or stay with their post where
    there is none. Clocks count on the new unit's calendar from their next change on; the dates that
    were promised stay.

    :raises NotYoursError: the actor may not rearrange the unit that has a case now.
    :raises CaseNotFoundError: one of the cases is unknown, or would enter or leave the unit under
        test.
    """
    agency = org.agency(agency_id=to)
    moved = 0
    for bench in lock_cases(actor=actor, case_ids=case_ids, now=now, ability=permissions.MOVE_UNIT):
        if not actor.can(permissions.MOVE_UNIT, unit=bench.case.unit_id):
            raise NotYoursError
        if bench.case.is_test != agency.is_test:
            raise CaseNotFoundError
        if bench.case.closed_at is not None or bench.case.unit_id == to:
            continue
        _move(bench, to, act)
        moved += 1
    return moved


def _move(bench: Bench, to: int, act: str) -> None:
    case = bench.case
    was = case.unit_id
    _move_rows(bench, was, to)
    for task in locked(Task.objects.filter(case=case, unit_id=was, state=TaskState.OPEN)):
        _move_task(bench, task, to)
    Clock.objects.filter(case=case, calendar_agency_id=was).exclude(
        state=ClockState.STOPPED
    ).update(calendar_agency_id=to)
    case.unit_id = to
    record_act(bench=bench, name=act, params={"from": was, "to": to})


def _move_rows(bench: Bench, was: int, to: int) -> None:
    """End the roles of the old unit and give the new one those that it has not."""
    now_rows = CaseUnit.objects.filter(case=bench.case, until__isnull=True)
    roles = list(now_rows.filter(unit_id=was).order_by("pk").values_list("role", flat=True))
    has = set(now_rows.filter(unit_id=to).values_list("role", flat=True))
    now_rows.filter(unit_id=was).update(until=bench.now)
    CaseUnit.objects.bulk_create(
        CaseUnit(case=bench.case, unit_id=to, role=role, since=bench.now)
        for role in roles or [UnitRole.DECIDES.value]
        if role not in has
    )


def _move_task(bench: Bench, task: Task, to: int) -> None:
    if task.desk is not None:
        Handover.objects.create(
            task=task, from_post_id=task.claimed_by_id, to_desk=task.desk, given_at=bench.now
        )
    task.unit_id, task.claimed_by_id = to, None
    if task.post_id is not None:
        role = org.post(post_id=task.post_id).role
        heir = post_with_role(bench=bench, role=role, unit_id=to)
        if heir is not None and heir != task.post_id:
            Handover.objects.create(
                task=task, from_post_id=task.post_id, to_post_id=heir, given_at=bench.now
            )
            task.post_id = heir
    task.save(update_fields=["unit", "claimed_by", "post"])
