"""The applicant takes the dossier back before there is a decision (R19)."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.locking import find_dossier, lock_dossier
from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.errors import AlreadyDecidedError, MayNotError
from province.contexts.one_stop.events import DossierFinished
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases

_BEFORE_DECISION = {
    ProcessingState.SUBMITTED.value,
    ProcessingState.RECEIVED.value,
    ProcessingState.PROCESSING.value,
}


@transaction.atomic
def withdraw_dossier(*, actor: Actor, dossier_id: int, reason: str, now: datetime) -> None:
    """Withdraw one's own dossier while nothing is decided.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: it is somebody else's.
    :raises AlreadyDecidedError: a result is signed already.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    if actor.party_id != dossier.applicant_id:
        raise MayNotError
    if dossier.processing not in _BEFORE_DECISION:
        raise AlreadyDecidedError
    cases.note(
        actor=actor,
        case_id=dossier.case_id,
        act="withdrawn",
        params={},
        body=reason or None,
        now=now,
    )
    cases.close(actor=actor, case_id=dossier.case_id, outcome="withdrawn", now=now)
    dossier = lock_dossier(dossier_id=dossier_id)
    if dossier.processing not in _BEFORE_DECISION:
        raise AlreadyDecidedError
    dossier.processing, dossier.clock = ProcessingState.WITHDRAWN, DossierClock.STOPPED
    dossier.finished_at = now
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
