"""The clocks of a case: added, started, switched, extended, counted anew, stopped."""

from datetime import datetime

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Due, Limit
from province.kernel.cases.commands.bench import lock_case
from province.kernel.cases.commands.clocks import (
    GOING,
    NOT_STOPPED,
    a_code,
    hold_moment,
    hold_start,
    lock_clock,
)
from province.kernel.cases.commands.journal import record_act
from province.kernel.cases.commands.limits import (
    RECOUNT,
    begin_clock,
    end_now,
    move_due,
    recount,
    rewrite_watches,
    run_clock,
    stop_rows,
)
from province.kernel.cases.commands.pausing import release_followers
from province.kernel.cases.contracts.values import ClockSpec, ClockState
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.queries.ends import EXTEND, SWITCH


@transaction.atomic
def add_clock(*, actor: Actor, case_id: int, spec: ClockSpec, now: datetime) -> datetime | None:
    """Give an open case one more clock and return when it ends; without a start it is ready.

    :raises ClockStateError: the case has a clock of this name, or would start too early or late.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.require("clock_added")
    if any(clock.name == spec.name and clock.task_id is None for clock in bench.clocks()):
        raise ClockStateError
    if spec.started_at is not None:
        hold_start(bench=bench, at=spec.started_at)
    clock = begin_clock(
        bench=bench,
        name=spec.name,
        limit=spec.limit,
        started_at=spec.started_at,
        agency_id=spec.agency_id,
    )
    record_act(bench=bench, name="clock_added", params={"clock": spec.name}, at=spec.started_at)
    return clock.due_at


@transaction.atomic
def start_clock(
    *, actor: Actor, case_id: int, name: str, at: datetime, now: datetime
) -> datetime | None:
    """Start a clock that is ready and return when it ends.

    :raises ClockStateError: there is no such clock, it has started, or would start before its case
        or long after today.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=(ClockState.READY,),
        act="clock_started",
        now=now,
    )
    hold_start(bench=bench, at=at)
    run_clock(bench=bench, clock=clock, at=at)
    record_act(bench=bench, name="clock_started", params={"clock": name}, at=at)
    return clock.due_at


@transaction.atomic
def switch_limit(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    case_id: int,
    name: str,
    limit: Limit,
    ground: str,
    now: datetime,
    note: str | None = None,
) -> datetime | None:
    """Put another limit on a clock, from its own start; an extension before it is void.

    ``ground`` is a code; what is said about it in words is the ``note``.

    :raises ClockStateError: it is stopped, or there is none.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=NOT_STOPPED,
        act="limit_switched",
        now=now,
    )
    params = {"clock": name, "ground": a_code(ground)}
    seq = record_act(bench=bench, name="limit_switched", params=params, body=note)
    clock.limit = limit.to_json()
    clock.save(update_fields=["limit"])
    if clock.started_at is not None:
        recount(bench=bench, clock=clock, kind=SWITCH, ground=ground, seq=seq)
    return clock.due_at


@transaction.atomic
def extend(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    case_id: int,
    name: str,
    to: datetime,
    ground: str,
    now: datetime,
    note: str | None = None,
) -> None:
    """Set a later end of a clock by an act with a ground (Mẫu 04); later pauses move that end.

    ``ground`` is a code; what is said about it in words is the ``note``.

    :raises ClockStateError: it does not run, or the new end is not later.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=GOING,
        act="clock_extended",
        now=now,
    )
    ends = end_now(bench=bench, clock=clock)
    if ends is None or to <= ends:
        raise ClockStateError
    params = {"clock": name, "ground": a_code(ground)}
    seq = record_act(bench=bench, name="clock_extended", params=params, body=note)
    calendar = bench.calendar_of(clock.calendar_agency_id)
    due = Due(at=to, provisional=to.date() > calendar.last_decided_on, counted_from=ends)
    move_due(bench=bench, clock=clock, becomes=due, kind=EXTEND, ground=ground, act_seq=seq)
    rewrite_watches(bench=bench, clock=clock)


@transaction.atomic
def recount_clock(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    case_id: int,
    name: str,
    ground: str,
    now: datetime,
    note: str | None = None,
    task_id: int | None = None,
) -> datetime | None:
    """Count a clock's provisional end anew on the calendar of today, and return it.

    ``ground`` is a code; what is said about it in words is the ``note``. The clock is the case's
    own, or that of a task.

    :raises ClockStateError: it does not run, or there is none.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=GOING,
        act="clock_recounted",
        now=now,
        task_id=task_id,
    )
    params = {"clock": name, "ground": a_code(ground)}
    seq = record_act(bench=bench, name="clock_recounted", params=params, body=note, task_id=task_id)
    recount(bench=bench, clock=clock, kind=RECOUNT, ground=ground, seq=seq)
    return clock.due_at


@transaction.atomic
def stop_clock(*, actor: Actor, case_id: int, name: str, at: datetime, now: datetime) -> str:
    """Stop a clock for good and return how it ended: early, on_time, late, or empty.

    :raises ClockStateError: there is no such clock, it is stopped, or would stop before it began or
        in the future.
    """
    bench, clock = lock_clock(
        actor=actor,
        case_id=case_id,
        name=name,
        states=NOT_STOPPED,
        act="clock_stopped",
        now=now,
    )
    hold_moment(bench=bench, at=at, begun=clock.started_at)
    if clock.state == ClockState.PAUSED:
        release_followers(bench=bench, clock=clock, at=at)
    stop_rows(bench=bench, clocks=[clock], at=at)
    record_act(
        bench=bench,
        name="clock_stopped",
        params={"clock": name, "verdict": clock.verdict},
        at=at,
    )
    return clock.verdict
