"""Many hands at once: each task is done once, each key gets one answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connections

from province.foundation.errors import DomainError
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, Moved, TaskMode
from province.kernel.cases.errors import StaleError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.conftest import Commune, person, post_of, publish, step
from province.kernel.cases.tests.hands import do
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes.contracts import HolderKind, HolderRule, TaskKind

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS, TASKS = 8, 20


def at_once(doers: list[Callable[[], object]]) -> list[object]:
    """Run these at the same moment, each on a connection of its own; refusals are answers."""
    start = Barrier(len(doers))

    def run(doer: Callable[[], object]) -> object:
        try:
            start.wait(timeout=60)
            return doer()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(doers)) as pool:
        return list(pool.map(run, doers))


def test_eight_officers_at_one_desk_do_twenty_tasks_once_each(commune: Commune) -> None:
    plan = publish(
        [
            step(1, "reception", HolderRule(HolderKind.DESK, "one_stop", "receives")),
            step(2, "work", post_of("specialist")),
        ],
        key="race",
    )
    opened = [commune.open_errand(plan) for _ in range(TASKS)]
    officers = [
        person(commune.agency, "one_stop_officer", 1000 + n, desk="one_stop")[1]
        for n in range(OFFICERS)
    ]

    def shift(officer: Actor) -> Callable[[], object]:
        def work() -> int:
            done = 0
            for case in opened:
                try:
                    do(officer, case.opened[0])
                    done += 1
                except StaleError:
                    continue
            return done

        return work

    answers = at_once([shift(officer) for officer in officers])

    assert sum(int(str(answer)) for answer in answers) == TASKS
    assert Act.objects.filter(name="done").count() == TASKS
    assert Task.objects.filter(step="work").count() == TASKS
    assert set(Case.objects.values_list("journal_seq", "revision")) == {(2, 2)}
    assert cases.verify(actor=commune.officer).is_whole


def test_two_who_take_one_task_leave_it_with_one(commune: Commune) -> None:
    letter = commune.open_letter()
    desk = cases.add_task(
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
    officers = [
        person(commune.agency, "one_stop_officer", 1000 + n, desk="one_stop")[1] for n in range(4)
    ]

    answers = at_once(
        [
            lambda actor=actor: cases.take(actor=actor, task_id=desk, now=NOW)  # type: ignore[misc]  # the default binds the loop variable
            for actor in officers
        ]
    )

    refusals = [answer for answer in answers if isinstance(answer, StaleError)]
    winner = officers[answers.index(None)]
    assert len(refusals) == 3
    assert Task.objects.get(pk=desk).claimed_by_id == winner.acting_post


def test_a_double_submit_with_one_key_does_one_thing(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id

    answers = at_once([lambda: do(commune.specialist, given, key="once")] * 4)

    assert {type(answer) for answer in answers} == {Moved}
    assert len({repr(answer) for answer in answers}) == 1
    assert Act.objects.filter(name="done").count() == 1


def test_a_double_opening_with_one_key_opens_one_case(commune: Commune) -> None:
    answers = at_once([lambda: commune.open_letter(key="once")] * 4)

    assert {type(answer) for answer in answers} == {CaseRef}
    assert len(set(answers)) == 1
    assert Case.objects.count() == 1


def test_without_a_key_the_second_of_two_is_stale(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id

    answers = at_once([lambda: do(commune.specialist, given)] * 2)

    assert sorted(type(answer).__name__ for answer in answers) == ["Moved", "StaleError"]
    assert Act.objects.filter(name="done").count() == 1


def test_tasks_of_many_cases_passed_on_crosswise_do_not_lock_each_other(commune: Commune) -> None:
    letters = [commune.open_letter() for _ in range(6)]
    given = [commune.give(letter, commune.specialist_post).task_id for letter in reversed(letters)]
    both = replace(commune.specialist, posts=commune.specialist.posts | commune.leader.posts)

    def pass_all(tasks: list[int], to: int) -> Callable[[], object]:
        def work() -> None:
            for _turn in range(3):
                cases.pass_on(actor=both, task_ids=tasks, to_post=to, reason="", now=NOW)

        return work

    answers = at_once(
        [
            pass_all(given, commune.leader_post.pk),
            pass_all(given[::-1], commune.specialist_post.pk),
        ]
    )

    assert answers == [None, None]
    assert Act.objects.filter(name="passed_on").count() == 36
    assert cases.verify(actor=commune.clerk).is_whole


def test_a_key_belongs_to_its_actor_and_to_its_request(commune: Commune) -> None:
    letter = commune.open_letter()
    mine = commune.give(letter, commune.specialist_post).task_id
    theirs = commune.give(letter, commune.leader_post).task_id

    first = do(commune.specialist, mine, key="same")
    second = do(commune.leader, theirs, key="same")
    with pytest.raises(KeyReusedError):
        do(commune.specialist, theirs, key="same")
    with pytest.raises(KeyReusedError):
        do(commune.specialist, mine, key="same", answer="other")

    assert (first.done, second.done) == (mine, theirs)
    assert Act.objects.filter(name="done").count() == 2


def test_a_key_of_a_refused_request_is_free_again(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    cases.set_facts(actor=commune.clerk, case_id=letter.case_id, facts={"locked": True}, now=NOW)
    with pytest.raises(DomainError):
        do(commune.specialist, given, key="again")
    cases.set_facts(actor=commune.clerk, case_id=letter.case_id, facts={"locked": False}, now=NOW)

    assert do(commune.specialist, given, key="again").done == given
