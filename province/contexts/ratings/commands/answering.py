"""The head of the unit answers whom a result has not helped."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from province.contexts.ratings import permissions, rules
from province.contexts.ratings.commands.asking import tell_answered
from province.contexts.ratings.contracts import UnsolvedState, UnsolvedView
from province.contexts.ratings.errors import (
    MayNotAnswerUnsolvedError,
    UnsolvedAnsweredError,
    UnsolvedFaultyError,
)
from province.contexts.ratings.models import Unsolved
from province.contexts.ratings.queries.reading import get_unsolved, unsolved_view
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState


@transaction.atomic
def answer_unsolved(
    *, actor: Actor, case_id: int, words: str, is_solved: bool, now: datetime
) -> UnsolvedView:
    """Answer the applicant, who is told; the case is over.

    :raises UnsolvedNotFoundError: no such one for this actor.
    :raises MayNotAnswerUnsolvedError: the actor does not answer for this unit.
    :raises UnsolvedAnsweredError: it has been answered.
    :raises UnsolvedFaultyError: the answer is empty or too long.
    :raises NotYoursError: somebody else holds the task.
    """
    found = get_unsolved(actor=actor, case_id=case_id)
    if not actor.can(permissions.ANSWER_UNSOLVED, unit=found.unit_id):
        raise MayNotAnswerUnsolvedError
    if found.state is not UnsolvedState.OPEN:
        raise UnsolvedAnsweredError
    said = words.strip()
    if not said:
        raise UnsolvedFaultyError(
            faults=(FieldFault("words", "missing", _("Ghi câu trả lời cho người dân.")),)
        )
    if len(said) > rules.LONGEST_WORDS:
        raise UnsolvedFaultyError(
            faults=(FieldFault("words", "too_long", _("Nội dung dài quá 2.000 ký tự.")),)
        )
    state = UnsolvedState.SOLVED if is_solved else UnsolvedState.EXPLAINED
    case = cases.get_case(actor=actor, case_id=case_id, purpose=None, now=now)
    task = next((one for one in case.tasks if one.state is TaskState.OPEN), None)
    if task is None:
        raise UnsolvedAnsweredError
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act=state.value, answer=state.value),
        revision=None,
        key="",
        now=now,
    )
    cases.close(actor=actor, case_id=case_id, outcome=state.value, now=now)
    row = locked(Unsolved.objects.filter(case_id=case_id)).select_related("rating").get()
    row.state, row.answered_at, row.answer = state.value, now, said
    row.save(update_fields=["state", "answered_at", "answer"])
    tell_answered(row=row.rating, now=now)
    return unsolved_view(row=row)
