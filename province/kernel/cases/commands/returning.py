"""The way back, and the undo."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench, lock_case_of_task
from province.kernel.cases.commands.holding import hold, lock_open_task
from province.kernel.cases.commands.performing import Doing, finish
from province.kernel.cases.commands.tasks import end_task, end_tasks, open_steps, reopen_tasks
from province.kernel.cases.contracts.values import Moved, TaskState
from province.kernel.cases.errors import NotYoursError, StaleError, StepNotFoundError
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task
from province.kernel.processes import public as processes

SENT_BACK = "sent_back"
WITHDRAWN = "withdrawn_act"


@transaction.atomic
def send_back(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    task_id: int,
    to_step: str,
    reason: str,
    law: str | None,
    revision: int | None,
    now: datetime,
) -> Moved:
    """Return a task to an earlier step, with the reason; whoever did that step gets it again.

    Where nobody sits in that post any more, and for a step of a desk, the step's own rule decides.
    Other open tasks of the plan fall away.

    :raises StepNotFoundError: the step does not allow to go back there.
    :raises StaleError: the task is no longer open.
    :raises NotYoursError: somebody else holds it.
    :raises NotAllowedHereError: the kind does not allow it here.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now, revision=revision)
    task = lock_open_task(bench=bench, task_id=task_id)
    hold(bench=bench, task=task)
    if bench.plan is None or not task.step or to_step not in bench.plan.step(task.step).back:
        raise StepNotFoundError
    bench.require(SENT_BACK)
    undo = {"phase_was": bench.case.phase}
    end_task(
        bench=bench,
        task=task,
        state=TaskState.RETURNED,
        answer=SENT_BACK,
        post_id=bench.acting_post,
    )
    side = locked(Task.objects.filter(case=bench.case, state=TaskState.OPEN).exclude(step=""))
    end_tasks(bench=bench, tasks=list(side), state=TaskState.CANCELLED)
    advance = processes.entering(plan=bench.plan, step_key=to_step, facts=bench.case.facts)
    for step in advance.opens:
        doers = _doers(bench, step.key)
        open_steps(
            bench=bench,
            steps=[step],
            chosen=next(reversed(doers.values()), None),
            again=doers,
            before=task,
        )
    doing = Doing(act=SENT_BACK, note=reason, params={"to": to_step, "law": law or ""})
    return finish(bench=bench, doing=doing, task=task, undo=undo, plan_ended=advance.ends)


@transaction.atomic
def withdraw(*, actor: Actor, task_id: int, reason: str, now: datetime) -> Moved:
    """Undo one's own last act while nobody has acted on it.

    What it opened goes, what it ended is open again. Facts and phase are as before; papers stay,
    as papers do.

    :raises StaleError: it was not the last act, or somebody has taken up what it opened.
    :raises NotYoursError: somebody else did it, or the task has gone to another hand since.
    :raises NotAllowedHereError: the kind does not allow it here.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    last = Act.objects.filter(case=bench.case, seq=bench.case.journal_seq).get()
    task = locked(Task.objects.filter(pk=task_id, case=bench.case)).get()
    if last.task_id != task_id or task.state not in {TaskState.DONE, TaskState.RETURNED}:
        raise StaleError
    if last.actor != actor.key:
        raise NotYoursError
    hold(bench=bench, task=task)
    bench.require(WITHDRAWN)
    followers = list(locked(Task.objects.filter(pk__in=last.params.get("opened", []))))
    touched = Handover.objects.filter(task__in=followers, taken_at__isnull=False).exists()
    if touched or any(f.state != TaskState.OPEN or f.claimed_by_id for f in followers):
        raise StaleError
    end_tasks(bench=bench, tasks=followers, state=TaskState.CANCELLED)
    fallen = locked(Task.objects.filter(pk__in=last.params.get("cancelled", [])))
    reopen_tasks(bench=bench, tasks=[task, *fallen])
    facts = {**bench.case.facts, **_facts_before(bench, last)}
    bench.case.facts = {name: value for name, value in facts.items() if value is not None}
    bench.case.phase = last.params.get("phase_was", bench.case.phase)
    doing = Doing(act=WITHDRAWN, note=reason, params={"undone": last.seq})
    return finish(bench=bench, doing=doing, task=task)


def _facts_before(bench: Bench, last: Act) -> Mapping[str, Any]:
    """Return the facts that the last act changed, as they were; acts of old carry them."""
    kept = bench.case.undo or {}
    if kept.get("seq") == last.seq:
        return dict(kept["facts_were"])
    return dict(last.params.get("facts_were", {}))


def _doers(bench: Bench, step: str) -> dict[int, int]:
    """Return by unit the post that did this step last, the latest one last."""
    rows = (
        Task.objects.filter(case=bench.case, step=step, done_by_post__isnull=False)
        .order_by("pk")
        .values_list("unit_id", "done_by_post_id")
    )
    doers: dict[int, int] = {}
    for unit_id, post_id in rows:
        doers.pop(unit_id, None)
        if post_id is not None:
            doers[unit_id] = post_id
    return doers
