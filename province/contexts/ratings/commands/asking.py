"""The applicant is asked how it went, once a result is out."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.ratings.models import Rating
from province.contexts.ratings.queries.scale import link_token, local_day, term
from province.foundation.identity.actors import job_actor
from province.kernel.cases import public as cases
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import Recipient, Telling
from province.kernel.org import public as org
from province.kernel.parties import public as parties

ASKED, ANSWERED = "ratings.asked", "ratings.answered"
ASKER, READS_PARTIES = "ratings.ask", "parties.read"
PURPOSE = "Hỏi ý kiến người nộp về kết quả hồ sơ của họ"


@transaction.atomic
def ask(*, dossier_id: int, now: datetime) -> bool:
    """Ask the applicant of a returned result, once; nobody is asked about a dossier under test."""
    actor = job_actor(ASKER, READS_PARTIES)
    dossier = one_stop.get_dossier_by_id(actor=actor, dossier_id=dossier_id, purpose=None, now=now)
    case = cases.get_case(actor=actor, case_id=dossier.case_id, purpose=None, now=now)
    if case.is_test or dossier.returned_at is None:
        return False
    days = term(key="rate_days", on=local_day(at=now)).amount
    row, is_new = Rating.objects.get_or_create(
        dossier_id=dossier.id,
        defaults={
            "dossier_case_id": dossier.case_id,
            "dossier_code": dossier.code or dossier.filing_no,
            "procedure_code": dossier.procedure_code,
            "procedure_name": dossier.procedure_name,
            "unit_id": dossier.agency_id,
            "returned_by_id": dossier.receiving_agency_id,
            "party_id": dossier.applicant_party_id,
            "returned_at": dossier.returned_at,
            "open_until": dossier.returned_at + timedelta(days=days),
        },
    )
    if is_new:
        _tell(dossier, row, kind=ASKED, source=f"{row.dossier_id}", now=now)
    return is_new


def tell_answered(*, row: Rating, now: datetime) -> int:
    """Tell the applicant that the unit has answered; return how many were told."""
    dossier = one_stop.get_dossier_by_id(
        actor=job_actor(ASKER, READS_PARTIES), dossier_id=row.dossier_id, purpose=None, now=now
    )
    return _tell(dossier, row, kind=ANSWERED, source=f"{row.dossier_id}:answered", now=now)


def _tell(dossier: DossierView, row: Rating, *, kind: str, source: str, now: datetime) -> int:
    return notices.tell(
        telling=Telling(
            kind=kind,
            source=source,
            values={
                "code": row.dossier_code,
                "procedure": row.procedure_name,
                "agency": org.agency(agency_id=row.unit_id).name,
                "until": f"{local_day(at=row.open_until):%d/%m/%Y}",
            },
            link=reverse(
                "ratings:by_link", kwargs={"token": link_token(dossier_id=row.dossier_id)}
            ),
            case_id=row.dossier_case_id,
        ),
        to=[_applicant(dossier, now)],
        now=now,
    )


def _applicant(dossier: DossierView, now: datetime) -> Recipient:
    """Return the applicant with the addresses of this filing; the look is written down."""
    known = parties.party(
        actor=job_actor(ASKER, READS_PARTIES),
        party_id=dossier.applicant_party_id,
        purpose=PURPOSE,
        case_id=dossier.case_id,
        now=now,
    )
    return Recipient(
        party_id=dossier.applicant_party_id,
        email=str(dossier.payload.get("applicant_email") or known.email),
        phone=str(dossier.payload.get("applicant_phone") or known.phone),
    )
