"""At the desk: received, asked for more, refused."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.form_numbers import next_form_number
from province.contexts.one_stop.commands.locking import (
    case_of,
    find_dossier,
    keep_form,
    lock_dossier,
    open_task,
    require,
    set_state,
)
from province.contexts.one_stop.commands.printing import local_day, print_receipt
from province.contexts.one_stop.commands.refusing import end_with_refusal
from province.contexts.one_stop.contracts.filing import Accepted
from province.contexts.one_stop.contracts.states import FormIssued, ProcessingState
from province.contexts.one_stop.errors import NotNowError, ReasonNeededError
from province.contexts.one_stop.events import DossierReceived
from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.beneficiaries import known_beneficiary
from province.contexts.one_stop.queries.plans import process_key
from province.contexts.one_stop.rules.allowance import for_another
from province.contexts.one_stop.rules.dossier import because
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL, CaseView, PartyRole
from province.kernel.org import public as org
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PersonInput
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import TaskKind


@transaction.atomic
def accept(
    *, actor: Actor, dossier_id: int, revision: int | None, key: str, now: datetime
) -> Accepted:
    """Receive a complete dossier: code, receipt, clock, and on to the specialist.

    The moment of reception starts the legal clock (R18); the dossier moves on in the same act (R4).
    Whoever the dossier is for, if not the applicant, comes into the register now that an officer
    has seen the papers.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor does not receive dossiers here.
    :raises NotNowError: it does not wait for reception.
    :raises StaleError: somebody else was faster.
    :raises KeyReusedError: the key was used for another dossier.
    """
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.accept",
        digest=digest_of({"dossier": dossier_id}),
    )
    if memory.answer is not None:
        return remembered(known=memory.answer)
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.RECEIVE, dossier=dossier)
    case = case_of(actor=actor, dossier=dossier, now=now)
    task = open_task(case=case, kind=TaskKind.TAKE_IN)
    facts = {"accepted": True, "received_by": actor.official_id}
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act="received", answer="accept", facts=facts),
        revision=revision,
        key="",
        now=now,
    )
    _name_beneficiary(actor, dossier, now)
    cases.start_clock(actor=actor, case_id=dossier.case_id, name=LEGAL, at=now, now=now)
    plan = processes.plan_for(
        process_key=process_key(procedure_code=dossier.procedure_code), on=local_day(now)
    )
    cases.follow_plan(actor=actor, case_id=dossier.case_id, plan=plan, now=now)
    accepted = _give_code(actor, dossier.pk, now)
    memory.keep(plain_of(accepted=accepted))
    return accepted


@transaction.atomic
def refuse_reception(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    reason: str,
    law: str,
    revision: int | None,
    key: str,
    now: datetime,
) -> int:
    """Refuse to take a dossier in, with the reason and the law on Mẫu 03; returns the stored form.

    :raises ReasonNeededError: no reason or no law is given.
    :raises MayNotError: the actor does not receive dossiers here.
    :raises NotNowError: it does not wait for reception.
    """
    if not reason.strip() or not law.strip():
        raise ReasonNeededError
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.refuse_reception",
        digest=digest_of({"dossier": dossier_id, "reason": reason, "law": law}),
    )
    if memory.answer is not None:
        return int(memory.answer["form"])
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.RECEIVE, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.TAKE_IN)
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act="refused_reception", answer="refuse", note=because(reason, law)),
        revision=revision,
        key="",
        now=now,
    )
    dossier = set_state(
        actor=actor,
        dossier_id=dossier_id,
        processing=ProcessingState.REFUSED_RECEPTION,
        now=now,
    )
    dossier.finished_at = now
    dossier.save()
    version = end_with_refusal(
        actor=actor,
        dossier=dossier,
        reason=reason,
        law=law,
        outcome="refused_reception",
        now=now,
    )
    memory.keep({"form": version})
    return version


def _give_code(actor: Actor, dossier_id: int, now: datetime) -> Accepted:
    """Give the code and the receipt: the numbers are the last locks of the transaction."""
    dossier = set_state(
        actor=actor, dossier_id=dossier_id, processing=ProcessingState.RECEIVED, now=now
    )
    agency = org.agency(agency_id=dossier.agency_id, on=local_day(now))
    case = case_of(actor=actor, dossier=dossier, now=now)
    code = cases.issue_code(
        actor=actor,
        case_id=dossier.case_id,
        agency_code=agency.code,
        on=local_day(now),
        now=now,
    )
    dossier.code, dossier.received_at, dossier.received_by = code, now, actor.official_id
    dossier.save()
    if dossier.due_at is None:
        raise NotNowError
    version = _give_receipt(actor, dossier, case, now)
    emit(
        DossierReceived(
            dossier_id=dossier.pk,
            code=code,
            procedure_code=dossier.procedure_code,
            agency_id=dossier.agency_id,
            at=now.isoformat(),
        )
    )
    return Accepted(
        dossier_id=dossier.pk,
        code=code,
        due_at=dossier.due_at,
        provisional=dossier.due_provisional,
        receipt_version_id=version,
    )


def _give_receipt(actor: Actor, dossier: Dossier, case: CaseView, now: datetime) -> int | None:
    """Print and keep Mẫu 01; what is done at once needs none (R3)."""
    kind = PROCEDURE_KINDS.find(dossier.procedure_code)
    if (kind is not None and kind.is_at_once) or dossier.due_at is None:
        return None
    number = next_form_number(dossier=dossier, form=FormIssued.RECEIPT, now=now)
    paper = print_receipt(
        actor=actor,
        dossier=dossier,
        case=case,
        code=dossier.code or "",
        number=number,
        due_at=dossier.due_at,
        now=now,
    )
    return keep_form(
        actor=actor,
        dossier=dossier,
        form=FormIssued.RECEIPT,
        number=number,
        paper=paper,
        name="Giấy tiếp nhận hồ sơ và hẹn trả kết quả.pdf",
        now=now,
    )


def _name_beneficiary(actor: Actor, dossier: Dossier, now: datetime) -> None:
    """Make whoever the dossier is for a party of its case; nobody, when the names differ."""
    person = for_another(dossier.payload)
    if person is None or dossier.beneficiary_id is not None:
        return
    known = known_beneficiary(person=person)
    if known.is_other:
        return
    party_id = known.party_id
    if party_id is None:
        found = PersonInput(
            full_name=person.name,
            personal_number=person.identity_number,
            birth_date=person.born_on,
        )
        party_id = parties.find_or_register(actor=actor, person=found, now=now).party_id
    row = lock_dossier(dossier_id=dossier.pk)
    row.beneficiary_id = party_id
    row.save(update_fields=["beneficiary"])
    cases.add_party(
        actor=actor, case_id=row.case_id, party_id=party_id, role=PartyRole.SUBJECT, now=now
    )


def plain_of(*, accepted: Accepted) -> dict[str, Any]:
    """Return what reception gives out as it is remembered with its key."""
    return {**asdict(accepted), "due_at": accepted.due_at.isoformat()}


def remembered(*, known: Mapping[str, Any]) -> Accepted:
    """Return what the first of two equal requests has given out."""
    return Accepted(**{**known, "due_at": datetime.fromisoformat(known["due_at"])})
