"""What the officials' pages read of many dossiers at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from province.contexts.one_stop.contracts.states import (
    Delivery,
    DossierClock,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.contracts.views import DossierRow
from province.contexts.one_stop.models import Dossier, DossierQuerySet, DossierResult
from province.contexts.one_stop.queries.dossiers import DossierFilter, filtered
from province.foundation.identity.actors import Actor
from province.foundation.paging import PageNumbers, page_numbers


@dataclass(frozen=True, slots=True)
class ResultLine:
    """The result of a dossier, as a list of papers to sign or to seal shows it."""

    dossier_id: int
    case_id: int
    code: str
    applicant: str
    procedure_code: str
    procedure_name: str
    kind: ResultKind
    version_id: int
    proposal: Mapping[str, Any]
    received_by: int | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register, Mẫu 07."""

    code: str
    case_id: int
    procedure_name: str
    applicant: str
    address: str
    phone: str
    agency_id: int
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register."""

    rows: tuple[RegisterRow, ...]
    numbers: PageNumbers


def results_of(*, actor: Actor, case_ids: Sequence[int]) -> Mapping[int, ResultLine]:
    """Return by case the results that the actor may see, in one query."""
    seen = Dossier.objects.visible_to(actor).filter(case_id__in=case_ids)
    return {line.case_id: line for line in _result_lines(seen)}


def results_of_dossiers(*, actor: Actor, dossier_ids: Sequence[int]) -> Mapping[int, ResultLine]:
    """Return by dossier the results that the actor may see, in one query."""
    seen = Dossier.objects.visible_to(actor).filter(pk__in=dossier_ids)
    return {line.dossier_id: line for line in _result_lines(seen)}


def _result_lines(dossiers: DossierQuerySet) -> list[ResultLine]:
    rows = DossierResult.objects.filter(dossier__in=dossiers).select_related("dossier")
    return [
        ResultLine(
            dossier_id=row.dossier_id,
            case_id=row.dossier.case_id,
            code=row.dossier.code or row.dossier.filing_no,
            applicant=row.dossier.applicant_name,
            procedure_code=row.dossier.procedure_code,
            procedure_name=row.dossier.procedure_name,
            kind=ResultKind(row.kind),
            version_id=row.signed_version_id or row.draft_version_id,
            proposal=row.dossier.proposal,
            received_by=row.dossier.received_by,
        )
        for row in rows
    ]


def dossiers_of_party(*, actor: Actor, party_id: int, limit: int) -> tuple[DossierRow, ...]:
    """Return the newest dossiers of a person that the actor may see, in one query."""
    rows = Dossier.objects.visible_to(actor).filter(applicant_id=party_id).order_by("-pk")[:limit]
    return tuple(row_of(row=row) for row in rows)


def row_of(*, row: Dossier) -> DossierRow:
    """Return a dossier as one line of a list."""
    return DossierRow(
        id=row.pk,
        case_id=row.case_id,
        code=row.code or "",
        filing_no=row.filing_no,
        procedure_code=row.procedure_code,
        procedure_name=row.procedure_name,
        applicant=row.applicant_name,
        agency_id=row.agency_id,
        processing=ProcessingState(row.processing),
        clock=DossierClock(row.clock),
        filed_at=row.filed_at,
        received_at=row.received_at,
        due_at=row.due_at,
        finished_at=row.finished_at,
    )


def register_page(*, actor: Actor, filters: DossierFilter, page: int, size: int) -> RegisterPage:
    """Return a page of the register: what was received, the newest first; two queries."""
    rows = filtered(actor=actor, filters=filters).filter(received_at__isnull=False)
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    start = (numbers.number - 1) * size
    found = rows.order_by("-received_at", "-pk")[start : start + size]
    return RegisterPage(rows=tuple(_line(row) for row in found), numbers=numbers)


def _line(row: Dossier) -> RegisterRow:
    payload = row.payload
    return RegisterRow(
        code=row.code or "",
        case_id=row.case_id,
        procedure_name=row.procedure_name,
        applicant=row.applicant_name,
        address=str(payload.get("address", "")),
        phone=str(payload.get("applicant_phone", "")),
        agency_id=row.agency_id,
        received_at=row.received_at or row.filed_at,
        due_at=row.due_at,
        returned_at=row.returned_at,
        delivery=Delivery(row.delivery),
    )
