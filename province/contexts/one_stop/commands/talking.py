"""What is said on a dossier: notes among officials, messages to the applicant, questions."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.locking import case_of, find_dossier
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts import talks
from province.contexts.one_stop.contracts.states import ONE_STOP_DESK
from province.contexts.one_stop.errors import (
    AnsweredBeforeError,
    MayNotError,
    QuestionNotFoundError,
    QuestionsWaitError,
    WordsNeededError,
    WordsTooLongError,
)
from province.contexts.one_stop.events import ApplicantTold, QuestionAnswered
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.question_terms import question_terms
from province.contexts.one_stop.queries.talks import sees_notes, talk_of
from province.contexts.one_stop.rules.talks import asked_lately, held_by_us
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import Memory, digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseView, Holder, TaskMode
from province.kernel.cases.errors import NoHolderError
from province.kernel.processes.contracts import TaskKind


@transaction.atomic
def note_inside(*, actor: Actor, dossier_id: int, words: str, key: str, now: datetime) -> int:
    """Write a note that officials alone read; it moves nothing. Returns its place in the journal.

    :raises MayNotError: the actor does not work on the dossier, or it is a matter of their own.
    :raises WordsNeededError: nothing is said.
    :raises WordsTooLongError: too much is said.
    """
    return _say(actor, dossier_id, talks.NOTED, words, key, now)


@transaction.atomic
def tell_by_hand(*, actor: Actor, dossier_id: int, words: str, key: str, now: datetime) -> int:
    """Write a message that the applicant reads on their dossier, and is told of.

    :raises MayNotError: the actor does not work on the dossier, or it is a matter of their own.
    :raises WordsNeededError: nothing is said.
    :raises WordsTooLongError: too much is said.
    """
    return _say(actor, dossier_id, talks.TOLD, words, key, now)


@transaction.atomic
def ask_question(*, actor: Actor, dossier_id: int, words: str, key: str, now: datetime) -> int:
    """Ask about one's own dossier: a duty of whoever has it in hand; returns the task.

    While it lies with nobody of us, the one-stop desk has the duty.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: it is somebody else's.
    :raises CaseClosedError: the dossier is closed.
    :raises QuestionsWaitError: too many questions wait, or were asked today.
    :raises WordsNeededError: nothing is asked.
    :raises WordsTooLongError: too much is said.
    """
    said = _said(words)
    memory = _recall(actor, dossier_id, "one_stop.ask_question", said, key)
    if memory.answer is not None:
        return int(memory.answer["task"])
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    if actor.party_id != dossier.applicant_id:
        raise MayNotError
    case = case_of(actor=actor, dossier=dossier, now=now)
    held = held_by_us(case.tasks)
    try:
        with transaction.atomic():
            task = _add(actor, dossier, _holder(case), held.unit_id if held else None, said, now)
    except NoHolderError:
        task = _add(actor, dossier, Holder(desk=ONE_STOP_DESK), None, said, now)
    _not_too_many(actor, dossier, now)
    memory.keep({"task": task})
    return task


@transaction.atomic
def answer_question(  # noqa: PLR0913 -- an answer has these parts
    *, actor: Actor, dossier_id: int, task_id: int, words: str, key: str, now: datetime
) -> int:
    """Answer a question by name; the applicant is told. Returns the answer's place in the journal.

    While the dossier runs its holder answers; what was left open at its end anybody who works on
    the dossier may still answer.

    :raises QuestionNotFoundError: the dossier has no such question.
    :raises AnsweredBeforeError: somebody has answered it.
    :raises NotYoursError: somebody else is asked.
    :raises MayNotError: it is a matter of one's own, or the actor does not work on the dossier.
    :raises WordsNeededError: nothing is said.
    :raises WordsTooLongError: too much is said.
    """
    said = _said(words)
    memory = _recall(actor, dossier_id, "one_stop.answer_question", f"{task_id} {said}", key)
    if memory.answer is not None:
        return int(memory.answer["seq"])
    dossier, case = _worked_on(actor, dossier_id, now)
    acts = cases.timeline(actor=actor, case_id=case.id)
    question = talk_of(actor=actor, case=case, acts=acts).question(task_id)
    if question is None:
        raise QuestionNotFoundError
    if not question.waits:
        raise AnsweredBeforeError
    if question.is_open:
        seq = cases.perform(
            actor=actor,
            task_id=task_id,
            doing=cases.Doing(act=talks.ANSWERED, answer="answered", note=said),
            revision=None,
            key="",
            now=now,
        ).act_seq
    else:
        seq = _answer_after_the_end(actor, case, task_id, said, now)
    emit(QuestionAnswered(dossier_id=dossier.pk, seq=seq, at=now.isoformat()))
    memory.keep({"seq": seq})
    return seq


def _answer_after_the_end(
    actor: Actor, case: CaseView, task_id: int, said: str, now: datetime
) -> int:
    """Write the answer into a closed case; its lock decides between two who answer."""
    seq = cases.note(
        actor=actor,
        case_id=case.id,
        act=talks.ANSWERED,
        params={"question": task_id},
        body=said,
        now=now,
        closed_too=True,
    )
    acts = cases.timeline(actor=actor, case_id=case.id)
    same = [a for a in acts if a.name == talks.ANSWERED and a.params.get("question") == task_id]
    if len(same) > 1:
        raise AnsweredBeforeError
    return seq


def _say(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor, dossier_id: int, act: str, words: str, key: str, now: datetime
) -> int:
    said = _said(words)
    memory = _recall(actor, dossier_id, f"one_stop.{act}", said, key)
    if memory.answer is not None:
        return int(memory.answer["seq"])
    dossier, case = _worked_on(actor, dossier_id, now)
    seq = cases.note(
        actor=actor, case_id=case.id, act=act, params={}, body=said, now=now, closed_too=True
    )
    if act == talks.TOLD:
        emit(ApplicantTold(dossier_id=dossier.pk, seq=seq, at=now.isoformat()))
    memory.keep({"seq": seq})
    return seq


def _worked_on(actor: Actor, dossier_id: int, now: datetime) -> tuple[Dossier, CaseView]:
    """Return a dossier on which the actor works, with its case."""
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    case = case_of(actor=actor, dossier=dossier, now=now)
    if not sees_notes(actor=actor, case=case):
        raise MayNotError
    return dossier, case


def _said(words: str) -> str:
    said = words.replace("\x00", "").strip()
    if not said:
        raise WordsNeededError
    if len(said) > talks.LONGEST:
        raise WordsTooLongError(length=len(said), most=talks.LONGEST)
    return said


def _recall(actor: Actor, dossier_id: int, command: str, said: str, key: str) -> Memory:
    return recall(
        actor=actor,
        key=key,
        command=command,
        digest=digest_of({"dossier": dossier_id, "words": said}),
    )


def _holder(case: CaseView) -> Holder:
    """Return who has the dossier in hand: who took it from a desk, before the desk."""
    held = held_by_us(case.tasks)
    if held is None:
        return Holder(desk=ONE_STOP_DESK)
    return Holder(post_id=held.claimed_by) if held.claimed_by is not None else held.holder


def _add(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor, dossier: Dossier, holder: Holder, unit_id: int | None, said: str, now: datetime
) -> int:
    return cases.add_task(
        actor=actor,
        case_id=dossier.case_id,
        parent_id=None,
        kind=TaskKind.READ,
        holder=holder,
        title=talks.TITLE,
        limit=question_terms(on=local_day(now)).limit,
        mode=TaskMode.MUST,
        now=now,
        act=talks.ASKED,
        note=said,
        unit_id=unit_id or dossier.receiving_agency_id,
    ).task_id


def _not_too_many(actor: Actor, dossier: Dossier, now: datetime) -> None:
    """Count under the lock of the case, the new question too."""
    case = case_of(actor=actor, dossier=dossier, now=now)
    acts = cases.timeline(actor=actor, case_id=dossier.case_id)
    questions = talk_of(actor=actor, case=case, acts=acts).questions
    terms = question_terms(on=local_day(now))
    waiting = sum(one.waits for one in questions)
    if waiting > terms.most_open or asked_lately(questions, now) > terms.most_a_day:
        raise QuestionsWaitError(open=terms.most_open, day=terms.most_a_day)
