from datetime import timedelta

import pytest

from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder
from province.kernel.cases.errors import ClockStateError
from province.kernel.cases.models.clock import ClockMove, ClockSpan
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import (
    DAY,
    FINANCE,
    SUPPLEMENT,
    TWO_DAYS,
    clock_of,
    do,
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


def test_a_pause_of_one_working_day_moves_the_end_by_one(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, FRIDAY)
    due = resume(commune.clerk, letter, MONDAY)

    clock = clock_of(commune.clerk, letter)
    assert due == clock.due_at == local(30, 10)
    assert (clock.state.value, clock.due_first) == ("running", local(27, 10))
    assert list(ClockMove.objects.values_list("kind", "ground", "becomes")) == [
        ("resume", "supplement", local(30, 10))
    ]


def test_two_overlapping_pauses_count_once(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, FRIDAY)
    pause(commune.clerk, letter, local(20, 14), reason=FINANCE)
    resume(commune.clerk, letter, local(20, 16))
    assert clock_of(commune.clerk, letter).state.value == "paused"

    due = resume(commune.clerk, letter, MONDAY, reason=FINANCE)

    assert due == local(30, 10)


def test_two_pauses_apart_count_each(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, local(19, 14))
    resume(commune.clerk, letter, local(19, 16))
    pause(commune.clerk, letter, FRIDAY)
    due = resume(commune.clerk, letter, MONDAY)

    assert due == local(30, 14)  # 480 + 120 working minutes after 27 November 10:00


def test_the_same_reason_does_not_pause_twice(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, FRIDAY)
    before = state_of(letter)

    with pytest.raises(ClockStateError):
        pause(commune.clerk, letter, FRIDAY)

    assert state_of(letter) == before
    assert ClockSpan.objects.count() == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_pause_begins_neither_before_the_clock_nor_in_the_future(
    commune: Commune, letter: CaseRef, hours: int
) -> None:
    before = state_of(letter)

    with pytest.raises(ClockStateError):
        cases.pause(
            actor=commune.clerk,
            case_id=letter.case_id,
            name="legal",
            reason=SUPPLEMENT,
            at=NOW + timedelta(hours=hours),
            now=NOW,
        )

    assert state_of(letter) == before


def test_a_clock_goes_on_only_from_its_own_pause_and_not_before_it(
    commune: Commune, letter: CaseRef
) -> None:
    with pytest.raises(ClockStateError):
        resume(commune.clerk, letter, FRIDAY)
    pause(commune.clerk, letter, FRIDAY)
    before = state_of(letter)

    with pytest.raises(ClockStateError):
        resume(commune.clerk, letter, MONDAY, reason=FINANCE)
    with pytest.raises(ClockStateError):
        resume(commune.clerk, letter, local(20, 9))

    assert state_of(letter) == before


def test_with_the_legal_clock_those_of_our_tasks_stand_still_and_the_partys_runs(
    commune: Commune, letter: CaseRef
) -> None:
    ours = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    theirs = cases.ask_outside(
        actor=commune.clerk,
        case_id=letter.case_id,
        holder=Holder(party_id=commune.party.pk),
        title="Bổ sung",
        limit=TWO_DAYS,
        pauses=SUPPLEMENT,
        now=NOW,
    ).task_id

    assert (task(ours).paused, task(theirs).paused) == (True, False)
    assert (step_clock(ours).state, step_clock(theirs).state) == ("paused", "running")
    assert clock_of(commune.clerk, letter, "local").state.value == "running"
    resume(commune.clerk, letter, FRIDAY)
    assert (task(ours).paused, task(ours).due_at) == (False, local(23, 10))
    assert step_clock(ours).state == "running"


def test_a_task_that_opens_during_the_pause_stands_still_too(
    commune: Commune, letter: CaseRef
) -> None:
    pause(commune.clerk, letter, NOW)

    opened = commune.give(letter, commune.specialist_post, limit=DAY).task_id

    assert (task(opened).paused, step_clock(opened).state) == (True, "paused")
    resume(commune.clerk, letter, FRIDAY)
    assert (task(opened).paused, task(opened).due_at) == (False, local(23, 10))


def test_a_task_that_ends_while_it_stands_still_is_not_late(
    commune: Commune, letter: CaseRef
) -> None:
    ours = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    pause(commune.clerk, letter, local(20, 9))

    do(commune.specialist, ours, at=local(27, 9))

    ended = step_clock(ours)
    assert (ended.state, ended.verdict) == ("stopped", "early")
    assert ended.due_at == local(27, 10)
    assert ended.spans.filter(until_at__isnull=True).count() == 0
    resume(commune.clerk, letter, local(27, 10))
    assert step_clock(ours).state == "stopped"


def test_a_case_closed_while_paused_is_not_late(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, FRIDAY)

    cases.close(
        actor=commune.clerk, case_id=letter.case_id, outcome="done", now=local(15, 10, month=12)
    )

    clock = clock_of(commune.clerk, letter)
    assert (clock.state.value, clock.verdict) == ("stopped", "early")
    assert ClockSpan.objects.filter(until_at__isnull=True).count() == 0


def test_an_extension_survives_the_pauses_after_it(commune: Commune, letter: CaseRef) -> None:
    cases.extend(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        to=local(1, 10, month=12),
        ground="mau_04",
        now=FRIDAY,
    )
    assert clock_of(commune.clerk, letter).due_at == local(1, 10, month=12)

    pause(commune.clerk, letter, FRIDAY)
    due = resume(commune.clerk, letter, MONDAY)

    assert due == local(2, 10, month=12)
    assert list(ClockMove.objects.order_by("pk").values_list("kind", "ground")) == [
        ("extend", "mau_04"),
        ("resume", "supplement"),
    ]
    assert clock_of(commune.clerk, letter).due_first == local(27, 10)


def test_an_extension_of_hours_is_moved_by_hours(commune: Commune) -> None:
    ref = cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(kind="demo_incident", title="x", unit_id=commune.agency.pk),
        key="",
        now=NOW,
    )
    cases.extend(
        actor=commune.clerk,
        case_id=ref.case_id,
        name="legal",
        to=local(23, 10, 30),
        ground="g",
        now=NOW,
    )
    pause(commune.clerk, ref, NOW)

    assert resume(commune.clerk, ref, local(19, 13)) == local(23, 13, 30)


def test_an_extension_must_be_later(commune: Commune, letter: CaseRef) -> None:
    before = state_of(letter)

    with pytest.raises(ClockStateError):
        cases.extend(
            actor=commune.clerk,
            case_id=letter.case_id,
            name="legal",
            to=local(27, 10),
            ground="complex",
            now=NOW,
        )

    assert state_of(letter) == before
    assert ClockMove.objects.count() == 0


def test_a_restart_counts_anew_and_keeps_the_first_date(commune: Commune, letter: CaseRef) -> None:
    ours = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    pause(commune.clerk, letter, FRIDAY)

    due = cases.restart(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        at=MONDAY,
        ground="supplemented",
        now=MONDAY,
    )

    clock = clock_of(commune.clerk, letter)
    assert due == clock.due_at == local(1, 10, month=12)
    assert (clock.due_first, clock.started_at) == (local(27, 10), MONDAY)
    assert (task(ours).paused, step_clock(ours).state) == (False, "running")
    assert ClockMove.objects.filter(clock_id=clock.id).get().kind == "restart"


def test_a_restart_forgets_an_extension(commune: Commune, letter: CaseRef) -> None:
    cases.extend(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        to=local(15, 10, month=12),
        ground="complex",
        now=NOW,
    )
    cases.restart(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        at=MONDAY,
        ground="complex",
        now=MONDAY,
    )
    pause(commune.clerk, letter, MONDAY)

    assert resume(commune.clerk, letter, MONDAY) == local(1, 10, month=12)
