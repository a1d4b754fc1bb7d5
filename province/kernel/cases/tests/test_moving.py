"""The end of cases, and how they come together, move over and change their plan."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, Relation, TaskMode, UnitRole
from province.kernel.cases.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NotAllowedHereError,
    NotYoursError,
    StaleError,
)
from province.kernel.cases.models.case import CaseLink, CaseParty, CaseUnit
from province.kernel.cases.models.clock import Clock
from province.kernel.cases.models.journal import Act
from province.kernel.cases.tests.conftest import Commune, publish, step
from province.kernel.cases.tests.hands import DAY, clock_of, do, later, local, look, state_of, task
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org.models import Agency
from province.kernel.processes.contracts import HolderKind, HolderRule, TaskKind

pytestmark = pytest.mark.django_db


def close(commune: Commune, case: CaseRef, outcome: str = "done") -> None:
    cases.close(actor=commune.clerk, case_id=case.case_id, outcome=outcome, now=NOW)


def test_a_case_closes_only_with_an_outcome_that_its_kind_knows(commune: Commune) -> None:
    letter = commune.open_letter()
    before = state_of(letter)

    with pytest.raises(NotAllowedHereError):
        close(commune, letter, "lost")

    assert state_of(letter) == before
    close(commune, letter)
    assert (look(commune.clerk, letter).outcome, look(commune.clerk, letter).phase) == (
        "done",
        "closed",
    )
    event = OutboxEvent.objects.get(name="cases.case_closed")
    assert (event.payload["case_id"], event.payload["outcome"]) == (letter.case_id, "done")


def test_a_reopened_case_starts_with_nothing_running_and_counts_by_a_restart(
    commune: Commune,
) -> None:
    letter = commune.open_letter()
    with pytest.raises(StaleError):
        cases.reopen(actor=commune.clerk, case_id=letter.case_id, reason="x", now=NOW)
    close(commune, letter)

    cases.reopen(actor=commune.clerk, case_id=letter.case_id, reason="Chưa xong", now=later(days=1))

    view = look(commune.clerk, letter)
    assert (view.closed_at, view.outcome) == (None, "")
    assert {clock.state.value for clock in view.clocks} == {"stopped"}
    due = cases.restart(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        at=local(20, 10),
        ground="reopened",
        now=local(20, 10),
    )
    clock = clock_of(commune.clerk, letter)
    assert (clock.state.value, clock.verdict, clock.stopped_at) == ("running", "", None)
    assert (due, clock.due_first) == (local(30, 10), local(27, 10))


def test_cases_are_linked_once_closed_ones_too(commune: Commune) -> None:
    first, second = commune.open_letter(), commune.open_letter()
    close(commune, second)

    for _turn in range(2):
        cases.link(
            actor=commune.clerk,
            case_id=first.case_id,
            other_id=second.case_id,
            relation=Relation.ANSWERS,
            now=NOW,
        )

    assert CaseLink.objects.count() == 1
    assert Act.objects.filter(name="linked").count() == 1
    with pytest.raises(CaseNotFoundError):
        cases.link(
            actor=commune.clerk,
            case_id=first.case_id,
            other_id=first.case_id,
            relation=Relation.ANSWERS,
            now=NOW,
        )


def test_a_duplicate_closes_and_its_people_follow(commune: Commune, other: Commune) -> None:
    first, second = commune.open_letter(), commune.open_letter()
    given = commune.give(first, commune.specialist_post).task_id
    CaseParty.objects.create(case_id=first.case_id, party=commune.party, role="owner")

    cases.merge(actor=commune.clerk, case_id=first.case_id, into=second.case_id, now=NOW)

    assert look(commune.clerk, first).outcome == "merged"
    assert task(given).state == "cancelled"
    assert look(commune.citizen, second).parties == {"owner": (commune.party.pk,)}
    assert CaseLink.objects.get().relation == "duplicate_of"
    for wrong, refusal in (
        (first.case_id, CaseClosedError),
        (second.case_id, CaseNotFoundError),
        (other.open_letter().case_id, CaseNotFoundError),
    ):
        with pytest.raises(refusal):
            cases.merge(actor=commune.clerk, case_id=wrong, into=second.case_id, now=NOW)


def mover(commune: Commune) -> Actor:
    """Somebody who may rearrange this unit's cases."""
    may = MappingProxyType({commune.agency.pk: frozenset({permissions.MOVE_UNIT})})
    return replace(commune.clerk, abilities_by_unit=may)


def test_cases_move_to_another_unit_with_desks_posts_and_calendars(
    commune: Commune, other: Commune
) -> None:
    letter = commune.open_letter()
    CaseUnit.objects.create(
        case_id=letter.case_id, unit=other.agency, role=UnitRole.DECIDES, since=NOW
    )
    by_post = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    at_desk = cases.add_task(
        actor=commune.clerk,
        case_id=letter.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        holder=Holder(desk="one_stop"),
        title="Quầy",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
    ).task_id
    cases.take(actor=commune.officer, task_id=at_desk, now=NOW)
    done = commune.give(letter, commune.leader_post).task_id
    do(commune.leader, done)

    moved = cases.move_unit(
        actor=mover(commune),
        case_ids=[letter.case_id],
        to=other.agency.pk,
        act="agency_merged",
        now=later(hours=1),
    )

    assert moved == 1
    assert (task(by_post).post_id, task(by_post).unit_id) == (
        other.specialist_post.pk,
        other.agency.pk,
    )
    assert (task(at_desk).unit_id, task(at_desk).claimed_by_id) == (other.agency.pk, None)
    assert (task(done).post_id, task(done).unit_id) == (commune.leader_post.pk, commune.agency.pk)
    assert look(other.clerk, letter).units == {"decides": (other.agency.pk,)}
    assert look(other.clerk, letter).unit_id == other.agency.pk
    assert set(
        Clock.objects.exclude(state="stopped").values_list("calendar_agency_id", flat=True)
    ) == {other.agency.pk}
    old = CaseUnit.objects.get(unit=commune.agency)
    assert old.until == later(hours=1)
    do(other.officer, at_desk, at=later(hours=2))
    assert cases.verify(actor=other.clerk).is_whole


def test_cases_move_only_by_right_and_only_within_their_world(
    commune: Commune, other: Commune
) -> None:
    letter = commune.open_letter()
    before = state_of(letter)

    def move(actor: Actor) -> int:
        return cases.move_unit(
            actor=actor, case_ids=[letter.case_id], to=other.agency.pk, act="x", now=NOW
        )

    with pytest.raises(NotYoursError):
        move(commune.leader)
    with pytest.raises(CaseNotFoundError):
        move(mover(other))
    Agency.objects.filter(pk=other.agency.pk).update(kind="test", is_test=True)
    with pytest.raises(CaseNotFoundError):
        move(mover(commune))
    Agency.objects.filter(pk=other.agency.pk).update(kind="commune", is_test=False)
    close(commune, letter)
    assert move(mover(commune)) == 0
    assert before[0] + 1 == state_of(letter)[0]
    assert CaseUnit.objects.filter(unit=other.agency).count() == 0


def test_time_is_counted_in_whose_hands_it_was(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    asked = cases.ask_outside(
        actor=commune.clerk,
        case_id=letter.case_id,
        holder=Holder(party_id=commune.party.pk),
        title="Bổ sung",
        limit=None,
        pauses=None,
        now=local(19, 11),
    ).task_id
    do(commune.citizen, asked, at=local(19, 14))
    cases.pass_on(
        actor=commune.specialist,
        task_ids=[given],
        to_post=commune.leader_post.pk,
        reason="",
        now=local(19, 15),
    )
    do(commune.leader, given, at=local(19, 16))

    hands = cases.time_in_hands(actor=commune.clerk, case_id=letter.case_id, now=local(20, 10))
    unit = cases.time_in_hands_of_unit(
        actor=commune.clerk,
        unit_id=commune.agency.pk,
        since=local(19, 14, 30),
        until=local(30, 10),
        now=local(20, 10),
    )

    assert (hands.ours, hands.party, hands.outside) == (60 + 120, 30 + 30, 0)
    assert hands.by_post == {commune.specialist_post.pk: 120, commune.leader_post.pk: 60}
    assert (unit.ours, unit.party) == (90, 0)
    assert unit.by_post == {commune.specialist_post.pk: 30, commune.leader_post.pk: 60}


def test_time_at_a_desk_is_nobodys_until_it_is_taken(commune: Commune) -> None:
    plan = publish(
        [step(1, "reception", HolderRule(HolderKind.DESK, "one_stop", "receives"))], key="hands"
    )
    case = commune.open_errand(plan)
    do(commune.officer, case.opened[0], at=local(19, 11))

    hands = cases.time_in_hands(actor=commune.clerk, case_id=case.case_id, now=local(20, 10))

    assert hands.by_post == {commune.desk_post.pk: 60}


def test_a_desks_task_that_moves_is_handed_over_and_its_time_is_the_new_units(
    commune: Commune, other: Commune
) -> None:
    case = commune.open_errand(
        publish(
            [step(1, "reception", HolderRule(HolderKind.DESK, "one_stop", "receives"))], key="desk"
        )
    )
    (waiting,) = case.opened
    cases.take(actor=commune.officer, task_id=waiting, now=NOW)

    cases.move_unit(
        actor=mover(commune),
        case_ids=[case.case_id],
        to=other.agency.pk,
        act="merged_units",
        now=later(hours=1),
    )

    handed = cases.handovers(actor=other.officer, case_id=case.case_id)[-1]
    assert (handed.from_post_id, handed.to_post_id, handed.to_desk, handed.taken_at) == (
        commune.desk_post.pk,
        None,
        "one_stop",
        None,
    )
    hands = cases.time_in_hands(actor=other.officer, case_id=case.case_id, now=local(19, 15))
    assert hands.by_post == {commune.desk_post.pk: 60, 0: 30 + 90}


def test_hours_that_have_not_come_are_not_counted(commune: Commune) -> None:
    letter = commune.open_letter()
    commune.give(letter, commune.specialist_post)

    hands = cases.time_in_hands_of_unit(
        actor=commune.clerk,
        unit_id=commune.agency.pk,
        since=NOW,
        until=local(30, 10),
        now=later(minutes=30),
    )

    assert (hands.ours, hands.by_post) == (30, {commune.specialist_post.pk: 30})


def test_a_case_that_may_not_change_takes_no_duplicate_in(commune: Commune) -> None:
    first, second = commune.open_letter(), commune.open_letter()
    cases.set_facts(actor=commune.clerk, case_id=second.case_id, facts={"locked": True}, now=NOW)
    before = (state_of(first), state_of(second))

    with pytest.raises(NotAllowedHereError):
        cases.merge(actor=commune.clerk, case_id=first.case_id, into=second.case_id, now=NOW)

    assert (state_of(first), state_of(second)) == before
    assert CaseLink.objects.count() == 0
