"""What may be given to somebody else, and to whom."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import Duty, TaskState
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.task import Task
from province.kernel.cases.queries.inbox import DUTY_FIELDS, duties_of_rows, held_by
from province.kernel.org import public as org
from province.kernel.org.contracts import PostValue
from province.kernel.processes.contracts import TaskKind


def duties_to_pass(*, actor: Actor, task_ids: Iterable[int]) -> tuple[Duty, ...]:
    """Return those of these tasks that the actor may give to somebody else, in the order asked for.

    One's own, and in the units where one reassigns every task of a post or a desk. What is gone is
    left out. As many queries for many as for one.
    """
    wanted = list(dict.fromkeys(task_ids))
    units = actor.units_with(permissions.REASSIGN)
    ours = Q(party__isnull=True, outside__isnull=True, unit_id__in=units)
    there = Task.objects.filter(ours, state=TaskState.OPEN, case__in=Case.objects.visible_to(actor))
    mine = Q(pk__in=held_by(actor).values("pk")) | Q(pk__in=there.values("pk"))
    found = Task.objects.filter(mine, pk__in=wanted).values(*DUTY_FIELDS)
    rows = {row["pk"]: row for row in found}
    return duties_of_rows([rows[task_id] for task_id in wanted if task_id in rows])


def tasks_on_post(*, post_id: int) -> tuple[int, ...]:
    """Return the open tasks that stand on a post, its own and those it took from a desk."""
    rows = Task.objects.filter(Q(post_id=post_id) | Q(claimed_by_id=post_id), state=TaskState.OPEN)
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def posts_fit_for(
    *, actor: Actor, unit_ids: Iterable[int], work: Iterable[tuple[str, TaskKind]], at: datetime
) -> tuple[PostValue, ...]:
    """Return the posts of these units to which the actor may give work: seated, and fit for all.

    ``work`` names each task by its case kind and its own kind. One query for each unit.
    """
    every = frozenset(work)
    return tuple(
        post
        for unit_id in sorted(set(unit_ids))
        for post in org.posts_of_agency(agency_id=unit_id, at=at)
        if (post.holder_official_id or post.substitute_official_id) is not None
        and post.id not in actor.posts
        and all(is_fit(role=post.role, case_kind=kind, task_kind=task) for kind, task in every)
    )


def is_fit(*, role: str, case_kind: str, task_kind: TaskKind) -> bool:
    """Tell whether a post of this role may be given a task of this kind, as the case kind says."""
    return KINDS.get(case_kind).may_hold(task_kind, org.abilities_of_role(role=role))
