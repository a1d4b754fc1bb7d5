"""Looking at a form before it is issued: printed as it would be, stored nowhere."""

from datetime import datetime

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.form_numbers import open_form_number
from province.contexts.one_stop.commands.locking import find_dossier, require
from province.contexts.one_stop.commands.printing import local_day, print_supplement
from province.contexts.one_stop.commands.proposing import print_draft
from province.contexts.one_stop.contracts.acts import Proposal, SupplementItem
from province.contexts.one_stop.contracts.states import FormIssued
from province.foundation.identity.actors import Actor


def preview_draft(*, actor: Actor, dossier_id: int, proposal: Proposal, now: datetime) -> bytes:
    """Return the draft of a proposal as a PDF, checked as if it were proposed; nothing is stored.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor does not appraise here.
    :raises ProposalFaultyError: the proposal does not hold against the filing and the law.
    :raises NoProcedureKindError: a grant of a procedure that nobody has registered.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.APPRAISE, dossier=dossier)
    _name, content = print_draft(actor=actor, dossier=dossier, proposal=proposal, now=now)
    return content


def preview_supplement(  # noqa: PLR0913 -- the form has these parts
    *,
    actor: Actor,
    dossier_id: int,
    items: tuple[SupplementItem, ...],
    reason: str,
    law: str,
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
        law=law,
        number=open_form_number(form=FormIssued.SUPPLEMENT, on=local_day(now)),
        answer_by=None,
        now=now,
    ).pdf
