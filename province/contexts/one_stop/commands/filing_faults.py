"""What keeps a filing from being taken in: who files, where, what is missing, for whom."""

from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.filing import Filing
from province.contexts.one_stop.contracts.states import Origin
from province.contexts.one_stop.errors import (
    AgencyDoesNotDecideError,
    IncompleteFilingError,
    MayNotFileError,
    NotTakingFilingsError,
)
from province.contexts.one_stop.queries.beneficiaries import known_beneficiary
from province.contexts.one_stop.queries.forms import filing_faults, form_of
from province.contexts.one_stop.rules.allowance import for_another
from province.contexts.one_stop.rules.competence import is_named, may_decide
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import ProcedureValue
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.text.folding import fold
from province.foundation.text.printable import unprintable_sign
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FieldKind
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyKind, AgencyValue
from province.kernel.parties import public as parties

BY_OFFICERS = {Origin.COUNTER, Origin.POST, Origin.KIOSK}
NUMBER_LENGTH = 12


def check_right(*, actor: Actor, filing: Filing) -> None:
    """Let citizens file their own, officers and partners for others, each through their door.

    :raises MayNotFileError: the actor files for somebody else without the right to.
    """
    if filing.origin is Origin.PORTAL and actor.party_id == filing.applicant_party_id:
        return
    may = actor.can(permissions.FILE_FOR_OTHERS, unit=filing.agency_id)
    if filing.origin in BY_OFFICERS and may:
        return
    outside = actor.session in {SessionKind.PARTNER, SessionKind.JOB}
    if filing.origin is Origin.PARTNER and outside and may:
        return
    if filing.origin is Origin.NATIONAL and outside and may:
        national = actor.session is SessionKind.JOB or actor.can(permissions.FILE_AS_NATIONAL)
        if national:
            return
    raise MayNotFileError


def procedure_of(*, filing: Filing, now: datetime) -> ProcedureValue:
    """Return the procedure, which must take filings on this day.

    :raises NotTakingFilingsError: it is not published.
    """
    found = procedures.procedure(code=filing.procedure_code, on=local_day(now))
    if not found.takes_filings or found.limit is None or found.version_id is None:
        raise NotTakingFilingsError(procedure=found.code, why=found.why_not)
    return found


def agency_of(
    *, actor: Actor, filing: Filing, procedure: ProcedureValue, now: datetime
) -> AgencyValue:
    """Return the deciding agency; the unit under test decides everything for its own people.

    :raises AgencyDoesNotDecideError: it does not decide this procedure.
    """
    agency = org.agency(agency_id=filing.agency_id)
    check_agency_open_to(actor=actor, agency=agency)
    if agency.is_test or _decides(agency, procedure, on=local_day(now)):
        return agency
    raise AgencyDoesNotDecideError


def check_agency_open_to(*, actor: Actor, agency: AgencyValue) -> None:
    """Keep the unit under test for those who check the system, and them out of all others.

    :raises AgencyDoesNotDecideError: the agency is not for this actor.
    """
    tests = org.is_one_time_account(account_id=actor.account_id)
    tests = tests or permissions.FILE_UNDER_TEST in actor.abilities
    if tests is not agency.is_test:
        raise AgencyDoesNotDecideError


def _decides(agency: AgencyValue, procedure: ProcedureValue, *, on: date) -> bool:
    """Tell whether the procedure is this agency's, by level, kind and, of departments, by name."""
    if not may_decide(
        procedure.level, procedure.agency_kind, agency.kind, agency.level, agency.name
    ):
        return False
    if agency.kind is not AgencyKind.DEPARTMENT:
        return True
    departments = [one for one in org.bodies(on=on) if one.kind is AgencyKind.DEPARTMENT]
    names = [one.short_name for one in departments]
    return is_named(procedure.agency, agency.short_name, names)


def check_complete(*, filing: Filing, now: datetime) -> None:
    """Hold the answers against the form; a filing through any door must satisfy the same form.

    :raises IncompleteFilingError: an answer or a paper is missing.
    """
    form = form_of(procedure_code=filing.procedure_code, on=local_day(now))
    if form is None:
        return
    definition = forms.in_language(form)
    given: dict[str, list[int]] = {}
    for paper in filing.papers:
        given.setdefault(paper.field, []).append(paper.version_id)
    answers = {key: value for key, value in filing.payload.items() if value not in (None, "", [])}
    gaps = forms.missing(definition, answers, given)
    if gaps:
        raise IncompleteFilingError(
            faults=tuple(
                FieldFault(
                    field=gap.field,
                    code="forms.required",
                    sentence=format_lazy(_("Còn thiếu: {label}."), label=gap.label),
                )
                for gap in gaps
            )
        )


def check_sound(*, filing: Filing, now: datetime) -> None:
    """Hold the answers against each other, as the procedure's kind knows them, and the papers.

    :raises IncompleteFilingError: an answer contradicts another, or the law without a doubt, or
        holds a sign that no paper can show.
    """
    on = local_day(now)
    wrong = (
        *filing_faults(procedure_code=filing.procedure_code, payload=filing.payload, on=on),
        *_unprintable(filing, on),
    )
    if wrong:
        raise IncompleteFilingError(faults=wrong)


def _unprintable(filing: Filing, on: date) -> tuple[FieldFault, ...]:
    """Return the names and lines that no receipt and no refusal could be printed with."""
    form = form_of(procedure_code=filing.procedure_code, on=on)
    fields = (field for step in form.steps for field in step.fields) if form else ()
    sentence = _("Giấy tờ không in được ký tự “%(sign)s”. Hãy bỏ hoặc thay ký tự này.")
    return tuple(
        FieldFault(
            field=field.key,
            code="forms.not_printable",
            sentence=sentence % {"sign": sign},
        )
        for field in fields
        if field.kind in {FieldKind.NAME, FieldKind.TEXT}
        and (sign := unprintable_sign(str(filing.payload.get(field.key, ""))))
    )


def check_applicant(*, actor: Actor, filing: Filing, now: datetime) -> None:
    """Make sure that the form's applicant is the person who files.

    :raises IncompleteFilingError: the number or the name is somebody else's.
    """
    if "applicant_number" not in filing.payload:
        return
    person = parties.party(
        actor=actor,
        party_id=filing.applicant_party_id,
        purpose="Đối chiếu người nộp với tờ khai",
        case_id=None,
        now=now,
    )
    faults = []
    if person.personal_number and filing.payload["applicant_number"] != person.personal_number:
        sentence = _("Số định danh này không phải của người nộp. Kiểm tra lại, hoặc chọn nộp thay.")
        faults.append(
            FieldFault(field="applicant_number", code="one_stop.other", sentence=sentence)
        )
    if fold(str(filing.payload.get("applicant_name", ""))) != fold(person.full_name):
        sentence = _("Họ tên này khác tên của người nộp trong tài khoản hoặc trên thẻ căn cước.")
        faults.append(FieldFault(field="applicant_name", code="one_stop.other", sentence=sentence))
    if faults:
        raise IncompleteFilingError(faults=tuple(faults))


def check_commune(*, filing: Filing, agency: AgencyValue) -> None:
    """Make sure that the place where the beneficiary lives is the deciding commune's own.

    :raises IncompleteFilingError: another agency decides there.
    """
    given = str(filing.payload.get("commune", ""))
    if not given or agency.kind is not AgencyKind.COMMUNE or given == str(agency.id):
        return
    sentence = format_lazy(
        _("Nơi này do cơ quan khác giải quyết; hồ sơ đang nộp cho {agency}. Kiểm tra lại nơi ở."),
        agency=agency.short_name,
    )
    fault = FieldFault(field="commune", code="one_stop.other_commune", sentence=sentence)
    raise IncompleteFilingError(faults=(fault,))


def check_beneficiary(*, filing: Filing) -> None:
    """Make sure that whoever the filing is for is not the applicant, and has a number.

    Who files at the counter is told when the register knows another name by that number; on the
    portal nobody learns that.

    :raises IncompleteFilingError: the number is the applicant's, or no number, or another's.
    """
    person = for_another(filing.payload)
    if person is None:
        return
    number = person.identity_number
    fault = None
    if len(number) != NUMBER_LENGTH or not (number.isascii() and number.isdigit()):
        sentence = _("Số định danh cá nhân gồm đúng 12 chữ số.")
        fault = FieldFault(field="person_number", code="one_stop.not_12_digits", sentence=sentence)
    elif number == str(filing.payload.get("applicant_number", "")):
        sentence = _(
            "Đây là số của chính người nộp. Nộp cho chính mình thì chọn như vậy ở bước đầu."
        )
        fault = FieldFault(field="person_number", code="one_stop.same_person", sentence=sentence)
    elif filing.origin in BY_OFFICERS and known_beneficiary(person=person).is_other:
        sentence = _("Sổ ghi họ tên khác cho số định danh này. Đối chiếu lại với giấy tờ.")
        fault = FieldFault(field="person_name", code="one_stop.other", sentence=sentence)
    if fault is not None:
        raise IncompleteFilingError(faults=(fault,))
