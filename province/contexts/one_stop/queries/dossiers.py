"""Reading dossiers: one whole, lists, and what the inbox shows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.acts import SupplementItem
from province.contexts.one_stop.contracts.figures import Measure, Window
from province.contexts.one_stop.contracts.states import (
    Channel,
    Delivery,
    DeliveryState,
    DossierClock,
    FormIssued,
    Origin,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.contracts.views import (
    DossierRow,
    DossierView,
    IssuedFormView,
    ResultView,
    SupplementView,
)
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.models import (
    Dossier,
    DossierQuerySet,
    DossierResult,
    IssuedForm,
    SupplementRequest,
)
from province.contexts.one_stop.queries.measured import that_fit
from province.contexts.one_stop.rules.national import national_status
from province.contexts.one_stop.rules.numbers import number_asked
from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.paging import PageNumbers, page_numbers
from province.foundation.text.folding import fold

PAGE = 50
WAITS = {
    DossierClock.PAUSED_SUPPLEMENT: _("chờ người nộp bổ sung"),
    DossierClock.PAUSED_FINANCE: _("chờ nộp tiền"),
}
_ROW = (
    "pk",
    "case_id",
    "code",
    "filing_no",
    "procedure_code",
    "procedure_name",
    "applicant_name",
    "agency_id",
    "processing",
    "clock",
    "filed_at",
    "received_at",
    "due_at",
    "finished_at",
)


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """What a list of dossiers is narrowed to."""

    text: str = ""
    processing: tuple[str, ...] = ()
    late_at: datetime | None = None
    agency_id: int | None = None
    level: str = ""
    channel: str = ""
    procedure: str = ""
    measure: Measure | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One page of a list of dossiers."""

    rows: tuple[DossierRow, ...]
    numbers: PageNumbers


def get_dossier(*, actor: Actor, case_id: int, purpose: str | None, now: datetime) -> DossierView:
    """Return a dossier by its case; a look with a purpose is written down for the person to see.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    return _view(Dossier.objects.visible_to(actor).filter(case_id=case_id), actor, purpose, now)


def get_dossier_by_id(
    *, actor: Actor, dossier_id: int, purpose: str | None, now: datetime
) -> DossierView:
    """Return a dossier by its own id.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    return _view(Dossier.objects.visible_to(actor).filter(pk=dossier_id), actor, purpose, now)


def get_dossier_by_code(
    *, actor: Actor, code: str, purpose: str | None, now: datetime
) -> DossierView:
    """Return a dossier by its code or its filing number.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    wanted = Q(code=code.strip()) | Q(filing_no=code.strip())
    return _view(Dossier.objects.visible_to(actor).filter(wanted), actor, purpose, now)


def get_dossier_of_partner(
    *, actor: Actor, external_code: str, purpose: str, now: datetime
) -> DossierView:
    """Return a dossier to the partner that sent it under this code of its own.

    :raises DossierNotFoundError: this partner has sent nothing under the code.
    """
    sent = Dossier.objects.exclude(partner="").filter(partner=actor.name)
    mine = sent.filter(external_code=external_code).exclude(external_code="")
    if actor.session is not SessionKind.PARTNER:
        raise DossierNotFoundError
    return _view(mine, actor, purpose, now)


def list_dossiers(
    *, actor: Actor, filters: DossierFilter, page: int, size: int = PAGE
) -> DossierPage:
    """Return a page of the dossiers that the actor may see, the newest first; two queries."""
    rows = filtered(actor=actor, filters=filters)
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    start = (numbers.number - 1) * size
    found = rows.order_by("-pk").values(*_ROW)[start : start + size]
    return DossierPage(rows=tuple(_row(values) for values in found), numbers=numbers)


def all_rows(*, actor: Actor, filters: DossierFilter, most: int) -> tuple[DossierRow, ...]:
    """Return the rows of a list for its export, the newest first."""
    found = filtered(actor=actor, filters=filters).order_by("-pk").values(*_ROW)[:most]
    return tuple(_row(values) for values in found)


def filtered(*, actor: Actor, filters: DossierFilter) -> DossierQuerySet:
    """Keep the dossiers that the actor may see and that fit the filter."""
    rows = Dossier.objects.visible_to(actor)
    if filters.measure is not None and filters.window is not None:
        rows = that_fit(rows=rows, window=filters.window, measure=filters.measure)
    if filters.agency_id is not None:
        rows = rows.filter(agency_id=filters.agency_id)
    if filters.level:
        rows = rows.filter(agency__level=filters.level)
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.procedure:
        rows = rows.filter(procedure_code=filters.procedure)
    if filters.processing:
        rows = rows.filter(processing__in=filters.processing)
    if filters.late_at is not None:
        rows = rows.filter(
            due_at__lt=filters.late_at, finished_at__isnull=True, clock=DossierClock.RUNNING
        )
    if filters.text:
        rows = rows.filter(_speaks_of(filters.text.strip()))
    return rows


def _speaks_of(wanted: str) -> Q:
    """Return what a dossier is found by: its numbers, its words, the number of a paper in it."""
    found = (
        Q(code__icontains=wanted)
        | Q(filing_no__icontains=wanted)
        | Q(case__search__contains=fold(wanted))
    )
    number = number_asked(wanted)
    if number:
        results = DossierResult.objects.filter(number=number, issued_on__isnull=False)
        forms = IssuedForm.objects.filter(number=number)
        found |= Q(pk__in=results.values("dossier")) | Q(pk__in=forms.values("dossier"))
    return found


def inbox_columns(*, case_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """Return what inbox rows show of dossiers: the applicant and the number; one query."""
    found = Dossier.objects.filter(case_id__in=case_ids).values_list(
        "case_id", "applicant_name", "code", "filing_no", "procedure_code", "clock"
    )
    return {
        case_id: {
            "who": name,
            "number": code or filing_no,
            "procedure": procedure,
            "waits": str(WAITS.get(DossierClock(clock), "")),
        }
        for case_id, name, code, filing_no, procedure, clock in found
    }


def _view(rows: DossierQuerySet, actor: Actor, purpose: str | None, now: datetime) -> DossierView:
    row = rows.prefetch_related(
        Prefetch("forms", IssuedForm.objects.order_by("pk")),
        Prefetch("supplements", SupplementRequest.objects.order_by("pk")),
        Prefetch("result", DossierResult.objects.all()),
    ).first()
    if row is None:
        raise DossierNotFoundError
    if purpose is not None:
        record_access(
            actor=actor,
            party_ids=[one for one in (row.applicant_id, row.beneficiary_id) if one is not None],
            what="dossier",
            purpose=purpose,
            now=now,
            case_id=row.case_id,
        )
    processing, clock = ProcessingState(row.processing), DossierClock(row.clock)
    is_open = _works_on(actor, row)
    return DossierView(
        id=row.pk,
        case_id=row.case_id,
        code=row.code or "",
        filing_no=row.filing_no,
        procedure_code=row.procedure_code,
        procedure_name=row.procedure_name,
        agency_id=row.agency_id,
        receiving_agency_id=row.receiving_agency_id,
        applicant_party_id=row.applicant_id,
        origin=Origin(row.origin),
        channel=Channel(row.channel),
        delivery=Delivery(row.delivery),
        payload=row.payload,
        processing=processing,
        clock=clock,
        delivery_state=DeliveryState(row.delivery_state),
        national=national_status(processing, clock),
        filed_at=row.filed_at,
        received_at=row.received_at,
        finished_at=row.finished_at,
        returned_at=row.returned_at,
        supplement_policy=row.supplement_policy,
        forms=tuple(
            IssuedFormView(
                form=FormIssued(form.form),
                number=form.number,
                version_id=form.attachment_version_id,
                at=form.at,
            )
            for form in row.forms.all()
        ),
        supplements=tuple(_supplement(request) for request in row.supplements.all()),
        result=_result(row, is_open=is_open),
        proposal=row.proposal if is_open else {},
        due_at=row.due_at,
        revised_at=row.revised_at,
    )


def _works_on(actor: Actor, row: Dossier) -> bool:
    """Tell whether the actor is an official who sees the agency's dossiers, or one of our jobs."""
    if actor.session is SessionKind.JOB:
        return True
    units = {row.agency_id, row.receiving_agency_id}
    sees = any(actor.can(permissions.SEE_DOSSIERS, unit=unit) for unit in units)
    return actor.official_id is not None and sees


def _supplement(row: SupplementRequest) -> SupplementView:
    return SupplementView(
        id=row.pk,
        stage=row.stage,
        reason=row.reason,
        law=row.law,
        items=tuple(SupplementItem(**item) for item in row.items),
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        task_id=row.task_id,
    )


def _result(row: Dossier, *, is_open: bool) -> ResultView | None:
    """Return the result; who does not work on the dossier learns of it when it is issued."""
    try:
        result = row.result
    except DossierResult.DoesNotExist:
        return None
    if result.issued_on is None and not is_open:
        return None
    version = result.sealed_version_id or result.signed_version_id or result.draft_version_id
    return ResultView(
        kind=ResultKind(result.kind),
        version_id=version,
        number=result.number,
        issued_on=result.issued_on,
        signed_at=result.signed_at,
        sealed_at=result.sealed_at,
    )


def _row(values: Mapping[str, object]) -> DossierRow:
    v: dict[str, object] = dict(values)
    return DossierRow(
        id=v["pk"],  # type: ignore[arg-type]  # .values() loses the types
        case_id=v["case_id"],  # type: ignore[arg-type]  # .values() loses the types
        code=str(v["code"] or ""),
        filing_no=str(v["filing_no"]),
        procedure_code=str(v["procedure_code"]),
        procedure_name=str(v["procedure_name"]),
        applicant=str(v["applicant_name"]),
        agency_id=v["agency_id"],  # type: ignore[arg-type]  # .values() loses the types
        processing=ProcessingState(str(v["processing"])),
        clock=DossierClock(str(v["clock"])),
        filed_at=v["filed_at"],  # type: ignore[arg-type]  # .values() loses the types
        received_at=v["received_at"],  # type: ignore[arg-type]  # .values() loses the types
        due_at=v["due_at"],  # type: ignore[arg-type]  # .values() loses the types
        finished_at=v["finished_at"],  # type: ignore[arg-type]  # .values() loses the types
    )
