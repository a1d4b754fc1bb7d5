"""The end of a case, and how cases come together."""

from datetime import datetime

from django.db import transaction

from province.foundation.db.locks import locked
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench, lock_case, lock_cases
from province.kernel.cases.commands.journal import record_act, write_act
from province.kernel.cases.commands.limits import stop_rows
from province.kernel.cases.commands.tasks import end_tasks
from province.kernel.cases.contracts.values import ClockState, Relation, TaskState
from province.kernel.cases.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NotAllowedHereError,
    StaleError,
)
from province.kernel.cases.events import CaseClosed
from province.kernel.cases.models.case import CaseLink, CaseParty
from province.kernel.cases.models.clock import Watch
from province.kernel.cases.models.task import Task

CLOSED, REOPENED, MERGED_IN = "closed", "reopened", "merged_in"


@transaction.atomic
def close(
    *, actor: Actor, case_id: int, outcome: str, now: datetime, note: str | None = None
) -> None:
    """Close a case with its outcome: open tasks fall away, clocks stop.

    :raises CaseClosedError: it is closed already.
    :raises NotAllowedHereError: the kind does not know the outcome, or does not allow it here.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    close_row(bench=bench, outcome=outcome, note=note)


def close_row(*, bench: Bench, outcome: str, note: str | None = None) -> None:
    """Close a case that is under the lock.

    :raises NotAllowedHereError: the kind does not know the outcome, or does not allow it here.
    """
    if outcome not in bench.kind.outcomes:
        raise NotAllowedHereError(why=outcome, rule="unknown_outcome")
    bench.require(CLOSED)
    open_tasks = locked(
        Task.objects.filter(case=bench.case, state__in=[TaskState.OPEN, TaskState.WAITING])
    )
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

    Its tasks and clocks stay as they ended: add tasks, and restart or add a clock.

    :raises StaleError: it is not closed.
    :raises NotAllowedHereError: the kind does not allow it.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now, closed_too=True)
    if bench.case.closed_at is None:
        raise StaleError
    bench.require(REOPENED)
    bench.case.closed_at, bench.case.outcome = None, ""
    record_act(bench=bench, name=REOPENED, body=reason)


@transaction.atomic
def link(*, actor: Actor, case_id: int, other_id: int, relation: Relation, now: datetime) -> None:
    """Say how one case stands to another, once; closed cases can be linked too.

    :raises CaseNotFoundError: one of them is unknown to the actor, or both are one.
    """
    benches = _two(actor, case_id, other_id, now)
    _link, made = CaseLink.objects.get_or_create(
        case_id=case_id, other_id=other_id, relation=relation
    )
    if made:
        params = {"other": other_id, "relation": relation.value}
        record_act(bench=benches[case_id], name="linked", params=params)


@transaction.atomic
def merge(*, actor: Actor, case_id: int, into: int, now: datetime) -> None:
    """Merge a duplicate into another case: its people follow, it closes and points there.

    :raises CaseNotFoundError: one of them is unknown to the actor, or both are one.
    :raises CaseClosedError: one of them is closed.
    :raises NotAllowedHereError: the kind has no outcome ``merged``, or does not allow it to the
        one or the other where it stands.
    """
    benches = _two(actor, case_id, into, now)
    if any(bench.case.closed_at for bench in benches.values()):
        raise CaseClosedError
    source, target = benches[case_id], benches[into]
    target.require(MERGED_IN)
    for party in CaseParty.objects.filter(case=source.case).order_by("pk"):
        CaseParty.objects.get_or_create(case=target.case, party_id=party.party_id, role=party.role)
    CaseLink.objects.get_or_create(
        case=source.case, other=target.case, relation=Relation.DUPLICATE_OF
    )
    close_row(bench=source, outcome="merged")
    record_act(bench=target, name=MERGED_IN, params={"from": case_id})


def _two(actor: Actor, case_id: int, other_id: int, now: datetime) -> dict[int, Bench]:
    """Lock two cases; one case is not two."""
    if case_id == other_id:
        raise CaseNotFoundError
    benches = lock_cases(actor=actor, case_ids=[case_id, other_id], now=now)
    return {bench.case.pk: bench for bench in benches}
