"""The applicant is told what became of the dossier, by the ways that this filing gave."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from province.contexts.one_stop.commands.printing import LOCAL
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.models import Dossier, SupplementRequest
from province.foundation.identity.actors import job_actor
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import Recipient, Telling
from province.kernel.org import public as org
from province.kernel.parties import public as parties

FILED, RECEIVED, ASKED = "one_stop.filed", "one_stop.received", "one_stop.supplement_asked"
REAPPOINTED, NOT_RECEIVED = "one_stop.reappointed", "one_stop.not_received"
READY, RETURNED, WITHDRAWN = "one_stop.ready", "one_stop.returned", "one_stop.withdrawn"
STOPPED, MISTAKEN = "one_stop.stopped", "one_stop.mistaken"
TOLD, ANSWERED = "one_stop.applicant_told", "one_stop.question_answered"
TELLER, READS_PARTIES = "one_stop.tell_applicant", "parties.read"
PURPOSE = "Báo tin cho người nộp về hồ sơ của họ"
AT_END = {
    ProcessingState.REFUSED_RECEPTION: NOT_RECEIVED,
    ProcessingState.WITHDRAWN: WITHDRAWN,
    ProcessingState.STOPPED: STOPPED,
    ProcessingState.MISTAKEN: MISTAKEN,
    ProcessingState.RESULT_READY: READY,
}


@transaction.atomic
def tell_applicant(*, dossier_id: int, occasion: str, once: str, now: datetime) -> int:
    """Tell the applicant of an occasion, once per ``once``; return how many were told.

    Nobody is told of a dossier under test.
    """
    dossier = Dossier.objects.filter(pk=dossier_id, is_test=False).first()
    if dossier is None:
        return 0
    return notices.tell(
        telling=Telling(
            kind=occasion,
            source=f"{dossier.pk}:{once}",
            values=_values(dossier),
            link=reverse("one_stop:my_dossier", kwargs={"dossier_id": dossier.pk}),
            case_id=dossier.case_id,
        ),
        to=[_applicant(dossier, now)],
        now=now,
    )


def tell_of_end(*, dossier_id: int, processing: str, now: datetime) -> int:
    """Tell the applicant how it ended; a result that went out at once is told as returned."""
    occasion = AT_END.get(ProcessingState(processing))
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    is_out = dossier is not None and dossier.returned_at is not None
    if occasion is None or (occasion == READY and is_out):
        return 0
    return tell_applicant(dossier_id=dossier_id, occasion=occasion, once=processing, now=now)


def tell_of_new_day(*, case_id: int, once: str, now: datetime) -> int:
    """Tell the applicant of a case that its result has a new day."""
    found = Dossier.objects.filter(case_id=case_id).values_list("pk", flat=True).first()
    if found is None:
        return 0
    return tell_applicant(dossier_id=found, occasion=REAPPOINTED, once=once, now=now)


def _applicant(dossier: Dossier, now: datetime) -> Recipient:
    """Return the applicant with the telephone of this filing and the e-mail they are known by.

    The look at the register is written down, for the person to see.
    """
    known = parties.party(
        actor=job_actor(TELLER, READS_PARTIES),
        party_id=dossier.applicant_id,
        purpose=PURPOSE,
        case_id=dossier.case_id,
        now=now,
    )
    filed = dossier.payload
    return Recipient(
        party_id=dossier.applicant_id,
        email=str(filed.get("applicant_email") or known.email),
        phone=str(filed.get("applicant_phone") or known.phone),
    )


def _values(dossier: Dossier) -> dict[str, str]:
    agency = org.agency(agency_id=dossier.agency_id)
    asked = SupplementRequest.objects.filter(dossier=dossier).order_by("-asked_at", "-pk").first()
    return {
        "code": dossier.code or dossier.filing_no,
        "procedure": dossier.procedure_name,
        "agency": agency.name,
        "due": _day(dossier.due_at),
        "answer_by": _day(asked.answer_by if asked is not None else None),
        "site": urlsplit(settings.BASE_URL).netloc,
    }


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%d/%m/%Y}" if at is not None else "…"
