"""A proposal on its way into a dossier: checked, printed as a draft, stored plainly."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from province.contexts.one_stop.commands.printing import (
    expected_signer,
    local_day,
    paper_name,
    print_result,
)
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.errors import ProposalFaultyError
from province.contexts.one_stop.kinds import Ground
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.results import faults_of
from province.foundation.identity.actors import Actor


def print_draft(
    *, actor: Actor, dossier: Dossier, proposal: Proposal, now: datetime
) -> tuple[str, bytes]:
    """Return the name and the content of a proposal's draft; what is looked at is what is stored.

    :raises ProposalFaultyError: the proposal does not hold against the filing and the law.
    :raises NoProcedureKindError: a grant of a procedure that nobody has registered.
    """
    ground = Ground(
        payload=dossier.payload,
        received_on=local_day(dossier.received_at or now),
        on=local_day(now),
    )
    faults = faults_of(procedure_code=dossier.procedure_code, proposal=proposal, ground=ground)
    if faults:
        raise ProposalFaultyError(faults=faults, why=" ".join(str(f.sentence) for f in faults))
    signer = expected_signer(dossier=dossier, now=now)
    paper = print_result(
        actor=actor, dossier=dossier, proposal=proposal, signer=signer, number="", now=now
    )
    return f"Dự thảo {paper_name(dossier=dossier, result=proposal.result)}.pdf", paper.pdf


def plain_of(*, proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as it is stored with the dossier."""
    return {
        "result": proposal.result.value,
        "facts": dict(proposal.facts),
        "reason": proposal.reason,
        "law": proposal.law,
    }


def proposal_of(*, plain: Mapping[str, Any]) -> Proposal:
    """Return the proposal that is stored with a dossier."""
    return Proposal(
        result=ResultKind(plain["result"]),
        facts=plain["facts"],
        reason=plain["reason"],
        law=plain["law"],
    )
