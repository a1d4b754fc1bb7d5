"""Clocks start, stop, are watched and counted anew."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions as calendar_rights
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    DayOverride,
    DecidedDays,
    Limit,
    LimitUnit,
    OverrideKind,
)
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


def test_warnings_come_whole_working_days_ahead_of_an_end_at_the_opening(
    commune: Commune, letter: CaseRef
) -> None:
    cases.extend(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        to=local(30, 7),
        ground="complex",
        now=NOW,
    )

    watches = Watch.objects.filter(clock__case_id=letter.case_id, clock__name="legal")
    assert list(watches.order_by("fires_at").values_list("kind", "fires_at")) == [
        ("warn", local(26, 7)),
        ("draft_apology", local(27, 7)),
        ("escalate", local(30, 7)),
    ]


def test_provisional_ends_are_listed_and_counted_anew(commune: Commune, letter: CaseRef) -> None:
    cases.add_clock(
        actor=commune.clerk,
        case_id=letter.case_id,
        spec=ClockSpec("far", Limit(20, LimitUnit.MONTH), started_at=NOW),
        now=NOW,
    )

    (listed,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)
    due = cases.recount_clock(
        actor=commune.clerk, case_id=letter.case_id, name="far", ground="calendar_2027", now=NOW
    )

    assert (listed.name, listed.case_id, listed.due_at) == ("far", letter.case_id, due)
    assert cases.provisional_clocks(actor=commune.citizen, now=NOW, limit=10) == ()


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


def decide(*days: DayOverride, until: date) -> None:
    """Publish the days off of a year, as the province's administrator does."""
    province = job_actor("test", calendar_rights.MANAGE_PROVINCE)
    for day in days:
        calendars.set_override(actor=province, agency_id=None, override=day)
    calendars.publish_year(actor=province, decided=DecidedDays(last_date=until, decision="9/TB"))


def add_far(commune: Commune, letter: CaseRef) -> Clock:
    """A clock that ends on Wednesday 6 January 2027 at 10:00."""
    commune_clock = ClockSpec("far", Limit(32, LimitUnit.WORK_DAY), started_at=NOW)
    cases.add_clock(actor=commune.clerk, case_id=letter.case_id, spec=commune_clock, now=NOW)
    return Clock.objects.get(case_id=letter.case_id, name="far")


OFF = tuple(
    DayOverride(date=day, kind=OverrideKind.OFF, decision="9/TB")
    for day in (date(2026, 11, 24), date(2027, 1, 1), date(2027, 1, 4))
)


def test_the_list_says_what_the_calendar_of_today_would_give(
    commune: Commune, letter: CaseRef
) -> None:
    was = add_far(commune, letter).due_at
    assert was is not None

    (before,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)
    decide(*OFF, until=date(2027, 12, 31))
    (after,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)

    assert (before.due_at, before.counted_at, before.is_decided) == (was, was, False)
    assert (after.due_at, after.is_decided) == (was, True)
    assert after.counted_at == was + timedelta(days=1)
    assert after == cases.provisional_clock(actor=commune.clerk, clock_id=after.clock_id, now=NOW)
    assert after.counted_at == cases.recount_clock(
        actor=commune.clerk, case_id=letter.case_id, name="far", ground="decided", now=NOW
    )
    with pytest.raises(ClockStateError):
        cases.provisional_clock(actor=commune.clerk, clock_id=after.clock_id, now=NOW)


def test_an_extension_stays_when_its_end_is_counted_on_the_calendar_of_today(
    commune: Commune, letter: CaseRef
) -> None:
    extended = local(8, 10, month=1).replace(year=2027)
    cases.extend(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        to=extended,
        ground="field_check",
        now=NOW,
    )

    decide(*OFF, until=date(2027, 12, 31))

    (listed,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)
    assert (listed.counted_at, listed.is_decided) == (extended, True)


def test_a_clock_that_stands_still_is_counted_when_it_goes_on(
    commune: Commune, letter: CaseRef
) -> None:
    add_far(commune, letter)
    pause(commune.clerk, letter, NOW, name="far")
    decide(*OFF, until=date(2027, 12, 31))

    (listed,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)

    assert (listed.is_paused, listed.counted_at, listed.is_decided) == (True, None, False)


def test_the_clock_of_a_task_is_counted_anew(commune: Commune, letter: CaseRef) -> None:
    limit = Limit(32, LimitUnit.WORK_DAY)
    ours = commune.give(letter, commune.specialist_post, limit=limit).task_id
    decide(*OFF, until=date(2027, 12, 31))
    (listed,) = cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=10)
    assert (listed.task_id, listed.task_title) == (ours, task(ours).title)

    due = cases.recount_clock(
        actor=commune.clerk,
        case_id=letter.case_id,
        name=listed.name,
        task_id=ours,
        ground="decided",
        now=NOW,
    )

    assert listed.counted_at == due == task(ours).due_at == step_clock(ours).due_at
    assert not step_clock(ours).provisional


def test_the_list_of_provisional_ends_takes_as_many_queries_for_one_as_for_many(
    commune: Commune, letter: CaseRef, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_far(commune, letter)
    cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=50)

    def look() -> int:
        return len(cases.provisional_clocks(actor=commune.clerk, now=NOW, limit=50))

    with django_assert_num_queries(4):
        assert look() == 1
    for number in range(29):
        cases.add_clock(
            actor=commune.clerk,
            case_id=letter.case_id,
            spec=ClockSpec(f"far{number}", Limit(20, LimitUnit.MONTH), started_at=NOW),
            now=NOW,
        )
    with django_assert_num_queries(4):
        assert look() == 30
