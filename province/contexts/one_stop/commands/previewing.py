"""Looking at a form before it is issued: printed as it would be, stored nowhere."""

from datetime import datetime

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.locking import find_dossier, require
from province.contexts.one_stop.commands.printing import (
    expected_signer,
    print_decision,
    print_refusal,
    print_supplement,
)
from province.contexts.one_stop.contracts import AllowanceProposal, ResultKind, SupplementItem
from province.foundation.identity.actors import Actor


def preview_draft(
    *, actor: Actor, dossier_id: int, proposal: AllowanceProposal, now: datetime
) -> bytes:
    """Return the draft of a proposal as a PDF; nothing is stored.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor does not appraise here.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.APPRAISE, dossier=dossier)
    if proposal.result is ResultKind.GRANT:
        signer = expected_signer(dossier=dossier, now=now)
        return print_decision(dossier=dossier, proposal=proposal, signer=signer, now=now).pdf
    return print_refusal(
        actor=actor,
        dossier=dossier,
        reason=proposal.reason,
        law=proposal.law,
        number="",
        now=now,
    ).pdf


def preview_supplement(
    *,
    actor: Actor,
    dossier_id: int,
    items: tuple[SupplementItem, ...],
    reason: str,
    now: datetime,
) -> bytes:
    """Return the supplement request as a PDF without number; nothing is stored.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor neither receives nor appraises here.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    ability = permissions.APPRAISE if dossier.code else permissions.RECEIVE
    require(actor=actor, ability=ability, dossier=dossier)
    return print_supplement(
        actor=actor,
        dossier=dossier,
        items=items,
        reason=reason,
        number="",
        answer_by=None,
        now=now,
    ).pdf
