"""REST routes of procedures: public, without sign-in."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router

from province.contexts.procedures import public
from province.contexts.procedures.api.schemas import (
    ComponentOutput,
    HitOutput,
    LimitOutput,
    ProcedureListInput,
    ProcedureListOutput,
    ProcedureOutput,
    TermOutput,
)
from province.contexts.procedures.contracts import SearchFilters, SearchHit
from province.foundation.throttling.counting import note_visit
from province.kernel.calendars.contracts import Limit
from province.kernel.calendars.public import limit_words

router = Router(tags=["procedures"])


@router.get(
    "/procedures",
    auth=None,
    response=ProcedureListOutput,
    url_name="procedures_list",
    summary=gettext_noop("Tìm trong danh mục thủ tục"),
)
def list_procedures(
    request: HttpRequest,
    asked: Query[ProcedureListInput],
) -> ProcedureListOutput:
    """Search the catalogue, or list it in order when q is empty."""
    note_visit(request=request, name="api")
    filters = SearchFilters(level=asked.level or "", field=asked.field, state=asked.state or "")
    page = public.search(text=asked.q, limit=asked.limit, offset=asked.offset, filters=filters)
    return ProcedureListOutput(total=page.total, items=[_hit(hit) for hit in page.hits])


@router.get(
    "/procedures/{code}",
    auth=None,
    response=ProcedureOutput,
    url_name="procedures_detail",
    summary=gettext_noop("Xem một thủ tục như hôm nay"),
)
def get_procedure(
    request: HttpRequest,
    code: str,
) -> ProcedureOutput:
    """Show one procedure as it stands today."""
    note_visit(request=request, name="api")
    value = public.procedure(code=code, on=timezone.localdate())
    return ProcedureOutput(
        code=value.code,
        name=value.name,
        field=value.field,
        level=value.level,
        state=value.state,
        takes_filings=value.takes_filings,
        why_not=value.why_not,
        limit=_limit(value.limit),
        fee=value.fee,
        answer_limit=_words(value.answer_limit),
        agency=value.agency,
        agency_kind=value.agency_kind,
        result_name=value.result_name,
        decision=value.decision,
        valid_from=value.valid_from,
        supplement_policy=value.supplement_policy,
        components=[
            ComponentOutput.model_validate(paper, from_attributes=True)
            for paper in value.components
        ],
        terms=[
            TermOutput(
                case=term.case,
                channel=term.channel,
                limit=_limit(term.limit),
                fee=term.fee,
                fee_note=term.fee_note,
            )
            for term in value.terms
        ],
    )


def _hit(hit: SearchHit) -> HitOutput:
    return HitOutput(
        code=hit.code,
        name=hit.name,
        field=hit.field,
        level=hit.level,
        state=hit.state,
        takes_filings=hit.takes_filings,
        why_not=public.why_not(state=hit.state, doubts=hit.doubts),
        limit=_limit(hit.limit),
        fee=hit.fee,
    )


def _limit(limit: Limit | None) -> LimitOutput | None:
    return _words(limit) if limit else None


def _words(limit: Limit) -> LimitOutput:
    return LimitOutput(amount=limit.amount, unit=limit.unit, words=limit_words(limit=limit))
