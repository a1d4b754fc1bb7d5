"""The leader's signature: one dossier, or several with one PIN."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.finishing import finish, give_back
from province.contexts.one_stop.commands.locking import (
    PDF,
    case_of,
    find_dossier,
    open_task,
    require,
    set_state,
)
from province.contexts.one_stop.commands.printing import (
    local_day,
    print_decision,
    print_refusal,
    signer_of,
)
from province.contexts.one_stop.contracts import AllowanceProposal, ProcessingState, ResultKind
from province.contexts.one_stop.errors import NoDraftError, SameHandsError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CasePaper, Moved, PaperRole
from province.kernel.numbering import public as numbering
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing import public as keys
from province.kernel.signing.contracts import PaperReference

PIN_REFUSALS = {"signing.wrong_pin", "signing.locked"}
REFUSALS = "refusal"


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """What became of one dossier of a batch."""

    dossier_id: int
    refusal: str = ""


@transaction.atomic
def sign(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, pin: str, revision: int | None, key: str, now: datetime
) -> int:
    """Sign the result in one's own name; returns the signed version.

    A decision goes on to the clerk, its number and date still open. A refusal (Mẫu 03) is numbered
    here and is done.

    :raises MayNotError: the actor does not sign here.
    :raises SameHandsError: the actor took the dossier in.
    :raises NoDraftError: there is no draft.
    :raises WrongPinError: the PIN is wrong; nothing is signed.
    :raises NotYoursError: somebody else holds the task.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.SIGN, dossier=dossier)
    if dossier.received_by is not None and dossier.received_by == actor.official_id:
        raise SameHandsError
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.SIGN)
    result = DossierResult.objects.filter(dossier=dossier).first()
    if result is None or actor.official_id is None:
        raise NoDraftError
    moved = cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act="signed", answer="agree"),
        revision=revision,
        key=key,
        now=now,
    )
    version = _sign_paper(actor, dossier, result, task.holder.post_id, pin, now)
    set_state(
        actor=actor, dossier_id=dossier_id, processing=ProcessingState.SIGNING, now=now
    ).save()
    if result.kind == ResultKind.REFUSAL:
        _end(actor, dossier, moved, now)
    return version


def sign_several(
    *, actor: Actor, dossier_ids: Sequence[int], pin: str, now: datetime
) -> tuple[SignOutcome, ...]:
    """Sign several dossiers with one PIN, each in a transaction of its own.

    One that fails does not stop the others.

    :raises WrongPinError: the PIN is wrong: the first paper tells, and no other is tried.
    :raises LockedError: too many wrong PINs.
    """
    outcomes = []
    for dossier_id in dossier_ids:
        try:
            sign(actor=actor, dossier_id=dossier_id, pin=pin, revision=None, key="", now=now)
        except DomainError as refusal:
            if refusal.code in PIN_REFUSALS:
                raise
            outcomes.append(SignOutcome(dossier_id=dossier_id, refusal=str(refusal)))
        else:
            outcomes.append(SignOutcome(dossier_id=dossier_id))
    return tuple(outcomes)


def _sign_paper(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier: Dossier,
    result: DossierResult,
    post_id: int | None,
    pin: str,
    now: datetime,
) -> int:
    """Print the result for whoever signs it, sign it, store it."""
    signer = signer_of(actor=actor, post_id=post_id, now=now)
    proposal = proposal_of(dossier.proposal)
    number = ""
    if result.kind == ResultKind.GRANT:
        paper = print_decision(dossier=dossier, proposal=proposal, signer=signer, now=now)
        name = f"Quyết định {dossier.code} (đã ký, chờ đóng dấu).pdf"
    else:
        year = local_day(now).year
        issued = numbering.next_register_number(
            agency=dossier.agency_id, year=year, register=REFUSALS
        )
        number = f"{issued:02d}"
        paper = print_refusal(
            actor=actor,
            dossier=dossier,
            reason=proposal.reason,
            law=proposal.law,
            number=number,
            now=now,
            officer=signer.name,
        )
        name = f"Phiếu từ chối {dossier.code}.pdf"
    signed = keys.sign_as_official(
        actor=actor,
        official_id=actor.official_id or 0,
        pin=pin,
        pdf=paper.pdf,
        reason="Ký ban hành",
        now=now,
        reference=PaperReference(case_id=dossier.case_id),
    )
    version = attachments.store_made(
        actor=actor, name=name, content=signed.pdf, mime=PDF, now=now, kind="result"
    )
    role = PaperRole.DRAFT if result.kind == ResultKind.GRANT else PaperRole.RESULT
    cases.note(
        actor=actor,
        case_id=dossier.case_id,
        act="form_issued",
        params={"form": "signed", "serial": signed.serial, "sha256": signed.sha256},
        body=None,
        now=now,
        papers=(CasePaper(version_id=version.id, role=role, name=name),),
    )
    result.signed_version_id, result.signed_at = version.id, now
    result.signed_by = actor.official_id
    if number:
        result.sealed_version_id, result.sealed_at = version.id, now
        result.number, result.issued_on = f"{number}/PTC-UBND", local_day(now)
    result.save()
    return version.id


def _end(actor: Actor, dossier: Dossier, moved: Moved, now: datetime) -> None:
    finish(actor=actor, dossier=dossier, now=now)
    if moved.plan_ended:
        give_back(actor=actor, dossier_id=dossier.pk, kind=ResultKind.REFUSAL, now=now)


def proposal_of(plain: Mapping[str, Any]) -> AllowanceProposal:
    """Return the specialist's proposal that is stored with the dossier."""
    month = plain.get("from_month")
    return AllowanceProposal(
        result=ResultKind(plain["result"]),
        category=plain["category"],
        coefficient=plain["coefficient"],
        monthly_amount=plain["monthly_amount"],
        from_month=date.fromisoformat(month) if month else None,
        reason=plain["reason"],
        law=plain["law"],
    )
