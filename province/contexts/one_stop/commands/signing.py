"""The leader's signature."""

from datetime import datetime

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
    paper_name,
    print_result,
    signer_of,
    symbol_of,
)
from province.contexts.one_stop.commands.proposing import proposal_of
from province.contexts.one_stop.contracts.states import ProcessingState, ResultKind
from province.contexts.one_stop.errors import NoDraftError, SameHandsError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CasePaper, Moved, PaperRole
from province.kernel.numbering import public as numbering
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing import public as keys
from province.kernel.signing.contracts import PaperReference

REGISTER = "refusal"


@transaction.atomic
def sign(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, pin: str, revision: int | None, key: str, now: datetime
) -> int:
    """Sign the result in one's own name; returns the signed version.

    A decision goes on to the clerk, its number and date still open. A refusal is numbered here
    and is done: it carries no seal (decision 0017).

    :raises MayNotError: the actor does not sign here.
    :raises SameHandsError: the actor took the dossier in.
    :raises NoDraftError: there is no draft.
    :raises MayNotSignForError: the actor stands in for the head without a post that may.
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
    version = _sign_paper(actor, dossier, result, pin, now)
    set_state(
        actor=actor, dossier_id=dossier_id, processing=ProcessingState.SIGNING, now=now
    ).save()
    if result.kind == ResultKind.REFUSAL:
        _end(actor, dossier, moved, now)
    return version


def _sign_paper(
    actor: Actor, dossier: Dossier, result: DossierResult, pin: str, now: datetime
) -> int:
    """Print the result for whoever signs it, sign it, store it."""
    kind = ResultKind(result.kind)
    signer = signer_of(actor=actor, agency_id=dossier.agency_id, now=now)
    number = _number(dossier, now) if kind is ResultKind.REFUSAL else ""
    paper = print_result(
        actor=actor,
        dossier=dossier,
        proposal=proposal_of(plain=dossier.proposal),
        signer=signer,
        number=number,
        now=now,
    )
    signed = keys.sign_as_official(
        actor=actor,
        official_id=actor.official_id or 0,
        pin=pin,
        pdf=paper.pdf,
        reason="Ký ban hành",
        now=now,
        reference=PaperReference(case_id=dossier.case_id),
    )
    stands = "" if number else " (đã ký, chờ đóng dấu)"
    name = f"{paper_name(dossier=dossier, result=kind)} {dossier.code}{stands}.pdf"
    version = attachments.store_made(
        actor=actor, name=name, content=signed.pdf, mime=PDF, now=now, kind="result"
    )
    role = PaperRole.RESULT if number else PaperRole.DRAFT
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
        result.number, result.issued_on = number, local_day(now)
    result.save()
    return version.id


def _number(dossier: Dossier, now: datetime) -> str:
    """Give the refusal its number: the text that is stored is the text on the paper."""
    on = local_day(now)
    return numbering.document_number(
        agency=dossier.agency_id,
        year=on.year,
        register=REGISTER,
        symbol=symbol_of(dossier=dossier, result=ResultKind.REFUSAL, on=on),
        for_what=f"dossier:{dossier.pk}",
    ).text


def _end(actor: Actor, dossier: Dossier, moved: Moved, now: datetime) -> None:
    finish(actor=actor, dossier=dossier, now=now)
    if moved.plan_ended:
        give_back(actor=actor, dossier_id=dossier.pk, kind=ResultKind.REFUSAL, now=now)
