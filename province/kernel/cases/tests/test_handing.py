from dataclasses import replace
from types import MappingProxyType

import pytest

from province.foundation.identity.actors import Actor, SessionKind, job_actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder
from province.kernel.cases.errors import (
    CaseClosedError,
    CaseNotFoundError,
    ClockStateError,
    NoHolderError,
    NotYoursError,
    StaleError,
)
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover
from province.kernel.cases.tests.conftest import Commune, person, post_of, publish, step
from province.kernel.cases.tests.hands import FINANCE, do, later, look, state_of, task
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org.tests.factories import PostFactory
from province.kernel.processes.contracts import HolderKind, HolderRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(commune: Commune) -> CaseRef:
    plan = publish(
        [
            step(1, "reception", HolderRule(HolderKind.DESK, "one_stop", "receives")),
            step(2, "work", post_of("specialist")),
        ],
        key="desk",
    )
    return commune.open_errand(plan)


def second_officer(commune: Commune) -> Actor:
    _post, actor = person(commune.agency, "one_stop_officer", 902, desk="one_stop")
    return actor


def test_who_takes_a_task_from_the_desk_has_it_alone(commune: Commune, at_desk: CaseRef) -> None:
    (reception,) = at_desk.opened
    colleague = second_officer(commune)

    cases.take(actor=commune.officer, task_id=reception, now=NOW)

    with pytest.raises(StaleError):
        cases.take(actor=colleague, task_id=reception, now=NOW)
    with pytest.raises(NotYoursError):
        do(colleague, reception)
    assert task(reception).claimed_by_id == commune.desk_post.pk
    assert task(reception).state == "open"


def test_a_task_given_back_is_free_again_with_both_hands_on_record(
    commune: Commune, at_desk: CaseRef
) -> None:
    (reception,) = at_desk.opened
    colleague = second_officer(commune)
    cases.take(actor=commune.officer, task_id=reception, now=NOW)
    with pytest.raises(NotYoursError):
        cases.release(actor=colleague, task_id=reception, now=NOW)

    cases.release(actor=commune.officer, task_id=reception, now=later(minutes=5))
    cases.take(actor=colleague, task_id=reception, now=later(minutes=9))

    assert list(
        Handover.objects.order_by("pk").values_list("from_post_id", "to_post_id", "taken_at")
    ) == [
        (commune.desk_post.pk, commune.desk_post.pk, NOW),
        (commune.desk_post.pk, colleague.acting_post, later(minutes=9)),
    ]


def test_who_serves_two_units_acts_at_a_desk_as_the_post_that_sits_there(
    commune: Commune, other: Commune, at_desk: CaseRef
) -> None:
    both = Actor(
        account_id=903,
        official_id=commune.officer.official_id,
        posts=frozenset({commune.desk_post.pk, other.desk_post.pk}),
        acting_post=other.desk_post.pk,
        units=frozenset({commune.agency.pk, other.agency.pk}),
        desks=frozenset({(commune.agency.pk, "one_stop"), (other.agency.pk, "one_stop")}),
    )

    do(both, at_desk.opened[0])

    assert task(at_desk.opened[0]).done_by_post_id == commune.desk_post.pk


def test_a_substitute_acts_for_the_holder(commune: Commune, at_desk: CaseRef) -> None:
    substitute = Actor(
        account_id=904,
        official_id=commune.leader.official_id,
        posts=commune.leader.posts | commune.officer.posts,
        acting_post=commune.leader_post.pk,
        units=commune.leader.units,
        desks=commune.officer.desks,
    )
    cases.take(actor=commune.officer, task_id=at_desk.opened[0], now=NOW)

    do(substitute, at_desk.opened[0])

    act = Act.objects.order_by("seq").last()
    assert act is not None
    assert (act.post_id, act.official_id, act.on_behalf_of_id) == (
        commune.desk_post.pk,
        commune.leader.official_id,
        commune.officer.official_id,
    )


def test_a_holder_passes_a_task_on_and_the_other_side_confirms(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    heir, colleague = person(commune.agency, "specialist", 905)

    cases.hand_over(
        actor=commune.specialist, task_id=given, to_post=heir.pk, note="Đi học", now=later(hours=1)
    )
    cases.receive(actor=colleague, task_id=given, now=later(hours=2))

    assert task(given).post_id == heir.pk
    rows = cases.handovers(actor=commune.clerk, case_id=letter.case_id)
    assert [(r.from_post_id, r.to_post_id, r.taken_at, r.note) for r in rows] == [
        (commune.clerk_post.pk, commune.specialist_post.pk, later(hours=1), ""),
        (commune.specialist_post.pk, heir.pk, later(hours=2), "Đi học"),
    ]
    with pytest.raises(NotYoursError):
        do(commune.specialist, given)


def test_a_leader_reassigns_tasks_of_several_cases_at_once_or_none(
    commune: Commune, other: Commune
) -> None:
    heir, _colleague = person(commune.agency, "specialist", 905)
    letters = [commune.open_letter() for _ in range(3)]
    given = [commune.give(letter, commune.specialist_post).task_id for letter in letters]
    leader = Actor(
        account_id=906,
        official_id=commune.leader.official_id,
        posts=commune.leader.posts,
        acting_post=commune.leader_post.pk,
        units=commune.leader.units,
        abilities_by_unit={commune.agency.pk: frozenset({permissions.REASSIGN})},
    )
    strange = other.give(other.open_letter(), other.specialist_post).task_id

    for refused in ([*given, strange], [*given, 0]):
        with pytest.raises((CaseNotFoundError, StaleError)):
            cases.pass_on(
                actor=leader, task_ids=refused, to_post=heir.pk, reason="Nghỉ phép", now=NOW
            )
    assert {task(t).post_id for t in given} == {commune.specialist_post.pk}

    cases.pass_on(
        actor=leader, task_ids=[*reversed(given)], to_post=heir.pk, reason="Nghỉ phép", now=NOW
    )
    assert {task(t).post_id for t in given} == {heir.pk}
    assert Act.objects.filter(name="passed_on", post=commune.leader_post).count() == 3


def test_a_task_is_passed_on_only_to_a_seat_that_is_taken(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    before = state_of(letter)

    with pytest.raises(NoHolderError):
        cases.pass_on(
            actor=commune.specialist,
            task_ids=[given],
            to_post=PostFactory.create(agency=commune.agency).pk,
            reason="x",
            now=NOW,
        )

    assert state_of(letter) == before
    assert task(given).post_id == commune.specialist_post.pk


def test_the_citizens_task_is_not_passed_on(commune: Commune) -> None:
    letter = commune.open_letter()
    asked = cases.ask_outside(
        actor=commune.clerk,
        case_id=letter.case_id,
        holder=Holder(party_id=commune.party.pk),
        title="Bổ sung",
        limit=None,
        pauses=None,
        now=NOW,
    ).task_id
    chief = Actor(
        account_id=906,
        official_id=commune.leader.official_id,
        posts=commune.leader.posts,
        units=commune.leader.units,
        abilities=frozenset({permissions.REASSIGN}),
    )

    with pytest.raises(NotYoursError):
        cases.pass_on(
            actor=chief,
            task_ids=[asked],
            to_post=commune.specialist_post.pk,
            reason="x",
            now=NOW,
        )

    assert (task(asked).party_id, task(asked).post_id) == (commune.party.pk, None)


def test_a_party_that_is_asked_sees_the_case_and_answers(commune: Commune) -> None:
    letter = commune.open_letter()
    with pytest.raises(CaseNotFoundError):
        look(commune.citizen, letter)

    asked = cases.ask_outside(
        actor=commune.clerk,
        case_id=letter.case_id,
        holder=Holder(party_id=commune.party.pk),
        title="Bổ sung",
        limit=None,
        pauses=FINANCE,
        now=NOW,
    ).task_id
    do(commune.citizen, asked)

    assert task(asked).state == "done"
    assert Act.objects.get(name="done").actor == commune.citizen.key


def test_only_the_system_that_was_asked_answers(commune: Commune) -> None:
    letter = commune.open_letter()
    asked = cases.ask_outside(
        actor=commune.clerk,
        case_id=letter.case_id,
        holder=Holder(outside="tax"),
        title="Chờ thuế",
        limit=None,
        pauses=None,
        now=NOW,
    ).task_id
    may = frozenset({permissions.ACT_FOR_OUTSIDE})
    tax = Actor(session=SessionKind.PARTNER, name="tax", abilities=may)

    for wrong, refusal in (
        (Actor(session=SessionKind.PARTNER, name="bank", abilities=may), CaseNotFoundError),
        (Actor(session=SessionKind.PARTNER, name="tax"), NotYoursError),
        (commune.clerk, NotYoursError),
        (job_actor("importer"), NotYoursError),
    ):
        with pytest.raises(refusal):
            do(wrong, asked)
    assert task(asked).state == "open"
    do(tax, asked)
    assert task(asked).state == "done"


def test_one_of_us_is_not_outside(commune: Commune) -> None:
    letter = commune.open_letter()

    with pytest.raises(ValueError, match="only a party"):
        cases.ask_outside(
            actor=commune.clerk,
            case_id=letter.case_id,
            holder=Holder(post_id=commune.leader_post.pk),
            title="x",
            limit=None,
            pauses=None,
            now=NOW,
        )


def test_a_request_that_should_pause_a_stopped_clock_is_refused_whole(commune: Commune) -> None:
    letter = commune.open_letter()
    cases.stop_clock(actor=commune.clerk, case_id=letter.case_id, name="legal", at=NOW, now=NOW)
    before = state_of(letter)

    with pytest.raises(ClockStateError):
        cases.ask_outside(
            actor=commune.clerk,
            case_id=letter.case_id,
            holder=Holder(party_id=commune.party.pk),
            title="x",
            limit=None,
            pauses=FINANCE,
            now=NOW,
        )

    assert state_of(letter) == before


def test_nothing_is_done_in_a_closed_case(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    cases.close(actor=commune.clerk, case_id=letter.case_id, outcome="done", now=NOW)
    before = state_of(letter)

    with pytest.raises(CaseClosedError):
        do(commune.specialist, given)
    with pytest.raises(CaseClosedError):
        cases.take(actor=commune.specialist, task_id=given, now=NOW)
    with pytest.raises(CaseClosedError):
        commune.give(letter, commune.specialist_post)
    with pytest.raises(CaseClosedError):
        cases.pass_on(
            actor=commune.specialist,
            task_ids=[given],
            to_post=commune.leader_post.pk,
            reason="",
            now=NOW,
        )
    with pytest.raises(CaseClosedError):
        cases.close(actor=commune.clerk, case_id=letter.case_id, outcome="done", now=NOW)

    assert state_of(letter) == before


def test_a_task_that_was_never_taken_is_not_said_to_have_been(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    may = MappingProxyType({commune.agency.pk: frozenset({permissions.REASSIGN})})
    leader = replace(commune.leader, abilities_by_unit=may)

    cases.pass_on(
        actor=leader,
        task_ids=[given],
        to_post=commune.desk_post.pk,
        reason="Nghỉ",
        now=later(days=1),
    )
    cases.take(actor=commune.officer, task_id=given, now=later(days=2))

    rows = Handover.objects.filter(task=given).order_by("pk")
    assert list(rows.values_list("from_post", "to_post", "taken_at")) == [
        (commune.clerk_post.pk, commune.specialist_post.pk, None),
        (commune.specialist_post.pk, commune.desk_post.pk, later(days=2)),
    ]


def test_who_gives_a_task_away_has_had_it_with_the_right_to_reassign_too(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.leader_post).task_id
    may = MappingProxyType({commune.agency.pk: frozenset({permissions.REASSIGN})})
    leader = replace(commune.leader, abilities_by_unit=may)

    cases.pass_on(
        actor=leader,
        task_ids=[given],
        to_post=commune.desk_post.pk,
        reason="Nghỉ",
        now=later(days=1),
    )

    taken = Handover.objects.filter(task=given).order_by("pk").values_list("taken_at", flat=True)
    assert list(taken) == [later(days=1), None]
