"""Limits that several steps share."""

from datetime import datetime

import pytest

from province.foundation.identity.actors import job_actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef
from province.kernel.cases.models.clock import Clock, Watch
from province.kernel.cases.models.task import Handover
from province.kernel.cases.tests.conftest import Commune, post_of, publish, step
from province.kernel.cases.tests.hands import DAY, do, later, local, pause, resume, task
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db
SWEEPER = job_actor("sweeper")


@pytest.fixture
def errand(commune: Commune) -> CaseRef:
    """Two steps share a day, which ends on Friday 20 at 10:00; then one without a limit."""
    plan = publish(
        [
            step(1, "work", post_of("specialist"), budget="both", limit=DAY),
            step(2, "check", post_of("leader"), budget="both", limit=DAY, back=("work",)),
            step(3, "seal", post_of("clerk"), back=("work",)),
        ],
        key="budget",
        total=DAY,
    )
    return commune.open_errand(plan)


def budget() -> Clock:
    return Clock.objects.get(name="budget:both")


def send_back(commune: Commune, task_id: int, now: datetime) -> int:
    moved = cases.send_back(
        actor=commune.clerk,
        task_id=task_id,
        to_step="work",
        reason="Thiếu căn cứ",
        law=None,
        revision=None,
        now=now,
    )
    return moved.opened[0]


def waiting() -> list[str]:
    rows = Watch.objects.filter(clock=budget(), fired_at__isnull=True)
    return list(rows.values_list("kind", flat=True))


def test_a_budget_rests_when_its_last_step_is_done(commune: Commune, errand: CaseRef) -> None:
    check = do(commune.specialist, errand.opened[0]).opened[0]
    assert (budget().state, waiting()) == ("running", ["escalate"])

    do(commune.leader, check, at=later(hours=1))

    assert (budget().state, budget().verdict, budget().stopped_at) == (
        "stopped",
        "early",
        later(hours=1),
    )
    assert waiting() == []
    cases.sweep(actor=SWEEPER, now=local(20, 11))
    assert not Watch.objects.filter(clock=budget(), fired_at__isnull=False).exists()


def test_a_budget_goes_on_when_a_step_comes_back(commune: Commune, errand: CaseRef) -> None:
    check = do(commune.specialist, errand.opened[0]).opened[0]
    seal = do(commune.leader, check).opened[0]

    again = send_back(commune, seal, later(hours=1))

    assert (budget().state, budget().verdict, budget().due_at) == ("running", "", local(20, 10))
    assert (task(again).due_at, waiting()) == (local(20, 10), ["escalate"])


def test_a_budget_goes_on_when_its_last_step_is_undone(commune: Commune, errand: CaseRef) -> None:
    check = do(commune.specialist, errand.opened[0]).opened[0]
    do(commune.leader, check)

    cases.withdraw(actor=commune.leader, task_id=check, reason="Nhầm", now=NOW)

    assert (budget().state, waiting(), task(check).state) == ("running", ["escalate"], "open")


def test_a_step_that_ends_while_its_budget_stands_still_is_not_late(
    commune: Commune, errand: CaseRef
) -> None:
    pause(commune.clerk, errand, NOW)

    check = do(commune.specialist, errand.opened[0], at=local(23, 10)).opened[0]

    assert task(errand.opened[0]).due_at == local(25, 10)
    assert Handover.objects.get(task=check).verdict == "early"
    do(commune.leader, check, at=local(23, 10))
    assert (budget().state, budget().verdict) == ("stopped", "early")


def test_a_budget_that_goes_on_in_a_pause_stands_still_too(
    commune: Commune, errand: CaseRef
) -> None:
    check = do(commune.specialist, errand.opened[0]).opened[0]
    seal = do(commune.leader, check).opened[0]
    pause(commune.clerk, errand, NOW)
    again = send_back(commune, seal, NOW)

    assert (budget().state, waiting(), task(again).paused) == ("paused", [], True)
    resume(commune.clerk, errand, local(20, 10))
    assert (budget().due_at, task(again).due_at) == (local(23, 10), local(23, 10))
