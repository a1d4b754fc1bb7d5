"""The one door through which every filing comes in, whatever its origin."""

import secrets
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from province.contexts.one_stop.commands import filing_faults as faults
from province.contexts.one_stop.commands.contents import contents_of
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.filing import Filed, Filing
from province.contexts.one_stop.contracts.states import KIND, ONE_STOP_DESK
from province.contexts.one_stop.errors import ExternalCodeTakenError
from province.contexts.one_stop.events import DossierFiled
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.beneficiaries import known_beneficiary
from province.contexts.one_stop.rules.allowance import for_another
from province.contexts.procedures.contracts import ProcedureValue
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor, SessionKind
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
from province.kernel.org.contracts import AgencyValue
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
    :raises ExternalCodeTakenError: another filing came in with this external code.
    :raises KeyReusedError: the key was used for another filing.
    """
    content = _digest(filing)
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.receive_filing",
        digest=content,
    )
    if memory.answer is not None:
        return Filed(**memory.answer)
    faults.check_right(actor=actor, filing=filing)
    filed = _filed_before(actor, filing, content) or _file(actor, filing, content, now)
    memory.keep(asdict(filed))
    return filed


def _file(actor: Actor, filing: Filing, content: str, now: datetime) -> Filed:
    """Open the dossier; when its external code came in at the same moment, answer as that did."""
    procedure = faults.procedure_of(filing=filing, now=now)
    agency = faults.agency_of(actor=actor, filing=filing, procedure=procedure, now=now)
    faults.check_commune(filing=filing, agency=agency)
    faults.check_complete(filing=filing, now=now)
    faults.check_sound(filing=filing, now=now)
    faults.check_applicant(actor=actor, filing=filing, now=now)
    faults.check_beneficiary(filing=filing)
    try:
        with transaction.atomic():
            return _open(actor, filing, procedure, agency, content, now)
    except IntegrityError:
        before = _filed_before(actor, filing, content)
        if before is None:
            raise
        return before


def _filed_before(actor: Actor, filing: Filing, content: str) -> Filed | None:
    """Return the filing that came with this external code.

    :raises ExternalCodeTakenError: it asked for something else.
    """
    if not filing.external_code:
        return None
    row = Dossier.objects.filter(
        origin=filing.origin, partner=partner_of(actor=actor), external_code=filing.external_code
    ).first()
    if row is None:
        return None
    if row.filing_digest != content:
        raise ExternalCodeTakenError(external_code=filing.external_code)
    return Filed(dossier_id=row.pk, filing_no=row.filing_no)


def partner_of(*, actor: Actor) -> str:
    """Return the code of the partner that files, or nothing when it is nobody's system."""
    return actor.name if actor.session is SessionKind.PARTNER else ""


def _digest(filing: Filing) -> str:
    """Return a digest of all that a filing says; a paper is its content."""
    return digest_of(
        {
            "origin": filing.origin.value,
            "channel": filing.channel.value,
            "procedure": filing.procedure_code,
            "agency": filing.agency_id,
            "applicant": filing.applicant_party_id,
            "payload": dict(filing.payload),
            "papers": contents_of(filing.papers),
            "external_code": filing.external_code,
            "delivery": filing.delivery.value,
            "filed_at": filing.filed_at.isoformat() if filing.filed_at else "",
        }
    )


def _open(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    filing: Filing,
    procedure: ProcedureValue,
    agency: AgencyValue,
    content: str,
    now: datetime,
) -> Filed:
    person = for_another(filing.payload)
    beneficiary = known_beneficiary(person=person).party_id if person else None
    name = parties.party_names(ids=[filing.applicant_party_id])[filing.applicant_party_id]
    limit = procedure.limit
    assert limit is not None  # noqa: S101 -- procedure_of has refused one without a limit
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
            parties={
                PartyRole.APPLICANT: [filing.applicant_party_id],
                PartyRole.SUBJECT: [beneficiary] if beneficiary else [],
            },
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
        partner=partner_of(actor=actor),
        filing_digest=content,
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
        beneficiary_id=beneficiary,
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
