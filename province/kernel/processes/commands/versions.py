"""Drafts, publication and withdrawal of one version."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit
from province.kernel.processes import permissions, queries
from province.kernel.processes.contracts import FactType, Plan, Step, VersionState
from province.kernel.processes.errors import (
    DecisionNeededError,
    MayNotPublishError,
    NotPublishableError,
    ProcessNotFoundError,
    WithdrawalReasonNeededError,
    WrongStateError,
)
from province.kernel.processes.models import Process, ProcessVersion, StepRow
from province.kernel.processes.rules.publication import publication_faults

DRAFTED = register_action("processes.drafted", _("Soạn phiên bản quy trình"))
PUBLISHED = register_action("processes.published", _("Công bố phiên bản quy trình"))
WITHDRAWN = register_action("processes.withdrawn", _("Rút phiên bản quy trình"))


@transaction.atomic
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
    """Write a new draft of a process; the process is made when its key is new.

    ``source`` says after what the table was written.

    :raises MayNotPublishError: the actor does not write processes.
    """
    if not actor.can(permissions.DRAFT):
        raise MayNotPublishError
    process, _created = Process.objects.get_or_create(
        key=process_key, defaults={"title": title, "case_kind": case_kind}
    )
    locked(Process.objects.filter(pk=process.pk)).get()
    last = process.versions.order_by("-no").values_list("no", flat=True).first() or 0
    version = ProcessVersion.objects.create(
        process=process,
        no=last + 1,
        total_limit=total.to_json() if total else None,
        made_at=now,
        source=source,
    )
    StepRow.objects.bulk_create(row_of(version=version, step=step) for step in steps)
    record(actor=actor, action=DRAFTED, target=f"process:{process_key}/{version.no}", changes={})
    return queries.plan_of(version_id=version.pk)


@transaction.atomic
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
    if not actor.can(permissions.PUBLISH):
        raise MayNotPublishError
    version = _lock(version_id)
    if not decision.strip():
        raise DecisionNeededError
    if version.state != VersionState.DRAFT:
        raise WrongStateError(state=version.get_state_display())
    plan = queries.plan_of(version_id=version_id)
    total = Limit.from_json(version.total_limit) if version.total_limit else None
    faults = publication_faults(plan.steps, total=total, facts=facts, roles=roles)
    if faults:
        raise NotPublishableError(faults="; ".join(faults))
    _end_before(version, valid_from)
    version.state = VersionState.PUBLISHED
    version.decision = decision
    version.validity = DateRange(valid_from, None)
    version.save(update_fields=["state", "decision", "validity"])
    record(
        actor=actor,
        action=PUBLISHED,
        target=f"process:{plan.process_key}/{plan.no}",
        changes={"decision": decision, "from": valid_from.isoformat()},
    )
    return queries.plan_of(version_id=version_id)


@transaction.atomic
def withdraw_version(*, actor: Actor, version_id: int, reason: str) -> None:
    """Take a published version back; cases that follow it go on by it.

    :raises MayNotPublishError: the actor does not publish processes.
    :raises ProcessNotFoundError: no such version.
    :raises WithdrawalReasonNeededError: no reason is given.
    :raises WrongStateError: it is not published.
    """
    if not actor.can(permissions.PUBLISH):
        raise MayNotPublishError
    version = _lock(version_id)
    if version.state != VersionState.PUBLISHED:
        raise WrongStateError(state=version.get_state_display())
    if not reason.strip():
        raise WithdrawalReasonNeededError
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    record(
        actor=actor,
        action=WITHDRAWN,
        target=f"process:{version.process.key}/{version.no}",
        changes={"reason": reason},
    )


def _lock(version_id: int) -> ProcessVersion:
    """Lock a version, its process first: two versions of one process are not published at once."""
    processes = Process.objects.filter(versions=version_id)
    if locked(processes).first() is None:
        raise ProcessNotFoundError(process=version_id)
    return locked(ProcessVersion.objects.filter(pk=version_id).select_related("process")).get()


def _end_before(version: ProcessVersion, day: date) -> None:
    """End the day before what is valid then; what would only begin later is withdrawn."""
    others = locked(
        ProcessVersion.objects.filter(
            process=version.process,
            state=VersionState.PUBLISHED,
            validity__overlap=DateRange(day, None),
        )
    )
    for other in others:
        if other.validity.lower < day:
            other.validity = DateRange(other.validity.lower, day)
        else:
            other.state = VersionState.WITHDRAWN
        other.save(update_fields=["validity", "state"])


def row_of(*, version: ProcessVersion, step: Step) -> StepRow:
    """Return the row of a step, not yet stored."""
    return StepRow(
        version=version,
        no=step.no,
        key=step.key,
        title=step.title,
        kind=step.kind,
        holder=str(step.holder),
        limit=step.limit.to_json(),
        limit_online=step.limit_online.to_json() if step.limit_online else None,
        budget=step.budget,
        block=step.block,
        join=step.join,
        many=step.many,
        when=step.when,
        ways=[{"to": way.to, "answer": way.answer, "when": way.when} for way in step.ways],
        back=list(step.back),
        forms=list(step.forms),
        produces=step.produces,
    )
