"""The one door through which every filing comes in, whatever its origin."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts import (
    KIND,
    ONE_STOP_DESK,
    Filed,
    Filing,
    Origin,
)
from province.contexts.one_stop.errors import (
    AgencyDoesNotDecideError,
    IncompleteFilingError,
    MayNotFileError,
    NotTakingFilingsError,
)
from province.contexts.one_stop.events import DossierFiled
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.forms import form_of
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import AgencyKind as DecidingKind
from province.contexts.procedures.contracts import ProcedureValue
from province.foundation.errors import FieldFault
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.text.folding import fold
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    LEGAL,
    CasePaper,
    ClockSpec,
    Holder,
    PaperRole,
    PartyRole,
    TaskMode,
    UnitRole,
)
from province.kernel.forms import public as forms
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyKind, AgencyValue
from province.kernel.parties import public as parties
from province.kernel.processes.contracts import TaskKind

TAKE_IN = "Tiếp nhận hồ sơ"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else


@transaction.atomic
def receive_filing(*, actor: Actor, filing: Filing, key: str, now: datetime) -> Filed:
    """Take a filing in: portal, counter, post, kiosk and partners all come through here.

    It opens a case with its papers and puts it before the one-stop desk, which has 8 working
    hours to answer (R2).

    :raises MayNotFileError: the actor files for somebody else without the right to.
    :raises NotTakingFilingsError: the procedure is not published.
    :raises AgencyDoesNotDecideError: the agency does not decide it.
    :raises IncompleteFilingError: an answer or a paper that the form asks for is missing.
    :raises KeyReusedError: the key was used for another filing.
    """
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.receive_filing",
        digest=digest_of(
            {
                "procedure": filing.procedure_code,
                "agency": filing.agency_id,
                "applicant": filing.applicant_party_id,
                "payload": dict(filing.payload),
            }
        ),
    )
    if memory.answer is not None:
        return Filed(**memory.answer)
    _check_right(actor, filing)
    procedure = _procedure(filing, now)
    agency = _agency(actor, filing, procedure)
    _check_complete(filing, now)
    _check_applicant(actor, filing, now)
    filed = _open(actor, filing, procedure, agency, now)
    memory.keep({"dossier_id": filed.dossier_id, "filing_no": filed.filing_no})
    return filed


def _check_right(actor: Actor, filing: Filing) -> None:
    """Let citizens file their own, officers and partners for others, each through their door."""
    if filing.origin is Origin.PORTAL and actor.party_id == filing.applicant_party_id:
        return
    may = actor.can(permissions.FILE_FOR_OTHERS, unit=filing.agency_id)
    if filing.origin in {Origin.COUNTER, Origin.POST, Origin.KIOSK} and may:
        return
    outside = actor.session in {SessionKind.PARTNER, SessionKind.JOB}
    if filing.origin in {Origin.PARTNER, Origin.NATIONAL} and outside and may:
        return
    raise MayNotFileError


def _procedure(filing: Filing, now: datetime) -> ProcedureValue:
    found = procedures.procedure(code=filing.procedure_code, on=local_day(now))
    if not found.takes_filings or found.limit is None or found.version_id is None:
        raise NotTakingFilingsError(procedure=found.code, why=found.why_not)
    return found


def _agency(actor: Actor, filing: Filing, procedure: ProcedureValue) -> AgencyValue:
    """Return the deciding agency; the unit under test decides everything for its own people."""
    agency = org.agency(agency_id=filing.agency_id)
    if agency.is_test:
        if org.is_one_time_account(account_id=actor.account_id):
            return agency
        raise AgencyDoesNotDecideError
    if procedure.agency_kind is DecidingKind.COMMUNE and agency.kind is AgencyKind.COMMUNE:
        return agency
    raise AgencyDoesNotDecideError


def _check_complete(filing: Filing, now: datetime) -> None:
    """Hold the answers against the form; a filing through any door must satisfy the same form."""
    definition = form_of(procedure_code=filing.procedure_code, on=local_day(now))
    if definition is None:
        return
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


def _check_applicant(actor: Actor, filing: Filing, now: datetime) -> None:
    """Make sure that the form's applicant is the person who files."""
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


def _open(
    actor: Actor,
    filing: Filing,
    procedure: ProcedureValue,
    agency: AgencyValue,
    now: datetime,
) -> Filed:
    name = parties.party_names(ids=[filing.applicant_party_id])[filing.applicant_party_id]
    limit = procedure.limit
    assert limit is not None  # noqa: S101 -- _procedure has refused one without a limit
    assert procedure.version_id is not None  # noqa: S101 -- likewise
    filing_no = _filing_no(now)
    ref = cases.open_case(
        actor=actor,
        new=cases.NewCase(
            kind=KIND,
            title=procedure.name[:500],
            words=f"{name} {filing_no} {procedure.code}",
            unit_id=agency.id,
            units={UnitRole.RECEIVES: [agency.id], UnitRole.DECIDES: [agency.id]},
            parties={PartyRole.APPLICANT: [filing.applicant_party_id]},
            facts={
                "channel": filing.channel.value,
                "procedure": procedure.code,
                "delivery": filing.delivery.value,
                "accepted": False,
                "supplements_before": 0,
                "supplements_after": 0,
            },
            clocks=(ClockSpec(name=LEGAL, limit=limit),),
            papers=tuple(
                CasePaper(
                    version_id=paper.version_id, role=PaperRole.COMPONENT, name=paper.component
                )
                for paper in filing.papers
            ),
            act_params={"origin": filing.origin.value, "procedure": procedure.code},
            at=filing.filed_at,
        ),
        key="",
        now=now,
    )
    dossier = Dossier.objects.create(
        case_id=ref.case_id,
        filing_no=filing_no,
        external_code=filing.external_code,
        origin=filing.origin,
        channel=filing.channel,
        delivery=filing.delivery,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        procedure_version=procedure.version_id,
        supplement_policy=procedure.supplement_policy.value,
        agency_id=agency.id,
        receiving_agency_id=agency.id,
        applicant_id=filing.applicant_party_id,
        applicant_name=name,
        payload=dict(filing.payload),
        filed_at=filing.filed_at or now,
        is_test=agency.is_test,
    )
    open_reception(actor=actor, case_id=ref.case_id, procedure=procedure, now=now)
    emit(
        DossierFiled(
            dossier_id=dossier.pk,
            procedure_code=procedure.code,
            agency_id=agency.id,
            origin=filing.origin.value,
            at=now.isoformat(),
        )
    )
    return Filed(dossier_id=dossier.pk, filing_no=filing_no)


def open_reception(
    *,
    actor: Actor,
    case_id: int,
    procedure: ProcedureValue,
    now: datetime,
) -> int:
    """Put a dossier before the one-stop desk: 8 working hours to answer, any channel (R2)."""
    return cases.add_task(
        actor=actor,
        case_id=case_id,
        parent_id=None,
        kind=TaskKind.TAKE_IN,
        holder=Holder(desk=ONE_STOP_DESK),
        title=TAKE_IN,
        limit=procedure.answer_limit,
        mode=TaskMode.MUST,
        now=now,
        act="reception_opened",
    ).task_id


def _filing_no(now: datetime) -> str:
    """Return the number under which a filing is known until reception gives it its code."""
    tail = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"NOP-{local_day(now):%y%m%d}-{tail}"
