"""The end of a dossier that is not taken in, or that nobody completed: Mẫu 03 says why."""

from datetime import datetime

from province.contexts.one_stop.commands.form_numbers import next_form_number
from province.contexts.one_stop.commands.locking import keep_form
from province.contexts.one_stop.commands.printing import print_refusal
from province.contexts.one_stop.contracts.states import FormIssued
from province.contexts.one_stop.events import DossierFinished
from province.contexts.one_stop.models import Dossier
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases

NAME = "Phiếu từ chối tiếp nhận giải quyết hồ sơ.pdf"


def end_with_refusal(  # noqa: PLR0913 -- the form has these parts
    *, actor: Actor, dossier: Dossier, reason: str, law: str, outcome: str, now: datetime
) -> int:
    """Keep Mẫu 03 with its number, close the case, tell the house; returns the stored form."""
    number = next_form_number(dossier=dossier, form=FormIssued.REFUSAL, now=now)
    paper = print_refusal(
        actor=actor, dossier=dossier, reason=reason, law=law, number=number, now=now
    )
    version = keep_form(
        actor=actor,
        dossier=dossier,
        form=FormIssued.REFUSAL,
        number=number,
        paper=paper,
        name=NAME,
        now=now,
    )
    cases.close(actor=actor, case_id=dossier.case_id, outcome=outcome, now=now)
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
    return version
