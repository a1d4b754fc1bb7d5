"""Everything that reads processes."""

from datetime import date
from functools import lru_cache

from province.kernel.calendars.contracts import Limit
from province.kernel.processes.contracts import (
    Join,
    Many,
    Plan,
    Step,
    TaskKind,
    VersionState,
    Way,
)
from province.kernel.processes.errors import ProcessNotFoundError
from province.kernel.processes.models import ProcessVersion, StepRow
from province.kernel.processes.rules.holders import read_holder


def published_version_id(*, process_key: str, on: date) -> int:
    """Return the id of the version that is published for this day.

    :raises ProcessNotFoundError: there is none.
    """
    found = (
        ProcessVersion.objects.filter(
            process__key=process_key, state=VersionState.PUBLISHED, validity__contains=on
        )
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise ProcessNotFoundError(process=process_key)
    return found


def plan_of(*, version_id: int) -> Plan:
    """Return a version as a plan; a published or withdrawn one never changes and is kept in memory.

    :raises ProcessNotFoundError: there is no such version.
    """
    return _settled_plan(version_id)


@lru_cache(maxsize=2048)
def _settled_plan_cached(version_id: int) -> Plan:
    plan = _read(version_id)
    if plan.state not in {VersionState.PUBLISHED, VersionState.WITHDRAWN}:
        raise _NotSettledError(plan)
    return plan


class _NotSettledError(Exception):
    """A version that may still change must not be kept in memory."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def _settled_plan(version_id: int) -> Plan:
    try:
        return _settled_plan_cached(version_id)
    except _NotSettledError as unsettled:
        return unsettled.plan


def forget_plans() -> None:
    """Forget the plans kept in memory (tests make versions anew under old ids)."""
    _settled_plan_cached.cache_clear()


def _read(version_id: int) -> Plan:
    try:
        version = ProcessVersion.objects.select_related("process").get(pk=version_id)
    except ProcessVersion.DoesNotExist:
        raise ProcessNotFoundError(process=version_id) from None
    return Plan(
        version_id=version.pk,
        process_key=version.process.key,
        title=version.process.title,
        no=version.no,
        state=VersionState(version.state),
        decision=version.decision,
        steps=tuple(_step(row) for row in version.steps.order_by("no")),
    )


def _step(row: StepRow) -> Step:
    holder = read_holder(row.holder)
    if holder is None:
        msg = f"step {row} has an unreadable holder rule"
        raise ValueError(msg)
    return Step(
        no=row.no,
        key=row.key,
        title=row.title,
        kind=TaskKind(row.kind),
        holder=holder,
        limit=Limit.from_json(row.limit),
        limit_online=Limit.from_json(row.limit_online) if row.limit_online else None,
        budget=row.budget,
        block=row.block,
        join=Join(row.join),
        many=Many(row.many),
        when=row.when,
        ways=tuple(
            Way(to=way["to"], answer=way.get("answer", ""), when=way.get("when"))
            for way in row.ways
        ),
        back=tuple(row.back),
        forms=tuple(row.forms),
        produces=row.produces,
    )
