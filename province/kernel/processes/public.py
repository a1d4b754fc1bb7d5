"""The door of processes: plans in, plans out."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Any

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit
from province.kernel.processes import permissions, queries
from province.kernel.processes.commands import generating
from province.kernel.processes.commands import versions as version_commands
from province.kernel.processes.contracts import (
    Advance,
    DraftTable,
    FactType,
    Generated,
    Plan,
    ProcessStanding,
    Step,
    StepTable,
    VersionValue,
)
from province.kernel.processes.rules import conditions, flow, publication, tables


def plan(*, version_id: int) -> Plan:
    """Return a version as a plan.

    :raises ProcessNotFoundError: there is no such version.
    """
    return queries.plan_of(version_id=version_id)


def plan_for(*, process_key: str, on: date) -> Plan:
    """Return the plan that is published for this day.

    :raises ProcessNotFoundError: there is none.
    """
    return plan(version_id=queries.published_version_id(process_key=process_key, on=on))


def published_keys(*, on: date) -> frozenset[str]:
    """Return the keys of all processes that are published for this day."""
    return queries.published_keys(on=on)


def read_table(*, plain: Mapping[str, Any]) -> StepTable:
    """Return the step table that a JSON file holds.

    :raises ValueError: something is missing, unknown or unreadable; the message says what.
    """
    faults = tables.table_faults(plain)
    if faults:
        raise ValueError("; ".join(faults))
    return tables.table_of(plain)


def opening(*, plan: Plan, facts: Mapping[str, Any]) -> Advance:
    """Return which steps open when a case begins."""
    return flow.opening(plan, facts)


def entering(*, plan: Plan, step_key: str, facts: Mapping[str, Any]) -> Advance:
    """Return which steps open when a case is set on a step."""
    return flow.entering(plan, step_key=step_key, facts=facts)


def after(
    *,
    plan: Plan,
    step_key: str,
    answer: str,
    facts: Mapping[str, Any],
    block_states: Mapping[str, Sequence[str]],
) -> Advance:
    """Return what a plan does after a step is done."""
    return flow.after(
        plan, step_key=step_key, answer=answer, facts=facts, block_states=block_states
    )


def fact_faults(*, facts: Mapping[str, Any], declared: Mapping[str, FactType]) -> tuple[str, ...]:
    """Return which facts are undeclared or of another type."""
    return conditions.fact_faults(facts, declared)


def draft_version(  # noqa: PLR0913 -- a table has these parts
    *,
    actor: Actor,
    process_key: str,
    title: str,
    case_kind: str,
    steps: Sequence[Step],
    total: Limit | None,
    now: datetime,
    source: str = "",
) -> Plan:
    """Write a new draft of a process.

    :raises MayNotPublishError: the actor does not write processes.
    """
    return version_commands.draft_version(
        actor=actor,
        process_key=process_key,
        title=title,
        case_kind=case_kind,
        steps=steps,
        total=total,
        now=now,
        source=source,
    )


def publish_version(  # noqa: PLR0913 -- the decision has these parts
    *,
    actor: Actor,
    version_id: int,
    decision: str,
    valid_from: date,
    facts: Mapping[str, FactType],
    roles: AbstractSet[str],
) -> Plan:
    """Publish a draft from a day on; the version before it ends the day before.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises ProcessNotFoundError: no such version.
    :raises DecisionNeededError: no decision is named.
    :raises WrongStateError: it is not a draft.
    :raises NotPublishableError: its table has faults.
    """
    return version_commands.publish_version(
        actor=actor,
        version_id=version_id,
        decision=decision,
        valid_from=valid_from,
        facts=facts,
        roles=roles,
    )


def withdraw_version(*, actor: Actor, version_id: int, reason: str) -> None:
    """Take a published version back; cases that follow it go on by it.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises ProcessNotFoundError: no such version.
    :raises WithdrawalReasonNeededError: no reason is given.
    :raises WrongStateError: it is not published.
    """
    version_commands.withdraw_version(actor=actor, version_id=version_id, reason=reason)


def versions(*, process_key: str) -> tuple[VersionValue, ...]:
    """Return the versions of a process, the newest first."""
    return queries.versions_of(process_key=process_key)


def generate_drafts(
    *,
    actor: Actor,
    case_kind: str,
    tables: Sequence[DraftTable],
    without: Collection[str],
    now: datetime,
) -> Generated:
    """Bring the generated drafts to these tables, all at once; ``without`` get none.

    :raises MayNotPublishError: the actor does not write processes.
    """
    return generating.generate_drafts(
        actor=actor, case_kind=case_kind, tables=tables, without=without, now=now
    )


def standings(*, on: date) -> Mapping[str, ProcessStanding]:
    """Return where every process stands on a day, by its key."""
    return queries.standings(on=on)


def publication_faults(
    *, plan: Plan, total: Limit | None, facts: Mapping[str, FactType], roles: AbstractSet[str]
) -> tuple[str, ...]:
    """Return what stands in the way of publishing a plan."""
    return publication.publication_faults(plan.steps, total=total, facts=facts, roles=roles)


def steps_total(*, steps: Sequence[Step], total: Limit | None) -> int | None:
    """Return what steps take together: in the days or months of the limit, or working minutes."""
    if total is not None and total.unit in publication.CALENDAR:
        return publication.total_of(steps, total.unit)
    return publication.total_minutes(steps)


def may_draft(*, actor: Actor) -> bool:
    """Tell whether the actor writes processes."""
    return actor.can(permissions.DRAFT)


def may_publish(*, actor: Actor) -> bool:
    """Tell whether the actor approves processes and takes them back."""
    return actor.can(permissions.PUBLISH)
