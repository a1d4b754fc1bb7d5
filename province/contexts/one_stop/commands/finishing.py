"""The end of a dossier: its clock stops, its result reaches the applicant."""

from datetime import datetime

from province.contexts.one_stop.commands.locking import lock_dossier, set_state
from province.contexts.one_stop.contracts.states import (
    Delivery,
    DeliveryState,
    DossierClock,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.events import DossierFinished, ResultReturned
from province.contexts.one_stop.models import Dossier
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL


def finish(*, actor: Actor, dossier: Dossier, now: datetime) -> Dossier:
    """Stop the legal clock: the dossier is done, whether its result is at the desk yet or not."""
    verdict = cases.stop_clock(actor=actor, case_id=dossier.case_id, name=LEGAL, at=now, now=now)
    row = set_state(
        actor=actor, dossier_id=dossier.pk, processing=ProcessingState.RESULT_READY, now=now
    )
    row.finished_at, row.clock = now, DossierClock.STOPPED
    row.delivery_state = DeliveryState.WAITING
    row.save()
    emit(
        DossierFinished(
            dossier_id=row.pk,
            procedure_code=row.procedure_code,
            agency_id=row.agency_id,
            processing=row.processing,
            verdict=verdict,
            at=now.isoformat(),
        )
    )
    return row


def give_back(*, actor: Actor, dossier_id: int, kind: ResultKind, now: datetime) -> None:
    """End the dossier and close its case: the result is with the applicant."""
    dossier = lock_dossier(dossier_id=dossier_id)
    if dossier.delivery == Delivery.ELECTRONIC:
        cases.note(
            actor=actor,
            case_id=dossier.case_id,
            act="delivered",
            params={"way": dossier.delivery},
            body=None,
            now=now,
        )
    granted = kind is ResultKind.GRANT
    dossier.processing = ProcessingState.RETURNED if granted else ProcessingState.REFUSED
    dossier.delivery_state, dossier.returned_at = DeliveryState.DELIVERED, now
    dossier.save()
    cases.close(
        actor=actor,
        case_id=dossier.case_id,
        outcome="granted" if granted else "refused",
        now=now,
    )
    emit(
        ResultReturned(
            dossier_id=dossier.pk,
            agency_id=dossier.agency_id,
            delivery=dossier.delivery,
            at=now.isoformat(),
        )
    )
