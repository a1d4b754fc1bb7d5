"""A filing that another system sends: its words are read as a form's, then it goes one way."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.commands.filing import receive_filing
from province.contexts.one_stop.commands.filing_faults import check_agency_open_to
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.filing import Filed, FiledPaper, Filing, PartnerFiling
from province.contexts.one_stop.contracts.states import Channel, Origin
from province.contexts.one_stop.errors import IncompleteFilingError, NotTakingFilingsError
from province.contexts.one_stop.permissions import FILE_AS_NATIONAL
from province.contexts.one_stop.queries.forms import form_of
from province.contexts.procedures import public as procedures
from province.foundation.errors import FieldFault, InvalidInputError
from province.foundation.identity.actors import Actor
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FieldKind, FormChoice, FormDefinition, Known
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue
from province.kernel.org.errors import AgencyNotFoundError
from province.kernel.parties import public as parties

PERSON = "applicant"
_UNKNOWN = _("Biểu mẫu không có mục này. Kiểm tra tên mục theo biểu mẫu đang áp dụng.")


@transaction.atomic
def file_for_partner(*, actor: Actor, filing: PartnerFiling, key: str, now: datetime) -> Filed:
    """Take in what another system sends for somebody; the same external code is the same filing.

    Whoever it is for is found by the personal number or put into the register, all or nothing.

    :raises MayNotFileError: the actor is no partner that may file here.
    :raises AgencyNotFoundError: no agency has this code.
    :raises AgencyDoesNotDecideError: the agency does not decide the procedure.
    :raises NotTakingFilingsError: the procedure is not published, or has no form.
    :raises IncompleteFilingError: an answer, a paper or a datum of the person is missing or wrong.
    :raises ExternalCodeTakenError: the partner has sent something else under this code.
    :raises KeyReusedError: the key was used for another filing.
    """
    agency = org.agency_by_code(code=filing.agency_code)
    check_agency_open_to(actor=actor, agency=agency)
    day = local_day(now)
    definition = form_of(procedure_code=filing.procedure_code, on=day)
    if definition is None:
        value = procedures.procedure(code=filing.procedure_code, on=day)
        raise NotTakingFilingsError(procedure=value.code, why=value.why_not)
    definition = forms.in_language(definition)
    payload = _payload(definition, filing, agency, day)
    try:
        person = parties.find_or_register(actor=actor, person=filing.person, now=now)
    except InvalidInputError as refusal:
        raise IncompleteFilingError(faults=tuple(_of_person(f) for f in refusal.faults)) from None
    return receive_filing(
        actor=actor,
        filing=Filing(
            origin=Origin.NATIONAL if actor.can(FILE_AS_NATIONAL) else Origin.PARTNER,
            channel=Channel.ONLINE,
            procedure_code=filing.procedure_code,
            agency_id=agency.id,
            applicant_party_id=person.party_id,
            payload=payload,
            papers=_papers(definition, filing),
            external_code=filing.external_code,
            delivery=filing.delivery,
            filed_at=filing.filed_at,
        ),
        key=key,
        now=now,
    )


def _payload(
    definition: FormDefinition, filing: PartnerFiling, agency: AgencyValue, day: date
) -> dict[str, object]:
    """Read what was sent as the form reads what is typed.

    :raises IncompleteFilingError: something in it is wrong, or no question of the form.
    """
    typed = dict(filing.typed)
    communes = _communes_named(definition, typed, agency)
    cleaned = forms.clean_whole(definition, typed, Known(on=day, communes=communes))
    faults = (*_unknown(definition, typed), *forms.in_words(cleaned.faults))
    if faults:
        raise IncompleteFilingError(faults=faults)
    return dict(cleaned.values)


def _communes_named(
    definition: FormDefinition, typed: dict[str, list[str]], agency: AgencyValue
) -> tuple[FormChoice, ...]:
    """Put our ids where communes are named by their codes; return those that were named."""
    found = {agency.id: agency}
    for step in definition.steps:
        for field in step.fields:
            given = typed.get(field.key, [])
            if field.kind is not FieldKind.COMMUNE or not given:
                continue
            try:
                named = org.agency_by_code(code=given[0].strip())
            except AgencyNotFoundError:
                continue  # the form itself says that there is no such commune
            found[named.id] = named
            typed[field.key] = [str(named.id)]
    return tuple(FormChoice(value=str(one.id), label=one.short_name) for one in found.values())


def _unknown(definition: FormDefinition, typed: dict[str, list[str]]) -> tuple[FieldFault, ...]:
    """Return what was sent under names that the form does not have: nothing is lost in silence."""
    asked = {field.key for step in definition.steps for field in step.fields}
    parts = {f"{name}_{part}" for name in asked for part in ("day", "month", "year")}
    strange = [
        name for name in typed if name not in asked | parts and name.split("__")[0] not in asked
    ]
    return tuple(
        FieldFault(field=name, code="one_stop.unknown_field", sentence=_UNKNOWN) for name in strange
    )


def _papers(definition: FormDefinition, filing: PartnerFiling) -> tuple[FiledPaper, ...]:
    """Name the papers after the questions they answer.

    :raises IncompleteFilingError: a paper answers no question of the form.
    """
    labels = {
        field.key: field.label
        for step in definition.steps
        for field in step.fields
        if field.kind is FieldKind.FILE
    }
    strange = {paper.field for paper in filing.papers} - set(labels)
    if strange:
        raise IncompleteFilingError(
            faults=tuple(
                FieldFault(field=name, code="one_stop.unknown_field", sentence=_UNKNOWN)
                for name in sorted(strange)
            )
        )
    return tuple(
        FiledPaper(field=p.field, component=labels[p.field], version_id=p.version_id)
        for p in filing.papers
    )


def _of_person(fault: FieldFault) -> FieldFault:
    return FieldFault(field=f"{PERSON}.{fault.field}", code=fault.code, sentence=fault.sentence)
