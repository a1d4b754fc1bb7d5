"""REST routes of dossiers: for officials their agency's, for citizens their own."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router

from province.contexts.one_stop import public
from province.contexts.one_stop.api.schemas import (
    DossierListInput,
    DossierListOutput,
    DossierOutput,
    DossierRowOutput,
)
from province.contexts.one_stop.contracts.states import ProcessingState
from province.foundation.web.desk import actor_of

router = Router(tags=["one_stop"])
PURPOSE = "Đọc hồ sơ qua API"


@router.get(
    "/dossiers",
    response=DossierListOutput,
    url_name="one_stop_dossiers",
    summary=gettext_noop("Liệt kê hồ sơ được xem, mới nhất trước"),
)
def list_dossiers(request: HttpRequest, asked: Query[DossierListInput]) -> DossierListOutput:
    """List the dossiers that the caller may see, the newest first; an unknown state finds none."""
    states = (asked.state,) if asked.state else ()
    if asked.state and asked.state not in {state.value for state in ProcessingState}:
        return DossierListOutput(total=0, page=1, pages=1, items=[])
    found = public.list_dossiers(
        actor=actor_of(request),
        filters=public.DossierFilter(text=asked.q, processing=states),
        page=asked.page,
    )
    return DossierListOutput(
        total=found.numbers.total,
        page=found.numbers.number,
        pages=found.numbers.count,
        items=[
            DossierRowOutput(
                code=row.code,
                filing_no=row.filing_no,
                procedure_code=row.procedure_code,
                procedure_name=row.procedure_name,
                applicant=row.applicant,
                processing=row.processing.value,
                clock=row.clock.value,
                filed_at=row.filed_at,
                received_at=row.received_at,
                due_at=row.due_at,
                finished_at=row.finished_at,
            )
            for row in found.rows
        ],
    )


@router.get(
    "/dossiers/{code}",
    response=DossierOutput,
    url_name="one_stop_dossier",
    summary=gettext_noop("Xem một hồ sơ theo mã hoặc số nộp"),
)
def get_dossier(request: HttpRequest, code: str) -> DossierOutput:
    """Show one dossier by its code or filing number; unknown to everybody who may not see it."""
    found = public.get_dossier_by_code(
        actor=actor_of(request), code=code, purpose=PURPOSE, now=timezone.now()
    )
    return DossierOutput(
        code=found.code,
        filing_no=found.filing_no,
        procedure_code=found.procedure_code,
        procedure_name=found.procedure_name,
        origin=found.origin.value,
        channel=found.channel.value,
        delivery=found.delivery.value,
        processing=found.processing.value,
        clock=found.clock.value,
        national_status=int(found.national),
        filed_at=found.filed_at,
        received_at=found.received_at,
        finished_at=found.finished_at,
        returned_at=found.returned_at,
        result_kind=found.result.kind.value if found.result else "",
        result_number=found.result.number if found.result else "",
    )
