"""An approved step table comes into force for a procedure, on a decision; and is taken back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.loading import ROLES
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.queries.plans import process_key
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan
from province.kernel.processes.errors import ProcessNotFoundError


@transaction.atomic
def approve_process(
    *, actor: Actor, code: str, version_id: int, decision: str, now: datetime
) -> Plan:
    """Put a draft of a procedure's process into force from today, on a decision.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises ProcessNotFoundError: the procedure has no such version.
    :raises DecisionNeededError: no decision is named.
    :raises WrongStateError: it is not a draft any more.
    :raises NotPublishableError: its table has faults.
    """
    _require(code=code, version_id=version_id)
    return processes.publish_version(
        actor=actor,
        version_id=version_id,
        decision=decision,
        valid_from=local_day(now),
        facts=KINDS.get(KIND).facts,
        roles=ROLES,
    )


@transaction.atomic
def approve_drafts(
    *, actor: Actor, codes: Collection[str], decision: str, now: datetime
) -> tuple[str, ...]:
    """Put the newest drafts of these procedures into force where none holds; return whose.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises DecisionNeededError: no decision is named.
    :raises NotPublishableError: a table has faults.
    """
    known = processes.standings(on=local_day(now))
    drafts = {
        code: found.draft.version_id
        for code in codes
        if (found := known.get(process_key(procedure_code=code)))
        and found.in_force is None
        and found.draft is not None
    }
    for version_id in drafts.values():
        processes.publish_version(
            actor=actor,
            version_id=version_id,
            decision=decision,
            valid_from=local_day(now),
            facts=KINDS.get(KIND).facts,
            roles=ROLES,
        )
    return tuple(drafts)


@transaction.atomic
def withdraw_process(*, actor: Actor, code: str, version_id: int, reason: str) -> None:
    """Take a version in force back; no new dossier begins on it, running ones go on.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises ProcessNotFoundError: the procedure has no such version.
    :raises WithdrawalReasonNeededError: no reason is given.
    :raises WrongStateError: it is not in force.
    """
    _require(code=code, version_id=version_id)
    processes.withdraw_version(actor=actor, version_id=version_id, reason=reason)


def _require(*, code: str, version_id: int) -> None:
    key = process_key(procedure_code=code)
    if version_id not in {each.version_id for each in processes.versions(process_key=key)}:
        raise ProcessNotFoundError(process=code)
