"""The way back and the undo."""

from datetime import timedelta

import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Moved, PaperRole, TaskState, UnitRole
from province.kernel.cases.errors import (
    MarkNeedsReasonError,
    NoHolderError,
    NotYoursError,
    PaperNotFoundError,
    StaleError,
)
from province.kernel.cases.models.case import Case, CasePaper, CaseUnit
from province.kernel.cases.models.clock import Watch
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.tests.conftest import Commune, person, post_of, publish, step
from province.kernel.cases.tests.hands import (
    DAY,
    clock_of,
    do,
    later,
    local,
    pause,
    resume,
    state_of,
    step_clock,
    task,
)
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org.models import Holding
from province.kernel.processes.contracts import HolderKind, HolderRule, Join, Many, Plan, TaskKind

pytestmark = pytest.mark.django_db
CHOSEN = HolderRule(HolderKind.CHOSEN)
DESK = HolderRule(HolderKind.DESK, "one_stop", "receives")


@pytest.fixture
def plan(commune: Commune) -> Plan:
    del commune
    return publish(
        [
            step(1, "reception", DESK),
            step(2, "appraisal", post_of("specialist"), limit=DAY),
            step(3, "decision", post_of("leader"), limit=DAY, back=("appraisal", "reception")),
        ],
        key="returning",
    )


def at_decision(commune: Commune, plan: Plan) -> tuple[CaseRef, int]:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])
    holder = task(received.opened[0]).post_id
    appraised = do(
        commune.specialist if holder == commune.specialist_post.pk else commune.leader,
        received.opened[0],
    )
    return case, appraised.opened[0]


def send_back(commune: Commune, task_id: int, to: str) -> Moved:
    return cases.send_back(
        actor=commune.leader,
        task_id=task_id,
        to_step=to,
        reason="Tính lại",
        law="NĐ 118",
        revision=None,
        now=NOW,
    )


def test_whoever_did_the_step_gets_it_back_though_a_colleague_has_less_to_do(
    commune: Commune, plan: Plan
) -> None:
    _case, decision = at_decision(commune, plan)
    person(commune.agency, "specialist", 901)
    commune.give(commune.open_letter(), commune.specialist_post)

    back = send_back(commune, decision, "appraisal")

    assert task(back.opened[0]).post_id == commune.specialist_post.pk
    assert task(back.opened[0]).due_at == local(20, 10)


@pytest.mark.parametrize("gone", ["ended", "empty"])
def test_a_step_goes_to_a_colleague_when_nobody_sits_in_the_post_that_did_it(
    commune: Commune, plan: Plan, gone: str
) -> None:
    _case, decision = at_decision(commune, plan)
    heir, _actor = person(commune.agency, "specialist", 901)
    if gone == "ended":
        post = commune.specialist_post
        post.validity = (post.validity.lower, NOW.date())
        post.save()
    else:
        Holding.objects.filter(post=commune.specialist_post).delete()

    back = send_back(commune, decision, "appraisal")

    assert task(back.opened[0]).post_id == heir.pk


def test_a_step_of_a_desk_goes_back_to_the_desk(commune: Commune, plan: Plan) -> None:
    _case, decision = at_decision(commune, plan)

    back = send_back(commune, decision, "reception")

    again = task(back.opened[0])
    assert (again.desk, again.post_id, again.claimed_by_id) == ("one_stop", None, None)
    assert Handover.objects.get(task=again).to_desk == "one_stop"


def test_a_chosen_step_goes_back_to_who_was_chosen(commune: Commune) -> None:
    plan = publish(
        [
            step(1, "direct", post_of("leader")),
            step(2, "work", CHOSEN),
            step(3, "check", post_of("clerk"), back=("work",)),
        ],
        key="chosen",
    )
    case = commune.open_errand(plan)
    with pytest.raises(NoHolderError):
        do(commune.leader, case.opened[0])
    worked = do(commune.leader, case.opened[0], chosen=commune.specialist_post.pk)
    checked = do(commune.specialist, worked.opened[0])

    back = cases.send_back(
        actor=commune.clerk,
        task_id=checked.opened[0],
        to_step="work",
        reason="x",
        law=None,
        revision=None,
        now=NOW,
    )

    assert task(back.opened[0]).post_id == commune.specialist_post.pk


def test_nobody_outside_the_case_is_chosen(commune: Commune, other: Commune) -> None:
    plan = publish([step(1, "direct", post_of("leader")), step(2, "work", CHOSEN)], key="chosen2")
    case = commune.open_errand(plan)
    before = state_of(case)

    with pytest.raises(NoHolderError):
        do(commune.leader, case.opened[0], chosen=other.specialist_post.pk)

    assert state_of(case) == before
    assert task(case.opened[0]).state == TaskState.OPEN


def open_in_two(commune: Commune, other: Commune, join: Join = Join.ALL) -> CaseRef:
    plan = publish(
        [
            step(
                1,
                "opinion",
                HolderRule(HolderKind.POST, "specialist", "joins"),
                many=Many.EACH,
                kind=TaskKind.CONSULT,
                block="ask",
                join=join,
            ),
            step(2, "decision", post_of("leader"), back=("opinion",)),
        ],
        key=f"each-{join.value}",
    )
    ref = cases.open_case(
        actor=commune.officer,
        new=cases.NewCase(
            kind="demo_errand",
            title="Hỏi ý kiến",
            unit_id=commune.agency.pk,
            plan=plan,
            units={
                UnitRole.DECIDES: [commune.agency.pk],
                UnitRole.JOINS: [commune.agency.pk, other.agency.pk],
            },
        ),
        key="",
        now=NOW,
    )
    assert len(ref.opened) == 2
    return ref


def test_a_step_for_each_unit_waits_for_all_and_comes_back_to_each_doer(
    commune: Commune, other: Commune
) -> None:
    case = open_in_two(commune, other)
    first = do(commune.specialist, case.opened[0])
    second = do(other.specialist, case.opened[1])
    assert (first.opened, len(second.opened)) == ((), 1)

    back = send_back(commune, second.opened[0], "opinion")

    assert [(task(t).unit_id, task(t).post_id) for t in back.opened] == [
        (commune.agency.pk, commune.specialist_post.pk),
        (other.agency.pk, other.specialist_post.pk),
    ]
    again = do(other.specialist, back.opened[1])
    assert again.opened == ()  # the answers of the first round do not count for the second
    assert len(do(commune.specialist, back.opened[0]).opened) == 1


def test_a_unit_that_has_left_the_case_is_not_asked(commune: Commune, other: Commune) -> None:
    case = open_in_two(commune, other)
    CaseUnit.objects.filter(unit=other.agency, role="joins").update(until=NOW)
    do(commune.specialist, case.opened[0])
    decided = do(other.specialist, case.opened[1])

    back = send_back(commune, decided.opened[0], "opinion")

    assert [task(t).unit_id for t in back.opened] == [commune.agency.pk]


def test_an_undo_opens_again_what_the_act_let_fall(commune: Commune, other: Commune) -> None:
    case = open_in_two(commune, other, Join.ANY)
    moved = do(commune.specialist, case.opened[0])
    assert task(case.opened[1]).state == TaskState.CANCELLED

    cases.withdraw(actor=commune.specialist, task_id=case.opened[0], reason="Nhầm", now=NOW)

    assert [task(t).state for t in (*case.opened, *moved.opened)] == ["open", "open", "cancelled"]


def test_an_undo_restores_clock_watches_facts_and_phase(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    appraisal = do(commune.officer, case.opened[0]).opened[0]
    Case.objects.filter(pk=case.case_id).update(phase="special")
    do(commune.specialist, appraisal, facts={"costly": True}, at=later(hours=1))

    cases.withdraw(actor=commune.specialist, task_id=appraisal, reason="Nhầm", now=later(hours=2))

    clock = step_clock(appraisal)
    assert (clock.state, clock.stopped_at, clock.verdict) == ("running", None, "")
    assert clock.due_at == task(appraisal).due_at == local(20, 10)
    assert list(Watch.objects.filter(clock=clock, fired_at=None).values_list("kind")) == [
        ("escalate",)
    ]
    row = Case.objects.get(pk=case.case_id)
    assert row.facts == {}
    assert cases.verify(actor=commune.officer).is_whole


def test_an_undo_during_a_pause_stands_still_again(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    appraisal = do(commune.officer, case.opened[0]).opened[0]
    pause(commune.officer, case, NOW)
    do(commune.specialist, appraisal, at=later(hours=1))

    cases.withdraw(actor=commune.specialist, task_id=appraisal, reason="Nhầm", now=later(hours=3))

    assert (task(appraisal).paused, step_clock(appraisal).state) == (True, "paused")
    resume(commune.officer, case, local(20, 10))
    assert task(appraisal).due_at == local(23, 10)
    assert clock_of(commune.officer, case).due_at == local(26, 10)


def test_a_return_can_be_undone_too(commune: Commune, plan: Plan) -> None:
    _case, decision = at_decision(commune, plan)
    back = send_back(commune, decision, "appraisal")

    cases.withdraw(actor=commune.leader, task_id=decision, reason="Nhầm", now=NOW)

    assert (task(decision).state, task(back.opened[0]).state) == ("open", "cancelled")


def test_only_the_doer_who_still_holds_the_post_undoes_and_only_the_last_act(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    do(commune.officer, case.opened[0])
    before = state_of(case)

    with pytest.raises(NotYoursError):
        cases.withdraw(actor=commune.leader, task_id=case.opened[0], reason="x", now=NOW)
    assert state_of(case) == before
    cases.note(actor=commune.clerk, case_id=case.case_id, act="seen", params={}, body=None, now=NOW)
    with pytest.raises(StaleError):
        cases.withdraw(actor=commune.officer, task_id=case.opened[0], reason="x", now=NOW)
    assert task(case.opened[0]).state == TaskState.DONE


def test_an_undo_twice_is_stale(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    do(commune.officer, case.opened[0])
    cases.withdraw(actor=commune.officer, task_id=case.opened[0], reason="x", now=NOW)

    with pytest.raises(StaleError):
        cases.withdraw(actor=commune.officer, task_id=case.opened[0], reason="x", now=NOW)

    assert Task.objects.filter(state="open").count() == 1


def test_the_least_loaded_colleague_gets_the_next_step(commune: Commune, plan: Plan) -> None:
    second, _actor = person(commune.agency, "specialist", 901)
    holders = []
    for _turn in range(4):
        case = commune.open_errand(plan)
        holders.append(task(do(commune.officer, case.opened[0]).opened[0]).post_id)

    assert holders == [commune.specialist_post.pk, second.pk] * 2


def test_a_unit_without_the_post_stops_the_step_and_nothing_happens(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    before = state_of(case)
    post = commune.specialist_post
    post.validity = (post.validity.lower, NOW.date() - timedelta(days=1))
    post.save()

    with pytest.raises(NoHolderError):
        do(commune.officer, case.opened[0])

    assert state_of(case) == before
    assert task(case.opened[0]).state == TaskState.OPEN


def test_an_online_case_has_the_online_limit(commune: Commune) -> None:
    plan = publish(
        [
            step(
                1,
                "work",
                post_of("specialist"),
                limit=DAY,
                limit_online=Limit(1, LimitUnit.HALF_DAY),
            )
        ],
        key="online",
    )

    online = commune.open_errand(plan, channel="online")
    paper = commune.open_errand(plan, channel="counter")

    assert task(online.opened[0]).due_at == local(19, 16)  # 90 minutes, then from 13:30
    assert task(paper.opened[0]).due_at == local(20, 10)


@pytest.mark.parametrize(
    ("marks", "refusal"), [({0: "mờ"}, PaperNotFoundError), ({0: " "}, MarkNeedsReasonError)]
)
def test_a_mark_needs_a_paper_of_the_case_and_a_word(
    commune: Commune, plan: Plan, marks: dict[int, str], refusal: type[Exception]
) -> None:
    case = commune.open_errand(plan)
    before = state_of(case)

    with pytest.raises(refusal):
        do(commune.officer, case.opened[0], marks=marks)

    assert state_of(case) == before
    assert CasePaper.objects.filter(role=PaperRole.COMPONENT).count() == 0
