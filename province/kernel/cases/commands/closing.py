"""The end of a case, and how cases come together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.commands.bench import Bench, lock_case, lock_cases
from province.kernel.cases.commands.journal import write_act
from province.kernel.cases.commands.limits import stop_rows
from province.kernel.cases.commands.performing import tell
from province.kernel.cases.commands.tasks import end_tasks
from province.kernel.cases.contracts.values import ClockState, Relation, TaskState, UnitRole
from province.kernel.cases.errors import (
    CaseClosedError,
    NotAllowedHereError,
    NotYoursError,
    StaleError,
)
from province.kernel.cases.events import CaseClosed
from province.kernel.cases.models.case import Case, CaseLink, CaseParty, CaseUnit
from province.kernel.cases.models.clock import Clock, Watch
from province.kernel.cases.models.task import Task

CLOSED, REOPENED = "closed", "reopened"


@transaction.atomic
def close(
    *, actor: Actor, case_id: int, outcome: str, now: datetime, note: str | None = None
) -> None:
    """Close a case with its outcome: open tasks fall away, clocks stop.

    :raises CaseClosedError: it is closed already.
    :raises NotAllowedHereError: the kind does not know the outcome, or does not allow it here.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.acting_post = actor.acting_post
    close_row(bench=bench, outcome=outcome, note=note)


def close_row(*, bench: Bench, outcome: str, note: str | None = None) -> None:
    """Close a case that is under the lock.

    :raises NotAllowedHereError: the kind does not know the outcome, or does not allow it here.
    """
    if outcome not in bench.kind.outcomes:
        raise NotAllowedHereError(why=outcome, rule="unknown_outcome")
    bench.require(CLOSED)
    open_tasks = locked(Task.objects.filter(case=bench.case, state=TaskState.OPEN))
    end_tasks(bench=bench, tasks=list(open_tasks), state=TaskState.CANCELLED)
    running = [clock for clock in bench.clocks() if clock.state != ClockState.STOPPED]
    stop_rows(bench=bench, clocks=running, at=bench.now)
    Watch.objects.filter(case=bench.case, fired_at__isnull=True).delete()
    bench.case.closed_at, bench.case.outcome = bench.now, outcome
    write_act(bench=bench, name=CLOSED, params={"outcome": outcome}, body=note)
    bench.save(act=CLOSED)
    emit(
        CaseClosed(
            case_id=bench.case.pk,
            kind=bench.case.kind,
            unit_id=bench.case.unit_id,
            outcome=outcome,
            at=bench.now.isoformat(),
        )
    )


@transaction.atomic
def reopen(*, actor: Actor, case_id: int, reason: str, now: datetime) -> None:
    """Open a closed case again.

    :raises StaleError: it is not closed.
    :raises NotAllowedHereError: the kind does not allow it.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now, closed_too=True)
    if bench.case.closed_at is None:
        raise StaleError
    bench.acting_post = actor.acting_post
    bench.require(REOPENED)
    bench.case.closed_at, bench.case.outcome = None, ""
    seq = write_act(bench=bench, name=REOPENED, body=reason)
    bench.save(act=REOPENED)
    tell(bench=bench, act=REOPENED, seq=seq)


@transaction.atomic
def link(*, actor: Actor, case_id: int, other_id: int, relation: Relation, now: datetime) -> None:
    """Say how one case stands to another.

    :raises CaseNotFoundError: one of them is unknown to the actor.
    """
    bench = next(
        b
        for b in lock_cases(actor=actor, case_ids=[case_id, other_id], now=now)
        if b.case.pk == case_id
    )
    CaseLink.objects.get_or_create(case_id=case_id, other_id=other_id, relation=relation)
    bench.acting_post = actor.acting_post
    write_act(bench=bench, name="linked", params={"other": other_id, "relation": relation.value})
    bench.save(act="linked")


@transaction.atomic
def merge(*, actor: Actor, case_id: int, into: int, now: datetime) -> None:
    """Merge a duplicate into another case: its people follow along, it closes and points to the other.

    :raises CaseClosedError: one of them is closed.
    :raises NotAllowedHereError: the kind has no outcome ``merged``.
    """
    benches = {b.case.pk: b for b in lock_cases(actor=actor, case_ids=[case_id, into], now=now)}
    if any(bench.case.closed_at for bench in benches.values()):
        raise CaseClosedError
    source, target = benches[case_id], benches[into]
    for party in CaseParty.objects.filter(case=source.case):
        CaseParty.objects.get_or_create(case=target.case, party_id=party.party_id, role=party.role)
    CaseLink.objects.get_or_create(
        case=source.case, other=target.case, relation=Relation.DUPLICATE_OF
    )
    close_row(bench=source, outcome="merged")
    write_act(bench=target, name="merged_in", params={"from": case_id})
    target.save(act="merged_in")


@transaction.atomic
def move_unit(*, actor: Actor, case_ids: Sequence[int], to: int, act: str, now: datetime) -> int:
    """Move open cases to another unit (merge of communes): the old unit keeps its row, with an end.

    :raises NotYoursError: the actor may not rearrange.
    :raises CaseNotFoundError: one of the cases is unknown.
    """
    if not actor.can(permissions.MOVE_UNIT):
        raise NotYoursError
    moved = 0
    for bench in lock_cases(actor=actor, case_ids=case_ids, now=now):
        case = bench.case
        if case.closed_at is not None or case.unit_id == to:
            continue
        was = case.unit_id
        old = CaseUnit.objects.filter(case=case, unit_id=was, until__isnull=True)
        roles = list(old.values_list("role", flat=True)) or [UnitRole.DECIDES.value]
        old.update(until=now)
        CaseUnit.objects.bulk_create(
            CaseUnit(case=case, unit_id=to, role=role, since=now) for role in roles
        )
        Task.objects.filter(case=case, unit_id=was, state=TaskState.OPEN).update(unit_id=to)
        Clock.objects.filter(case=case, calendar_agency_id=was).exclude(
            state=ClockState.STOPPED
        ).update(calendar_agency_id=to)
        Case.objects.filter(pk=case.pk).update(unit_id=to)
        case.unit_id = to
        write_act(bench=bench, name=act, params={"from": was, "to": to})
        bench.save(act=act)
        moved += 1
    return moved
