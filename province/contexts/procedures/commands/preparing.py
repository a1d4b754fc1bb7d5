"""Makes the version that waits for publication, from facts and curators' answers."""

from collections.abc import Mapping, Sequence

from django.db.models import Max

from province.contexts.procedures.contracts import (
    ComponentFacts,
    Correction,
    DoubtAbout,
    ProcedureFacts,
    Resolution,
    SupplementPolicy,
    VersionState,
)
from province.contexts.procedures.models import (
    Component,
    Doubt,
    Procedure,
    ProcedureVersion,
    Term,
)
from province.contexts.procedures.queries.terms import short_and_long
from province.contexts.procedures.rules.corrections import correction_of
from province.contexts.procedures.rules.words import folded, spoken_words, words_of
from province.foundation.text.folding import normal, sort_key
from province.kernel.calendars.contracts import Limit, LimitUnit

SEARCH_FORMS = ("folded_name", "plain_name", "name_order")
IN_PREPARATION = (VersionState.NOT_PUBLISHED, VersionState.DRAFT)
ANSWER = Limit(amount=8, unit=LimitUnit.WORK_HOUR)
BATCH = 1000


def search_forms(*, name: str) -> dict[str, str]:
    """Return the name as the search and the lists compare it."""
    words = words_of(name)
    spoken = spoken_words(name, both_ways=short_and_long())
    return {
        "folded_name": " ".join(folded(words)),
        "plain_name": f" {' '.join(filter(None, spoken))} ",
        "name_order": sort_key(name)[:400],
    }


def prepare_versions(*, facts: Mapping[int, ProcedureFacts]) -> None:
    """Make the version in preparation anew from the facts and the resolved doubts."""
    ProcedureVersion.objects.filter(procedure_id__in=facts, state__in=IN_PREPARATION).delete()
    last = dict(
        ProcedureVersion.objects.filter(procedure_id__in=facts)
        .values_list("procedure_id")
        .annotate(last=Max("number"))
    )
    versions = ProcedureVersion.objects.bulk_create(
        [
            _version(procedure=procedure, number=last.get(procedure, 0) + 1, value=value)
            for procedure, value in facts.items()
        ],
        batch_size=BATCH,
    )
    Term.objects.bulk_create(
        [
            Term(
                version=version,
                channel=channel,
                limit=value.limit.to_json() if value.limit else None,
                fee=value.fee,
                fee_note=value.fee_note,
            )
            for version, value in zip(versions, facts.values(), strict=True)
            for channel in value.channels
        ],
        batch_size=BATCH,
    )
    Component.objects.bulk_create(
        [
            row
            for version, value in zip(versions, facts.values(), strict=True)
            for row in _components(version=version, papers=value.components)
        ],
        batch_size=BATCH,
    )
    _apply_again(versions=versions)


def _version(*, procedure: int, number: int, value: ProcedureFacts) -> ProcedureVersion:
    return ProcedureVersion(
        procedure_id=procedure,
        number=number,
        state=VersionState.NOT_PUBLISHED,
        source_decision=value.decision,
        agency=value.agency,
        agency_kind=value.agency_kind,
        result_name=value.result_name,
        result_code=value.result_code,
        supplement_policy=SupplementPolicy.RESTART,
        answer_limit=ANSWER.to_json(),
    )


def _components(*, version: ProcedureVersion, papers: Sequence[ComponentFacts]) -> list[Component]:
    return [
        Component(
            version=version,
            number=number,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            form=paper.form,
            replaced_by=paper.replaced_by,
            required_when=paper.required_when,
        )
        for number, paper in enumerate(papers, start=1)
    ]


def _apply_again(*, versions: Sequence[ProcedureVersion]) -> None:
    """Put into fresh versions what curators have corrected before."""
    by_procedure = {version.procedure_id: version for version in versions}
    corrected = Doubt.objects.filter(
        procedure_id__in=by_procedure, resolution=Resolution.CORRECTED
    ).select_related("procedure")
    for doubt in corrected.order_by("resolved_at", "id"):
        correction = correction_of(about=DoubtAbout(doubt.about), value=doubt.value)
        if correction is not None:
            apply_correction(
                procedure=doubt.procedure,
                version=by_procedure[doubt.procedure_id],
                correction=correction,
            )


def apply_correction(
    *, procedure: Procedure, version: ProcedureVersion, correction: Correction
) -> None:
    """Write what a correction changes into the procedure and its version in preparation."""
    if correction.limit is not None:
        version.terms.update(limit=correction.limit.to_json())
    if correction.fee is not None:
        version.terms.update(fee=correction.fee, fee_note="")
    if correction.components is not None:
        version.components.all().delete()
        Component.objects.bulk_create(_components(version=version, papers=correction.components))
    if correction.agency is not None and correction.agency_kind is not None:
        version.agency, version.agency_kind = correction.agency, correction.agency_kind
    if correction.result_name is not None:
        version.result_name = correction.result_name
    version.save(update_fields=["agency", "agency_kind", "result_name"])
    if correction.name is not None:
        procedure.name = normal(correction.name)
        for column, form in search_forms(name=procedure.name).items():
            setattr(procedure, column, form)
    if correction.online_level is not None:
        procedure.online_level = correction.online_level
    procedure.save(update_fields=["name", *SEARCH_FORMS, "online_level"])


def settle_states(*, procedures: Sequence[int]) -> None:
    """Bring states to what open doubts and decisions say."""
    doubtful = Doubt.objects.filter(Doubt.blocking, procedure_id__in=procedures).values(
        "procedure_id"
    )
    waiting = ProcedureVersion.objects.filter(procedure_id__in=procedures, state__in=IN_PREPARATION)
    waiting.filter(procedure_id__in=doubtful).update(state=VersionState.NOT_PUBLISHED)
    waiting.exclude(procedure_id__in=doubtful).update(state=VersionState.DRAFT)
    rows = Procedure.objects.filter(pk__in=procedures)
    rows.update(state=VersionState.NOT_PUBLISHED)
    for state in (VersionState.WITHDRAWN, VersionState.DRAFT, VersionState.PUBLISHED):
        holding = ProcedureVersion.objects.filter(procedure_id__in=procedures, state=state)
        rows.filter(pk__in=holding.values("procedure_id")).update(state=state)
