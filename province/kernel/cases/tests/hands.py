"""Short ways to act in tests."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    CaseRef,
    CaseView,
    ClockView,
    Moved,
    PauseReason,
)
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.kinds import NOW

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = Limit(1, LimitUnit.WORK_DAY)
TWO_DAYS = Limit(2, LimitUnit.WORK_DAY)
SUPPLEMENT, FINANCE = PauseReason.SUPPLEMENT, PauseReason.FINANCE


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment in Hà Nội; NOW is Thursday 19 November 2026, 10:00, and Tuesday 24 is a day off."""
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


def later(**distance: float) -> datetime:
    return NOW + timedelta(**distance)


def do(
    actor: Actor, task_id: int, *, answer: str = "", key: str = "", at: datetime = NOW, **more: Any
) -> Moved:
    return cases.perform(
        actor=actor,
        task_id=task_id,
        doing=cases.Doing(act="done", answer=answer, **more),
        revision=None,
        key=key,
        now=at,
    )


def look(actor: Actor, case: CaseRef) -> CaseView:
    return cases.get_case(actor=actor, case_id=case.case_id, purpose=None, now=NOW)


def clock_of(actor: Actor, case: CaseRef, name: str = "legal") -> ClockView:
    found = look(actor, case).clock(name)
    assert found is not None
    return found


def step_clock(task_id: int) -> Clock:
    return Clock.objects.get(task_id=task_id)


def pause(
    actor: Actor,
    case: CaseRef,
    at: datetime,
    *,
    reason: PauseReason = SUPPLEMENT,
    name: str = "legal",
) -> None:
    cases.pause(actor=actor, case_id=case.case_id, name=name, reason=reason, at=at, now=at)


def resume(
    actor: Actor,
    case: CaseRef,
    at: datetime,
    *,
    reason: PauseReason = SUPPLEMENT,
    name: str = "legal",
) -> datetime | None:
    return cases.resume(actor=actor, case_id=case.case_id, name=name, reason=reason, at=at, now=at)


def state_of(case: CaseRef) -> tuple[int, int, str]:
    """What must not change when something is refused: revision, acts, phase."""
    row = Case.objects.get(pk=case.case_id)
    return row.revision, row.journal_seq, row.phase


def task(task_id: int) -> Task:
    return Task.objects.get(pk=task_id)
