"""The door: what other contexts may ask of the catalogue. They get values, never rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from province.contexts.procedures.commands import confirming, importing, opening
from province.contexts.procedures.contracts import (
    AgencyKind,
    CatalogueFigures,
    Channel,
    ComponentFacts,
    DoubtAbout,
    ImportOutcome,
    Level,
    OnlineLevel,
    Opening,
    ProcedureValue,
    ProcessFacts,
    SearchFilters,
    SearchPage,
    SupplementPolicy,
    TermValue,
    VersionState,
)
from province.contexts.procedures.models import (
    ABOUT_CHOICES,
    Doubt,
    Procedure,
    ProcedureVersion,
    Term,
)
from province.contexts.procedures.queries import catalogue, processes, searching
from province.contexts.procedures.queries import confirmed as confirmed_queries
from province.contexts.procedures.queries.deciding import deciding_of
from province.contexts.procedures.rules import doubts as doubt_rules
from province.contexts.procedures.rules import publishing
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit

ANSWER = Limit(amount=8, unit=LimitUnit.WORK_HOUR)


def procedure(*, code: str, on: date) -> ProcedureValue:
    """Return a procedure as it stands on a day; without a version in force, what is known of it.

    :raises ProcedureNotFoundError: no procedure has this code.
    """
    row = catalogue.get_procedure(code=code)
    version = catalogue.version_on(procedure=row, on=on)
    return _value(row=row, version=version, doubts=catalogue.open_doubts(procedure=row))


def search(
    *, text: str, limit: int = 20, offset: int = 0, filters: SearchFilters | None = None
) -> SearchPage:
    """Return the procedures that fit a text best; without a text, the catalogue in order."""
    if text.strip():
        return searching.search(text=text, limit=limit, offset=offset, filters=filters)
    return catalogue.list_procedures(filters=filters or SearchFilters(), limit=limit, offset=offset)


def names(*, codes: Iterable[str]) -> Mapping[str, str]:
    """Return the names of procedures by code; unknown codes are left out."""
    return catalogue.names_of(codes=codes)


def process_facts(*, codes: Collection[str] | None = None) -> tuple[ProcessFacts, ...]:
    """Return what processes of these procedures, or of all, can be drawn up from."""
    return processes.process_facts(codes=codes)


def published_codes() -> tuple[str, ...]:
    """Return the codes of the procedures that take filings."""
    return tuple(catalogue.codes_in_force())


def figures() -> CatalogueFigures:
    """Return how the catalogue stands, counted now."""
    return catalogue.figures()


def last_import() -> datetime | None:
    """Return when an import last changed the catalogue; nothing before the first one."""
    return catalogue.last_import()


def why_not(*, state: VersionState, doubts: Iterable[DoubtAbout], is_internal: bool = False) -> str:
    """Say why a procedure takes no filings; empty when it does."""
    if is_internal:
        return _("Thủ tục nội bộ giữa các cơ quan.")
    doubted = set(doubts)
    parts = [str(label) for about, label in ABOUT_CHOICES if about in doubted]
    if parts:
        return _("Còn phải rà soát %(parts)s trước khi công bố.") % {"parts": ", ".join(parts)}
    if state is VersionState.WITHDRAWN:
        return _("Thủ tục đã được bãi bỏ.")
    if state is not VersionState.PUBLISHED:
        return _("Chưa có quyết định công bố.")
    return ""


def terms_of(*, version: ProcedureVersion | None) -> tuple[TermValue, ...]:
    """Return the terms of a version by case, then by channel; no version has none."""
    terms = [_term(term) for term in version.terms.all()] if version else []
    return tuple(sorted(terms, key=lambda term: (term.case, list(Channel).index(term.channel))))


def _value(
    *, row: Procedure, version: ProcedureVersion | None, doubts: list[Doubt]
) -> ProcedureValue:
    blocking = [
        DoubtAbout(doubt.about)
        for doubt in doubts
        if doubt_rules.blocks_filing(DoubtAbout(doubt.about))
    ]
    state = VersionState(version.state) if version else VersionState.WITHDRAWN
    terms = terms_of(version=version)
    first = terms[0] if terms else None
    in_force = version.valid if version and version.valid else None
    return ProcedureValue(
        code=row.code,
        name=row.name,
        field=row.field,
        level=Level(row.level),
        version_id=version.pk if version else None,
        state=state,
        limit=first.limit if first else None,
        answer_limit=Limit.from_json(version.answer_limit) if version else ANSWER,
        agency=version.agency if version else "",
        agency_kind=AgencyKind(version.agency_kind) if version else AgencyKind.OTHER,
        components=_components(version),
        terms=terms,
        channels=tuple(channel for channel in Channel if any(t.channel is channel for t in terms)),
        result_name=version.result_name if version else "",
        decision=(version.decision or version.source_decision) if version else "",
        valid_from=in_force.lower if in_force else None,
        supplement_policy=(
            SupplementPolicy(version.supplement_policy) if version else SupplementPolicy.RESTART
        ),
        takes_filings=publishing.takes_filings(
            state=state, doubts=blocking, is_internal=row.is_internal
        ),
        why_not=why_not(state=state, doubts=blocking, is_internal=row.is_internal),
        fee=first.fee if first else None,
        fee_note=first.fee_note if first else "",
        online_level=OnlineLevel(row.online_level),
        applicants=row.applicants,
        doubts=tuple(dict.fromkeys(DoubtAbout(doubt.about) for doubt in doubts)),
        deciding=deciding_of(code=row.code, field=row.field, system=row.system),
    )


def _components(version: ProcedureVersion | None) -> tuple[ComponentFacts, ...]:
    if version is None:
        return ()
    rows = sorted(version.components.all(), key=lambda row: (row.case, row.number))
    return tuple(
        ComponentFacts(
            name=row.name,
            originals=row.originals,
            copies=row.copies,
            form=row.form,
            replaced_by=row.replaced_by,
            required_when=row.required_when,
        )
        for row in rows
    )


def _term(term: Term) -> TermValue:
    return TermValue(
        case=term.case,
        channel=Channel(term.channel),
        limit=Limit.from_json(term.limit) if term.limit else None,
        fee=term.fee,
        fee_note=term.fee_note,
    )


def import_procedures(*, actor: Actor, now: datetime) -> ImportOutcome:
    """Bring the catalogue to what the fact file says; an unchanged file changes nothing.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    """
    return importing.import_procedures(actor=actor, now=now)


def publish_first_procedures(*, actor: Actor, now: datetime, more: Sequence[Opening] = ()) -> None:
    """Publish the first procedures by recorded acts, once; a second call does nothing.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    :raises MayNotPublishError: the actor does not publish procedures.
    """
    opening.publish_first_procedures(actor=actor, now=now, more=more)


def confirmed_codes() -> tuple[str, ...]:
    """Return the codes of the procedures that a demonstration confirms, as its file has them."""
    return tuple(confirmed_queries.confirmed())


def confirm_facts(*, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Resolve the blocking doubts of what a demonstration confirms; return what then waits.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    """
    return confirming.confirm_facts(actor=actor, now=now)


def publish_confirmed(*, actor: Actor, codes: Collection[str], now: datetime) -> None:
    """Publish what a demonstration has confirmed.

    :raises MayNotPublishError: the actor does not publish procedures.
    :raises DoubtsOpenError: a doubt on time, agency or result is open.
    :raises NotReadyError: a form or a process for one is missing.
    """
    confirming.publish_confirmed(actor=actor, codes=codes, now=now)
