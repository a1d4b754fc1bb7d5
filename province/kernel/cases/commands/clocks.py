"""Finds the clock that an act is about; its case is locked first."""

from collections.abc import Sequence
from datetime import datetime

from province.foundation.identity.actors import Actor
from province.kernel.cases.commands.bench import Bench, lock_case
from province.kernel.cases.contracts.values import ClockState
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.rules.clocks import is_past, may_start
from province.kernel.cases.rules.journal import is_code

GOING = (ClockState.RUNNING, ClockState.PAUSED)
NOT_STOPPED = (ClockState.READY, *GOING)
BEGUN = (*GOING, ClockState.STOPPED)


def lock_clock(  # noqa: PLR0913 -- whose, which, in which state, for which act
    *,
    actor: Actor,
    case_id: int,
    name: str,
    states: Sequence[ClockState],
    act: str,
    now: datetime,
    task_id: int | None = None,
) -> tuple[Bench, Clock]:
    """Lock the case and its own clock of this name, or a task's, in one of these states.

    :raises CaseNotFoundError: no such case for this actor.
    :raises CaseClosedError: the case is closed.
    :raises NotAllowedHereError: the kind does not allow the act.
    :raises ClockStateError: the clock is in another state, or there is none.
    """
    bench = lock_case(actor=actor, case_id=case_id, now=now)
    bench.require(act)
    return bench, clock_of(bench=bench, name=name, states=states, task_id=task_id)


def clock_of(
    *, bench: Bench, name: str, states: Sequence[ClockState], task_id: int | None = None
) -> Clock:
    """Return the case's own clock of this name, or that of a task.

    :raises ClockStateError: it is in another state, or there is none.
    """
    for clock in bench.clocks():
        if clock.name == name and clock.task_id == task_id and clock.state in states:
            return clock
    raise ClockStateError


def a_code(ground: str) -> str:
    """Return a ground as it may stand in the journal for good.

    :raises ValueError: it is more than a code (our own mistake): words belong into the body.
    """
    if not is_code(ground):
        msg = f"a ground is a code, not words: {ground!r}"
        raise ValueError(msg)
    return ground


def hold_moment(*, bench: Bench, at: datetime, begun: datetime | None) -> None:
    """Make sure that a moment of a clock is neither before its beginning nor still to come.

    :raises ClockStateError: it is.
    """
    if not is_past(at=at, begun=begun or bench.case.opened_at, now=bench.now):
        raise ClockStateError


def hold_start(*, bench: Bench, at: datetime) -> None:
    """Make sure that a clock starts neither before its case nor long after today.

    :raises ClockStateError: it would.
    """
    if not may_start(at=at, opened_at=bench.case.opened_at, now=bench.now):
        raise ClockStateError
