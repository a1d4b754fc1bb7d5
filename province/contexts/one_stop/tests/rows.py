"""Dossiers as bare rows: for what is counted and listed of many, where no act is tried."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from province.contexts.one_stop.contracts.states import FormIssued, ProcessingState, ResultKind
from province.contexts.one_stop.models import (
    Dossier,
    DossierResult,
    IssuedForm,
    SupplementRequest,
)
from province.kernel.attachments.models import Attachment, AttachmentVersion, Content
from province.kernel.cases.models.case import Case
from province.kernel.org.models import Agency
from province.kernel.org.tests.factories import AgencyFactory
from province.kernel.parties.models import Party

_NUMBERS = count(1)
DAY = timedelta(days=1)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    """Return a local moment of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=7)


def someone() -> Party:
    return Party.objects.create(
        kind="person", full_name="Trần Thị Bé", sort_name="be", folded="be", registered_at=at(1)
    )


def dossier(agency: Agency | None = None, **more: Any) -> Dossier:
    """Make a dossier received on 2 November and due on the 12th, unless told otherwise."""
    number = next(_NUMBERS)
    agency = agency or AgencyFactory.create()
    received = more.get("received_at", at(2))
    due = more.pop("due_at", at(12))
    case = Case.objects.create(
        kind="dossier",
        title="Hồ sơ",
        unit=agency,
        phase="processing",
        sight="unit",
        opened_at=at(1),
        is_test=more.get("is_test", False),
    )
    person = Party.objects.first() or someone()
    values = {
        "case": case,
        "filing_no": f"N{number:08d}",
        "code": f"H01-{number:08d}" if received else None,
        "origin": "portal",
        "channel": "online",
        "delivery": "electronic",
        "procedure_code": "1.001776",
        "procedure_name": "Trợ cấp",
        "procedure_version": 1,
        "supplement_policy": "resume",
        "agency": agency,
        "receiving_agency": agency,
        "applicant": person,
        "applicant_name": person.full_name,
        "payload": {},
        "processing": ProcessingState.PROCESSING,
        "clock": "running",
        "filed_at": received or at(1),
        "received_at": received,
        "due_first": due,
        "due_at": due,
    }
    return Dossier.objects.create(**{**values, **more})


def done(agency: Agency | None = None, *, on: datetime, **more: Any) -> Dossier:
    """Make a dossier that is finished."""
    values = {"processing": ProcessingState.RETURNED, "clock": "stopped", "finished_at": on}
    return dossier(agency, **{**values, **more})


def ask(row: Dossier, *, since: datetime, until: datetime | None, stage: str = "after") -> None:
    SupplementRequest.objects.create(
        dossier=row,
        stage=stage,
        reason="Thiếu",
        law="",
        items=[],
        task_id=1,
        asked_at=since,
        answered_at=until,
    )


def paper() -> AttachmentVersion:
    """Return the one stored paper that every result and form here points to."""
    known = AttachmentVersion.objects.first()
    if known:
        return known
    content = Content.objects.create(
        sha256="0" * 64, size=1, mime="application/pdf", state="unscanned"
    )
    attachment = Attachment.objects.create(owner="job:tests", kind="result", name="Kết quả")
    return AttachmentVersion.objects.create(
        attachment=attachment, no=1, content=content, name="a.pdf", uploaded_at=at(1)
    )


def apologise(row: Dossier) -> None:
    IssuedForm.objects.create(
        dossier=row,
        form=FormIssued.APOLOGY.value,
        number="1/PXL",
        attachment_version=paper(),
        layout_version="1",
        by="job:tests",
        at=at(11),
    )


def sealed(row: Dossier, *, on: datetime, kind: ResultKind = ResultKind.GRANT) -> None:
    granted = kind is ResultKind.GRANT
    DossierResult.objects.create(
        dossier=row,
        kind=kind,
        draft_version=paper(),
        number=f"{row.pk}/QĐ-UBND" if granted else "",
        issued_on=date(2026, 11, 10) if granted else None,
        signed_at=on,
        sealed_at=on if granted else None,
    )
