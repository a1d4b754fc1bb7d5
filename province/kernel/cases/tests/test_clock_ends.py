"""Clocks start, stop, are watched and counted anew."""

from datetime import datetime
from typing import Any

import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, ClockSpec
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.clock import Clock, Watch
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import (
    DAY,
    SUPPLEMENT,
    clock_of,
    later,
    local,
    pause,
    resume,
    state_of,
    step_clock,
    task,
)
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db
FRIDAY = local(20, 10)
MONDAY = local(23, 10)


@pytest.fixture
def letter(commune: Commune) -> CaseRef:
    """Its legal clock ends on Friday 27 November at 10:00."""
    return commune.open_letter()


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        (local(27, 9), "early"),
        (local(27, 10), "on_time"),
        (local(27, 10, 1), "late"),
    ],
)
def test_a_stopped_clock_says_how_it_ended(
    commune: Commune, letter: CaseRef, at: object, verdict: str
) -> None:
    ended = cases.stop_clock(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        at=at,  # type: ignore[arg-type]  # parametrised
        now=local(30, 8),
    )

    assert ended == clock_of(commune.clerk, letter).verdict == verdict
    with pytest.raises(ClockStateError):
        cases.stop_clock(
            actor=commune.clerk, case_id=letter.case_id, name="legal", at=NOW, now=local(30, 8)
        )


def test_stopping_the_paused_legal_clock_lets_our_tasks_go_on(
    commune: Commune, letter: CaseRef
) -> None:
    ours = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    pause(commune.clerk, letter, NOW)

    cases.stop_clock(
        actor=commune.clerk, case_id=letter.case_id, name="legal", at=FRIDAY, now=FRIDAY
    )

    assert (task(ours).paused, step_clock(ours).state) == (False, "running")
    assert task(ours).due_at == local(23, 10)


def test_a_ready_clock_starts_once(commune: Commune, letter: CaseRef) -> None:
    cases.add_clock(
        actor=commune.clerk, case_id=letter.case_id, spec=ClockSpec("answer", DAY), now=NOW
    )
    assert clock_of(commune.clerk, letter, "answer").state.value == "ready"

    due = cases.start_clock(
        actor=commune.clerk, case_id=letter.case_id, name="answer", at=FRIDAY, now=FRIDAY
    )

    assert due == local(23, 10)
    with pytest.raises(ClockStateError):
        cases.start_clock(
            actor=commune.clerk, case_id=letter.case_id, name="answer", at=FRIDAY, now=FRIDAY
        )
    with pytest.raises(ClockStateError):
        cases.add_clock(
            actor=commune.clerk, case_id=letter.case_id, spec=ClockSpec("answer", DAY), now=NOW
        )


def test_a_local_clock_pauses_alone(commune: Commune, letter: CaseRef) -> None:
    ours = commune.give(letter, commune.specialist_post, limit=DAY).task_id

    pause(commune.clerk, letter, NOW, name="local")

    assert (clock_of(commune.clerk, letter).state.value, task(ours).paused) == ("running", False)


def test_watches_follow_the_end_wherever_it_goes(commune: Commune, letter: CaseRef) -> None:
    legal = Clock.objects.get(case_id=letter.case_id, name="legal")

    def moments() -> list[tuple[str, object]]:
        rows = Watch.objects.filter(clock=legal, fired_at__isnull=True).order_by("fires_at")
        return list(rows.values_list("kind", "fires_at"))

    assert moments() == [
        ("warn", local(25, 10)),
        ("draft_apology", local(26, 10)),
        ("escalate", local(27, 10)),
    ]
    pause(commune.clerk, letter, FRIDAY)
    assert moments() == []
    resume(commune.clerk, letter, MONDAY)
    assert moments() == [
        ("warn", local(26, 10)),
        ("draft_apology", local(27, 10)),
        ("escalate", local(30, 10)),
    ]
    cases.switch_limit(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        limit=DAY,
        ground="urgent",
        now=local(26, 8),
    )
    assert moments() == [("escalate", FRIDAY)]  # late at once: it must be told
    cases.close(actor=commune.clerk, case_id=letter.case_id, outcome="done", now=local(26, 8))
    assert moments() == []


def test_provisional_ends_are_listed_and_counted_anew(commune: Commune, letter: CaseRef) -> None:
    cases.add_clock(
        actor=commune.clerk,
        case_id=letter.case_id,
        spec=ClockSpec("far", Limit(20, LimitUnit.MONTH), started_at=NOW),
        now=NOW,
    )

    (listed,) = cases.provisional_clocks(actor=commune.clerk, limit=10)
    due = cases.recount_clock(
        actor=commune.clerk, case_id=letter.case_id, name="far", ground="calendar_2027", now=NOW
    )

    assert (listed.name, listed.case_id, listed.due_at) == ("far", letter.case_id, due)
    assert cases.provisional_clocks(actor=commune.citizen, limit=10) == ()


def test_a_clock_of_the_case_counts_on_the_agencys_calendar(
    commune: Commune, other: Commune, letter: CaseRef
) -> None:
    cases.add_clock(
        actor=commune.clerk,
        case_id=letter.case_id,
        spec=ClockSpec("answer", DAY, started_at=NOW, agency_id=other.agency.pk),
        now=NOW,
    )

    assert clock_of(commune.clerk, letter, "answer").agency_id == other.agency.pk


def test_an_extension_of_a_paused_clock_lies_behind_the_end_that_the_pause_has_moved(
    commune: Commune, letter: CaseRef
) -> None:
    pause(commune.clerk, letter, NOW)

    def extend(to: datetime) -> None:
        cases.extend(
            actor=commune.clerk,
            case_id=letter.case_id,
            name="legal",
            to=to,
            ground="complex",
            now=local(25, 10),
        )

    before = state_of(letter)
    with pytest.raises(ClockStateError):
        extend(local(30, 10))  # stands still for three days, so its end is Wednesday, 2 December
    with pytest.raises(ClockStateError):
        extend(local(2, 10, month=12))
    assert state_of(letter) == before
    assert clock_of(commune.clerk, letter).due_at == local(27, 10)

    extend(local(3, 10, month=12))

    assert clock_of(commune.clerk, letter).due_at == local(3, 10, month=12)


@pytest.mark.parametrize("moment", [later(days=-400), later(days=400)])
def test_moments_before_the_beginning_and_ahead_are_refused(
    commune: Commune, letter: CaseRef, moment: datetime
) -> None:
    cases.add_clock(
        actor=commune.clerk, case_id=letter.case_id, spec=ClockSpec("answer", DAY), now=NOW
    )
    pause(commune.clerk, letter, NOW, name="local")
    before = state_of(letter)
    which: dict[str, Any] = {
        "actor": commune.clerk,
        "case_id": letter.case_id,
        "at": moment,
        "now": NOW,
    }

    for attempt in (
        lambda: cases.pause(name="legal", reason=SUPPLEMENT, **which),
        lambda: cases.resume(name="local", reason=SUPPLEMENT, **which),
        lambda: cases.restart(name="legal", ground="anew", **which),
        lambda: cases.stop_clock(name="legal", **which),
        lambda: cases.stop_clock(name="answer", **which),
        lambda: cases.start_clock(name="answer", **which),
        lambda: cases.add_clock(
            actor=commune.clerk,
            case_id=letter.case_id,
            spec=ClockSpec("other", DAY, started_at=moment),
            now=NOW,
        ),
    ):
        with pytest.raises(ClockStateError):
            attempt()

    assert state_of(letter) == before
    assert not Clock.objects.filter(started_at=moment).exists()


def test_a_clock_may_start_on_the_next_working_day(commune: Commune, letter: CaseRef) -> None:
    cases.add_clock(
        actor=commune.clerk, case_id=letter.case_id, spec=ClockSpec("answer", DAY), now=NOW
    )

    cases.start_clock(
        actor=commune.clerk, case_id=letter.case_id, name="answer", at=local(25, 7, 30), now=NOW
    )

    assert clock_of(commune.clerk, letter, "answer").started_at == local(25, 7, 30)
