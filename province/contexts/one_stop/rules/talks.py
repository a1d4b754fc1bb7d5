"""What the journal says of notes, messages and questions, and who has a dossier in hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from province.contexts.one_stop.contracts.talks import (
    ANSWERED,
    ASKED,
    NOTED,
    TOLD,
    Question,
    Saying,
    Talk,
)
from province.kernel.cases.contracts.values import ActView, HandoverView, TaskState, TaskView
from province.kernel.processes.contracts import TaskKind

A_DAY = timedelta(hours=24)


def is_question(task: TaskView) -> bool:
    """Tell whether a task is a question of the applicant: outside the plan, to be read."""
    return task.kind is TaskKind.READ and not task.step


def held_by_us(tasks: Sequence[TaskView]) -> TaskView | None:
    """Return the open task of whoever of us has the dossier in hand; none while it lies outside."""
    ours = (t for t in tasks if t.state is TaskState.OPEN and not is_question(t))
    return next((t for t in ours if t.holder.party_id is None and not t.holder.outside), None)


def talk_in(*, acts: Sequence[ActView], tasks: Sequence[TaskView], sees_notes: bool) -> Talk:
    """Return what the acts say; notes among officials only to those who may read them."""
    due = {task.id: task for task in tasks if is_question(task)}
    answers = {_question_of(act): _saying(act) for act in acts if act.name == ANSWERED}
    return Talk(
        questions=tuple(
            _question(act, due, answers)
            for act in acts
            if act.name == ASKED and act.task_id is not None
        ),
        told=tuple(_saying(act) for act in acts if act.name == TOLD),
        notes=tuple(_saying(act) for act in acts if act.name == NOTED) if sees_notes else (),
        sees_notes=sees_notes,
    )


def asked_lately(questions: Sequence[Question], now: datetime) -> int:
    """Return how many questions were asked in the last 24 hours."""
    return sum(now - one.asked_at < A_DAY for one in questions)


def _question(
    act: ActView, due: Mapping[int, TaskView], answers: Mapping[int | None, Saying]
) -> Question:
    task = due.get(act.task_id or 0)
    return Question(
        task_id=act.task_id or 0,
        words=act.body or "",
        asked_at=act.at,
        due_at=task.due_at if task is not None else None,
        is_open=task is not None and task.state is TaskState.OPEN,
        answer=answers.get(act.task_id),
    )


def _question_of(act: ActView) -> int | None:
    """Return the question that an answer is to; after the end of a case no task is open for it."""
    late = act.params.get("question")
    return int(late) if late is not None else act.task_id


def _saying(act: ActView) -> Saying:
    return Saying(seq=act.seq, words=act.body or "", at=act.at, official_id=act.official_id)


def of_the_plan(
    handovers: Sequence[HandoverView], tasks: Sequence[TaskView]
) -> tuple[HandoverView, ...]:
    """Keep the hand-overs of the dossier itself: a question is handed to nobody (Mẫu 06)."""
    questions = {task.id for task in tasks if is_question(task)}
    return tuple(one for one in handovers if one.task_id not in questions)
