"""Everything that reads processes."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from province.kernel.calendars.contracts import Limit
from province.kernel.processes.contracts import (
    Join,
    Many,
    Origin,
    Plan,
    ProcessStanding,
    Step,
    TaskKind,
    VersionState,
    VersionValue,
    Way,
)
from province.kernel.processes.errors import ProcessNotFoundError
from province.kernel.processes.models import ProcessVersion, StepRow
from province.kernel.processes.rules.holders import read_holder

KEPT_AT_MOST = 2048
ONE_DAY = timedelta(days=1)
FINAL = (VersionState.PUBLISHED, VersionState.WITHDRAWN)
_KEPT: dict[int, tuple[Step, ...]] = {}


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


def published_keys(*, on: date) -> frozenset[str]:
    """Return the keys of all processes that are published for this day."""
    rows = ProcessVersion.objects.filter(state=VersionState.PUBLISHED, validity__contains=on)
    return frozenset(rows.values_list("process__key", flat=True))


def plan_of(*, version_id: int) -> Plan:
    """Return a version as a plan, as its row says now; the steps of a final one are kept in memory.

    Steps read in an open transaction are kept only when that commits, so that nothing rolled back
    is ever remembered.

    :raises ProcessNotFoundError: there is no such version.
    """
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
        steps=_steps(version),
    )


def forget_plans() -> None:
    """Forget the steps kept in memory (tests make versions anew under old ids)."""
    _KEPT.clear()


def versions_of(*, process_key: str) -> tuple[VersionValue, ...]:
    """Return the versions of a process, the newest first."""
    rows = ProcessVersion.objects.filter(process__key=process_key).order_by("-no")
    return tuple(_version(row) for row in rows)


def standings(*, on: date) -> dict[str, ProcessStanding]:
    """Return where every process stands on a day, by its key, in one query."""
    found: dict[str, ProcessStanding] = {}
    states = [VersionState.DRAFT, VersionState.PUBLISHED]
    rows = ProcessVersion.objects.filter(state__in=states).order_by("process", "no")
    for row in rows.annotate(key=F("process__key")):
        known = found.get(row.key, ProcessStanding(row.key, None, None))
        if row.state == VersionState.DRAFT:
            known = replace(known, draft=_version(row))
        elif on in row.validity:
            known = replace(known, in_force=_version(row))
        found[row.key] = known
    return found


def _version(row: ProcessVersion) -> VersionValue:
    held = row.validity
    return VersionValue(
        version_id=row.pk,
        no=row.no,
        state=VersionState(row.state),
        decision=row.decision,
        valid_from=held.lower if held else None,
        valid_until=held.upper - ONE_DAY if held and held.upper else None,
        origin=Origin(row.origin),
        source=row.source,
        total=Limit.from_json(row.total_limit) if row.total_limit else None,
        made_at=row.made_at,
    )


def _steps(version: ProcessVersion) -> tuple[Step, ...]:
    known = _KEPT.get(version.pk)
    if known is not None and version.state in FINAL:
        return known
    steps = tuple(_step(row) for row in version.steps.order_by("no"))
    if version.state in FINAL:
        transaction.on_commit(lambda: _keep(version.pk, steps))
    return steps


def _keep(version_id: int, steps: tuple[Step, ...]) -> None:
    if len(_KEPT) >= KEPT_AT_MOST:
        _KEPT.clear()
    _KEPT[version_id] = steps


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
