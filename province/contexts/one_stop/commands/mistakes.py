"""A dossier that was received under the wrong procedure is taken back the same day."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.locking import find_dossier, set_state
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.errors import MayNotError, NoMistakeError, ReasonNeededError
from province.contexts.one_stop.events import DossierFinished
from province.contexts.one_stop.queries.mistakes import may_take_back
from province.contexts.one_stop.rules.dossier import is_untouched
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases

ACT, OUTCOME = "entered_by_mistake", "mistaken"


@transaction.atomic
def take_reception_back(*, actor: Actor, dossier_id: int, reason: str, now: datetime) -> None:
    """End a dossier as entered by mistake: its code stays used, its clock stops, nothing counts it.

    By whoever received it or whoever reviews or signs there, on the day of its reception, at the
    counter, while nobody has acted on it (decision 0116). The case is under the lock before this
    is judged.

    :raises ReasonNeededError: no reason is given.
    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor neither received it nor reviews or signs there.
    :raises NoMistakeError: it is another day, or somebody has acted on it, or it came online.
    """
    if not reason.strip():
        raise ReasonNeededError
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    if not may_take_back(actor=actor, agency_id=dossier.agency_id, received_by=dossier.received_by):
        raise MayNotError
    before = [act.name for act in cases.timeline(actor=actor, case_id=dossier.case_id)]
    if not is_untouched(before) or dossier.processing != ProcessingState.RECEIVED:
        raise NoMistakeError
    cases.note(
        actor=actor, case_id=dossier.case_id, act=ACT, params={}, body=reason.strip(), now=now
    )
    acts = [act.name for act in cases.timeline(actor=actor, case_id=dossier.case_id)]
    dossier = set_state(
        actor=actor, dossier_id=dossier_id, processing=ProcessingState.MISTAKEN, now=now
    )
    is_today = dossier.received_at is not None and local_day(dossier.received_at) == local_day(now)
    if not is_today or dossier.channel != "direct" or not is_untouched(acts[:-1]):
        raise NoMistakeError
    cases.close(actor=actor, case_id=dossier.case_id, outcome=OUTCOME, now=now)
    dossier.clock, dossier.finished_at = DossierClock.STOPPED, now
    dossier.save()
    emit(
        DossierFinished(
            dossier_id=dossier.pk,
            procedure_code=dossier.procedure_code,
            agency_id=dossier.agency_id,
            processing=dossier.processing,
            verdict="",
            at=now.isoformat(),
        )
    )
