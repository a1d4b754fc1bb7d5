"""The first demo kind: a letter, its tasks a tree by hand, two clocks at once, no plan."""

import pytest

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Holder, TaskMode, TaskState
from province.kernel.cases.errors import NoHolderError, NotAllowedHereError, StaleError
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.conftest import Commune, person
from province.kernel.cases.tests.hands import (
    DAY,
    clock_of,
    do,
    local,
    look,
    state_of,
    step_clock,
    task,
)
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org.models import Holding
from province.kernel.org.tests.factories import PostFactory
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db


def test_two_clocks_run_at_once_each_by_its_own_count(commune: Commune) -> None:
    letter = commune.open_letter()

    assert clock_of(commune.clerk, letter, "legal").due_at == local(27, 10)  # 5 working days
    assert clock_of(commune.clerk, letter, "local").due_at == local(26, 17)  # 7 days


def test_a_tree_of_tasks_grows_by_hand_and_the_letter_closes(commune: Commune) -> None:
    letter = commune.open_letter()
    lead = commune.give(letter, commune.specialist_post, limit=DAY)
    joins = commune.give(letter, commune.leader_post, parent=lead.task_id, kind=TaskKind.CONSULT)
    reads = commune.give(letter, commune.desk_post, parent=lead.task_id, kind=TaskKind.READ)

    do(commune.leader, joins.task_id, answer="agree")
    moved = do(commune.specialist, lead.task_id)
    cases.close(actor=commune.clerk, case_id=letter.case_id, outcome="done", now=NOW)

    assert (moved.opened, moved.plan_ended) == ((), False)
    assert list(Task.objects.order_by("pk").values_list("pk", "parent_id", "state")) == [
        (lead.task_id, None, "done"),
        (joins.task_id, lead.task_id, "done"),
        (reads.task_id, lead.task_id, "cancelled"),
    ]
    assert [act.name for act in cases.timeline(actor=commune.clerk, case_id=letter.case_id)] == [
        "opened",
        "directed",
        "directed",
        "directed",
        "done",
        "done",
        "closed",
    ]
    assert {c.state.value for c in look(commune.clerk, letter).clocks} == {"stopped"}


def test_a_task_by_hand_has_its_own_limit(commune: Commune) -> None:
    letter = commune.open_letter()

    with_limit = commune.give(letter, commune.specialist_post, limit=DAY)
    without = commune.give(letter, commune.specialist_post)

    assert (with_limit.due_at, without.due_at) == (local(20, 10), None)


def test_a_task_counts_on_the_calendar_of_its_unit(commune: Commune, other: Commune) -> None:
    letter = commune.open_letter()

    asked = commune.give(letter, other.specialist_post, limit=DAY, kind=TaskKind.CONSULT)

    assert task(asked.task_id).unit_id == other.agency.pk
    assert step_clock(asked.task_id).calendar_agency_id == other.agency.pk


def test_a_task_goes_to_the_desk_of_another_unit(commune: Commune, other: Commune) -> None:
    letter = commune.open_letter()

    asked = cases.add_task(
        actor=commune.clerk,
        case_id=letter.case_id,
        parent_id=None,
        kind=TaskKind.CONSULT,
        holder=Holder(desk="one_stop"),
        title="Xin ý kiến",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
        unit_id=other.agency.pk,
    )

    assert task(asked.task_id).unit_id == other.agency.pk
    do(other.officer, asked.task_id)
    assert task(asked.task_id).state == TaskState.DONE


def test_a_parent_must_be_a_task_of_the_same_case(commune: Commune) -> None:
    first, second = commune.open_letter(), commune.open_letter()
    stranger = commune.give(first, commune.specialist_post)
    before = state_of(second)

    with pytest.raises(StaleError):
        commune.give(second, commune.leader_post, parent=stranger.task_id)

    assert state_of(second) == before
    assert Task.objects.filter(case_id=second.case_id).count() == 0


def test_nobody_gives_a_task_to_an_empty_or_ended_post(commune: Commune) -> None:
    letter = commune.open_letter()
    empty = PostFactory.create(agency=commune.agency, role="specialist")
    ended, _actor = person(commune.agency, "specialist", 900)
    ended.validity = (ended.validity.lower, NOW.date())
    ended.save()
    before = state_of(letter)

    for post in (empty, ended):
        with pytest.raises(NoHolderError):
            commune.give(letter, post)

    assert state_of(letter) == before
    assert Holding.objects.filter(post=empty).count() == 0


def test_the_kind_may_refuse_a_task_by_hand(commune: Commune) -> None:
    letter = commune.open_letter()
    cases.set_facts(actor=commune.clerk, case_id=letter.case_id, facts={"locked": True}, now=NOW)

    with pytest.raises(NotAllowedHereError):
        commune.give(letter, commune.specialist_post)

    assert Task.objects.count() == 0


def test_many_cases_open_together_or_not_at_all(commune: Commune) -> None:
    parent = commune.open_letter()
    new = [
        cases.NewCase(
            kind="demo_letter",
            title=f"Giao {n}",
            unit_id=commune.agency.pk,
            parent_id=parent.case_id,
        )
        for n in range(3)
    ]

    opened = cases.open_many(actor=commune.clerk, many=new, key="campaign", now=NOW)
    again = cases.open_many(actor=commune.clerk, many=new, key="campaign", now=NOW)

    assert opened == again
    assert len({ref.case_id for ref in opened}) == 3
    assert {look(commune.clerk, ref).parent_id for ref in opened} == {parent.case_id}


def test_the_unit_in_charge_always_has_its_row(commune: Commune) -> None:
    ref = cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(kind="demo_letter", title="Văn bản", unit_id=commune.agency.pk),
        key="",
        now=NOW,
    )

    assert look(commune.leader, ref).units == {"decides": (commune.agency.pk,)}


def test_a_limit_until_a_moment_is_that_moment(commune: Commune) -> None:
    letter = commune.open_letter()
    until = Limit(0, LimitUnit.UNTIL, until=local(30, 9))

    assert commune.give(letter, commune.leader_post, limit=until).due_at == local(30, 9)
