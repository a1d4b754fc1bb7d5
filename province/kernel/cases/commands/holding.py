"""Who holds a task, and as which post somebody acts on it."""

from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor, SessionKind
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import NotYoursError, StaleError
from province.kernel.cases.models.case import CaseUnit
from province.kernel.cases.models.task import Task
from province.kernel.org import public as org


def lock_open_task(*, bench: Bench, task_id: int) -> Task:
    """Lock a task of the case that must still be open.

    :raises StaleError: it is not.
    """
    task = locked(Task.objects.filter(pk=task_id, case=bench.case)).first()
    if task is None or task.state != TaskState.OPEN:
        raise StaleError
    return task


def hold(*, bench: Bench, task: Task) -> None:
    """Make sure that the actor holds the task, and note as which post.

    :raises NotYoursError: somebody else does.
    """
    bench.acting_post = holding_post(bench=bench, task=task)


def stand_in(*, bench: Bench, task: Task) -> None:
    """Make sure that an official of the case's units acts for the party who holds the task.

    :raises NotYoursError: no party holds it, or the actor works in none of those units.
    """
    ours = CaseUnit.objects.filter(
        case=bench.case, unit_id__in=bench.actor.units, until__isnull=True
    )
    if task.party_id is None or bench.actor.official_id is None or not ours.exists():
        raise NotYoursError
    bench.acting_post = _post_at(bench, task.unit_id)


def holding_post(*, bench: Bench, task: Task) -> int | None:
    """Return the post as which the actor holds the task; nothing for parties and outside systems.

    :raises NotYoursError: the actor does not hold it.
    """
    actor = bench.actor
    if task.post_id is not None and task.post_id in actor.posts:
        return task.post_id
    if task.desk is not None and (task.unit_id, task.desk) in actor.desks:
        if task.claimed_by_id is not None and task.claimed_by_id not in actor.posts:
            raise NotYoursError
        return task.claimed_by_id or _post_at(bench, task.unit_id)
    if task.official_id is not None and task.official_id == actor.official_id:
        return actor.acting_post
    if task.party_id is not None and task.party_id == actor.party_id:
        return None
    if task.outside is not None and _speaks_for(actor, task.outside):
        return None
    raise NotYoursError


def _post_at(bench: Bench, unit_id: int) -> int | None:
    """Return as which post the actor serves a desk of this unit: the acting one if there."""
    actor = bench.actor
    if len(actor.posts) <= 1:
        return min(actor.posts, default=None)
    there = {
        post.id
        for post in org.posts(ids=actor.posts, at=bench.now).values()
        if post.agency_id == unit_id
    }
    if actor.acting_post in there:
        return actor.acting_post
    return min(there, default=actor.acting_post)


def _speaks_for(actor: Actor, system: str) -> bool:
    """Tell whether the actor answers for this system: a partner for itself, a job for any."""
    if not actor.can(permissions.ACT_FOR_OUTSIDE):
        return False
    if actor.session is SessionKind.PARTNER:
        return actor.name == system
    return actor.session is SessionKind.JOB
