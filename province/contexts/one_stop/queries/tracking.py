"""What anybody with the code may know: the code and how far it has come (the law's first level)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from province.contexts.one_stop.contracts.states import (
    DossierClock,
    NationalStatus,
    ProcessingState,
)
from province.contexts.one_stop.contracts.views import PublicProgress
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.models import Dossier, SupplementRequest
from province.contexts.one_stop.rules.national import national_status
from province.contexts.one_stop.rules.progress import STEPS, step_of

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def public_progress(*, code: str, now: datetime) -> PublicProgress:
    """Return how far the dossier of this code has come; no name, no unit, no procedure.

    :raises DossierNotFoundError: no dossier has this code or filing number.
    """
    wanted = code.strip().upper()
    row = (
        Dossier.objects.filter(Q(code=wanted) | Q(filing_no=wanted))
        .values(
            "pk",
            "code",
            "filing_no",
            "processing",
            "clock",
            "received_at",
            "due_at",
            "due_provisional",
            "finished_at",
        )
        .first()
    )
    if row is None:
        raise DossierNotFoundError
    clock = DossierClock(row["clock"])
    # a refusal on the merits is a result that was returned: what it says is not for strangers
    status = national_status(
        ProcessingState(row["processing"]),
        clock,
        refused_after_processing=NationalStatus.RETURNED,
    )
    due, finished = row["due_at"], row["finished_at"]
    received = row["received_at"]
    return PublicProgress(
        code=row["code"] or row["filing_no"],
        status=status,
        step=step_of(status, is_received=received is not None),
        steps=STEPS,
        received_on=received.astimezone(LOCAL).date() if received else None,
        due_at=due,
        provisional=row["due_provisional"],
        is_late=due is not None
        and (finished or now) > due
        and clock in {DossierClock.RUNNING, DossierClock.STOPPED},
        answer_by=_answer_by(row["pk"]) if clock is DossierClock.PAUSED_SUPPLEMENT else None,
    )


def _answer_by(dossier_id: int) -> datetime | None:
    """Return until when the applicant is waited for."""
    waiting = SupplementRequest.objects.filter(dossier=dossier_id, answered_at__isnull=True)
    return waiting.order_by("-pk").values_list("answer_by", flat=True).first()
