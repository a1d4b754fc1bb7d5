"""The way forward: a task ends with an act, and the plan opens what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench, lock_case_of_task
from province.kernel.cases.commands.holding import hold, lock_open_task, stand_in
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.limits import rest_budgets
from province.kernel.cases.commands.papers import add_papers, mark_papers
from province.kernel.cases.commands.tasks import end_task, end_tasks, open_steps
from province.kernel.cases.contracts.values import CasePaper, Moved, TaskState
from province.kernel.cases.models.task import Task
from province.kernel.processes import public as processes


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
def perform(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, task_id: int, doing: Doing, revision: int | None, key: str, now: datetime
) -> Moved:
    """End a task with an act and let the plan open what follows; the only way forward.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: the case is closed.
    :raises StaleError: the task is no longer open, or the case has moved on.
    :raises NotYoursError: somebody else holds the task.
    :raises NotAllowedHereError: the kind does not allow the act here.
    :raises WrongFactsError: a fact is not declared.
    :raises PaperNotFoundError: a paper to mark is not of this case.
    :raises NoHolderError: the unit has no post for a next step.
    :raises KeyReusedError: the key was used for another request.
    """
    asked = {part.name: getattr(doing, part.name) for part in fields(doing)}
    memory = recall(
        actor=actor,
        key=key,
        command="cases.perform",
        digest=digest_of({"task": task_id, **asked}),
    )
    if memory.answer is not None:
        known = memory.answer
        return Moved(**{**known, "opened": tuple(known["opened"])})
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now, revision=revision)
    task = lock_open_task(bench=bench, task_id=task_id)
    hold(bench=bench, task=task)
    moved = _do(bench, task, doing)
    memory.keep(asdict(moved))
    return moved


@transaction.atomic
def perform_for_party(*, actor: Actor, task_id: int, doing: Doing, now: datetime) -> Moved:
    """End a task that a party holds, as the official to whom the party brought the answer.

    The act names the official and the post; ``for_party`` in its params says whose answer it is.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: the case is closed.
    :raises StaleError: the task is no longer open.
    :raises NotYoursError: no party holds the task, or the actor works in no unit of the case.
    :raises NotAllowedHereError: the kind does not allow the act here.
    :raises WrongFactsError: a fact is not declared.
    """
    bench = lock_case_of_task(actor=actor, task_id=task_id, now=now)
    task = lock_open_task(bench=bench, task_id=task_id)
    stand_in(bench=bench, task=task)
    return _do(bench, task, replace(doing, params={**doing.params, "for_party": task.party_id}))


def _do(bench: Bench, task: Task, doing: Doing) -> Moved:
    """End the task of whoever may, and let the plan open what follows."""
    bench.require(doing.act, {**bench.case.facts, **doing.facts})
    undo: dict[str, Any] = {"phase_was": bench.case.phase}
    facts_were = _changed(bench, doing.facts)
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
    if facts_were:
        undo["facts"] = sorted(facts_were)
        bench.case.undo = {"seq": bench.case.journal_seq + 1, "facts_were": facts_were}
    return finish(bench=bench, doing=doing, task=task, undo=undo, plan_ended=plan_ended)


def finish(
    *,
    bench: Bench,
    doing: Doing,
    task: Task,
    undo: Mapping[str, Any] | None = None,
    plan_ended: bool = False,
) -> Moved:
    """Write the act with what its undoing needs, store the case, tell the house."""
    rest_budgets(bench=bench)
    params = {
        "step": task.step,
        "answer": doing.answer,
        "opened": list(bench.opened),
        "cancelled": list(bench.cancelled),
        **(undo or {}),
        **doing.params,
    }
    seq = record_act(
        bench=bench, name=doing.act, params=params, body=doing.note, task_id=task.pk, at=doing.at
    )
    return Moved(
        case_id=bench.case.pk,
        revision=bench.case.revision,
        phase=bench.case.phase,
        act_seq=seq,
        done=task.pk,
        opened=tuple(bench.opened),
        plan_ended=plan_ended,
    )


def _changed(bench: Bench, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the declared facts that change, as they were; nothing for one that was not there."""
    was = bench.case.facts
    return {name: was.get(name) for name in facts if was.get(name) != facts[name]}


def _advance(bench: Bench, task: Task, doing: Doing) -> bool:
    """Let the plan open what follows; tell whether it is over."""
    if bench.plan is None or not task.step:
        return False
    siblings = Task.objects.filter(case=bench.case, run=task.run).order_by("pk")
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
