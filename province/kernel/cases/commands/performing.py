"""The way forward, the way back, and the undo."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor, SessionKind
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_case_of_task
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.papers import add_papers, mark_papers
from province.kernel.cases.commands.tasks import end_task, end_tasks, open_steps
from province.kernel.cases.contracts.values import CasePaper, Holder, Moved, TaskState
from province.kernel.cases.errors import NotYoursError, StaleError, StepNotFoundError
from province.kernel.cases.events import CaseMoved
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task
from province.kernel.processes import public as processes

SENT_BACK = "sent_back"
WITHDRAWN = "withdrawn_act"


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with a task. ``chosen`` names the post of a next step whose holder is chosen."""

    act: str
    answer: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    papers: Sequence[CasePaper] = ()
    marks: Mapping[int, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    chosen: int | None = None
    at: datetime | None = None


@transaction.atomic
def perform(
    *, actor: Actor, task_id: int, doing: Doing, revision: int | None, key: str, now: datetime
) -> Moved:
    """End a task with an act and let the plan open what follows; the only way forward.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: the case is closed.
    :raises StaleError: the task is no longer open, or the case has moved on.
    :raises NotYoursError: somebody else holds the task.
    :raises NotAllowedHereError: the kind does not allow the act here.
    :raises WrongFactsError: a fact is not declared.
    :raises NoHolderError: nobody holds the post of a next step.
    """
    memory = recall(
        actor=actor,
        key=key,
        command="cases.perform",
        digest=digest_of({"task": task_id, "act": doing.act, "answer": doing.answer}),
    )
    if memory.answer is not None:
        return _remembered(memory.answer)
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now, revision=revision)
    task = lock_open_task(bench=bench, task_id=task_id)
    hold(bench=bench, task=task)
    facts = {**bench.case.facts, **doing.facts}
    bench.require(doing.act, facts)
    bench.merge_facts(doing.facts)
    add_papers(bench=bench, papers=doing.papers)
    mark_papers(bench=bench, marks=doing.marks)
    end_task(
        bench=bench,
        task=task,
        state=TaskState.DONE,
        answer=doing.answer,
        post_id=bench.acting_post,
    )
    plan_ended = _advance(bench, task, doing)
    moved = _finish(bench, doing, task, plan_ended=plan_ended)
    memory.keep(asdict(moved))
    return moved


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

    :raises StepNotFoundError: the step does not allow to go back there.
    :raises StaleError: the task is no longer open.
    :raises NotYoursError: somebody else holds it.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now, revision=revision)
    task = lock_open_task(bench=bench, task_id=task_id)
    hold(bench=bench, task=task)
    if bench.plan is None or not task.step or to_step not in bench.plan.step(task.step).back:
        raise StepNotFoundError
    bench.require(SENT_BACK)
    end_task(
        bench=bench,
        task=task,
        state=TaskState.RETURNED,
        answer=SENT_BACK,
        post_id=bench.acting_post,
    )
    side = _open_plan_tasks(bench)
    end_tasks(bench=bench, tasks=side, state=TaskState.CANCELLED)
    advance = processes.entering(plan=bench.plan, step_key=to_step, facts=bench.case.facts)
    opened = open_steps(bench=bench, steps=advance.opens, chosen=_doer(bench, to_step), before=task)
    _give_to_doer(bench, opened, to_step)
    doing = Doing(act=SENT_BACK, note=reason, params={"to": to_step, "law": law or ""})
    return _finish(bench, doing, task, plan_ended=False)


@transaction.atomic
def withdraw(*, actor: Actor, task_id: int, reason: str, now: datetime) -> Moved:
    """Undo one's own last act while nobody has acted on it: what it opened goes, the task is open again.

    :raises StaleError: it was not the last act, or somebody has taken up what it opened.
    :raises NotYoursError: somebody else did it.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    last = Act.objects.filter(case=bench.case, seq=bench.case.journal_seq).get()
    task = locked(Task.objects.filter(pk=task_id, case=bench.case)).get()
    if last.task_id != task_id or task.state != TaskState.DONE:
        raise StaleError
    if last.actor != actor.key:
        raise NotYoursError
    bench.require(WITHDRAWN)
    followers = list(locked(Task.objects.filter(pk__in=last.params.get("opened", []))))
    touched = Handover.objects.filter(task__in=followers, taken_at__isnull=False).exists()
    if touched or any(f.state != TaskState.OPEN or f.claimed_by_id for f in followers):
        raise StaleError
    end_tasks(bench=bench, tasks=followers, state=TaskState.CANCELLED)
    task.state, task.done_at, task.answer = TaskState.OPEN, None, ""
    bench.acting_post, task.done_by_post_id = task.done_by_post_id, None
    task.save(update_fields=["state", "done_at", "answer", "done_by_post"])
    Clock.objects.filter(task=task, state="stopped").update(
        state="running", stopped_at=None, verdict=""
    )
    doing = Doing(act=WITHDRAWN, note=reason, params={"undone": last.seq})
    return _finish(bench, doing, task, plan_ended=False)


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
    bench.acting_post = holding_post(actor=bench.actor, task=task)


def holding_post(*, actor: Actor, task: Task) -> int | None:
    """Return the post as which the actor holds the task; nothing for parties and outside systems.

    :raises NotYoursError: the actor does not hold it.
    """
    if task.post_id is not None and task.post_id in actor.posts:
        return task.post_id
    if task.desk is not None and (task.unit_id, task.desk) in actor.desks:
        if task.claimed_by_id is not None and task.claimed_by_id not in actor.posts:
            raise NotYoursError
        return task.claimed_by_id or actor.acting_post or min(actor.posts, default=None)
    if task.official_id is not None and task.official_id == actor.official_id:
        return actor.acting_post
    if task.party_id is not None and task.party_id == actor.party_id:
        return None
    outside = actor.session in {SessionKind.JOB, SessionKind.PARTNER}
    if task.outside is not None and outside and actor.can(permissions.ACT_FOR_OUTSIDE):
        return None
    raise NotYoursError


def holder_of(task: Task) -> Holder:
    """Return who holds a task, as a value."""
    return Holder(
        post_id=task.post_id,
        desk=task.desk or "",
        official_id=task.official_id,
        party_id=task.party_id,
        outside=task.outside or "",
    )


def _advance(bench: Bench, task: Task, doing: Doing) -> bool:
    """Let the plan open what follows; tell whether it is over."""
    if bench.plan is None or not task.step:
        return False
    siblings = Task.objects.filter(case=bench.case, run=task.run)
    siblings = siblings.filter(block=task.block) if task.block else siblings.filter(step=task.step)
    states: dict[str, list[str]] = {}
    for sibling in siblings:
        states.setdefault(sibling.step, []).append(sibling.state)
    advance = processes.after(
        plan=bench.plan,
        step_key=task.step,
        answer=doing.answer,
        facts=bench.case.facts,
        block_states=states,
    )
    fallen = [s for s in siblings if s.step in advance.cancels and s.state == TaskState.OPEN]
    end_tasks(bench=bench, tasks=fallen, state=TaskState.CANCELLED)
    open_steps(bench=bench, steps=advance.opens, chosen=doing.chosen, before=task)
    return advance.ends


def _open_plan_tasks(bench: Bench) -> list[Task]:
    return list(locked(Task.objects.filter(case=bench.case, state=TaskState.OPEN).exclude(step="")))


def _doer(bench: Bench, step: str) -> int | None:
    """Return the post that did this step last."""
    return (
        Task.objects.filter(case=bench.case, step=step, done_by_post__isnull=False)
        .order_by("-id")
        .values_list("done_by_post_id", flat=True)
        .first()
    )


def _give_to_doer(bench: Bench, opened: Sequence[Task], step: str) -> None:
    """Let whoever did the step last have it again, when a post holds it."""
    doer = _doer(bench, step)
    for task in opened:
        if doer is not None and task.step == step and task.post_id not in {None, doer}:
            task.post_id = doer
            task.save(update_fields=["post"])
            Handover.objects.filter(task=task).update(to_post_id=doer)


def _finish(bench: Bench, doing: Doing, task: Task, *, plan_ended: bool) -> Moved:
    """Write the act, store the case, tell the house."""
    params = {
        "step": task.step,
        "answer": doing.answer,
        "opened": list(bench.opened),
        **doing.params,
    }
    seq = write_act(
        bench=bench, name=doing.act, params=params, body=doing.note, task_id=task.pk, at=doing.at
    )
    bench.save(act=doing.act)
    tell(bench=bench, act=doing.act, seq=seq)
    return Moved(
        case_id=bench.case.pk,
        revision=bench.case.revision,
        phase=bench.case.phase,
        act_seq=seq,
        done=task.pk,
        opened=tuple(bench.opened),
        plan_ended=plan_ended,
    )


def tell(*, bench: Bench, act: str, seq: int) -> None:
    """Tell the house that the case has moved."""
    emit(
        CaseMoved(
            case_id=bench.case.pk,
            kind=bench.case.kind,
            unit_id=bench.case.unit_id,
            act=act,
            seq=seq,
            phase=bench.case.phase,
            at=bench.now.isoformat(),
        )
    )


def _remembered(answer: Mapping[str, Any]) -> Moved:
    return Moved(**{**answer, "opened": tuple(answer["opened"])})
