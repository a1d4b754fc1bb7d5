"""Loads what a fresh province starts with: the form and the process of the first procedure."""

from datetime import date, datetime

from django.db import transaction

from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.queries.plans import process_key
from province.contexts.one_stop.rules import first_process
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.processes import public as processes
from province.kernel.processes.errors import ProcessNotFoundError

FIRST = "1.001776"
ROLES = frozenset({"specialist", "head_of_division", "leader", "clerk", "one_stop_officer"})


@transaction.atomic
def load_first_process(*, actor: Actor, valid_from: date, now: datetime) -> bool:
    """Publish the process of the first procedure unless one is in force; tell whether it is new.

    :raises MayNotPublishError: the actor does not publish processes.
    """
    key = process_key(procedure_code=FIRST)
    try:
        processes.plan_for(process_key=key, on=local_day(now))
    except ProcessNotFoundError:
        draft = processes.draft_version(
            actor=actor,
            process_key=key,
            title=first_process.TITLE,
            case_kind=KIND,
            steps=first_process.STEPS,
            total=first_process.TOTAL,
            now=now,
        )
        processes.publish_version(
            actor=actor,
            version_id=draft.version_id,
            decision=first_process.DECISION,
            valid_from=valid_from,
            facts=KINDS.get(KIND).facts,
            roles=ROLES,
        )
        return True
    return False
