"""Named cases: seen by who has, had or may take a task, and by nobody else of the unit."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, Sight, TaskMode
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case
from province.kernel.cases.tests.conftest import Commune, person, post_of, publish, step
from province.kernel.cases.tests.hands import do, look
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org.tests.factories import OfficialFactory
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db


def sees(actor: Actor, case: CaseRef) -> bool:
    try:
        look(actor, case)
    except CaseNotFoundError:
        return False
    return True


def hidden(commune: Commune) -> CaseRef:
    return cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(
            kind="demo_letter",
            title="Tố cáo",
            unit_id=commune.agency.pk,
            facts={"hidden": True},
        ),
        key="",
        now=NOW,
    )


def on_desk(commune: Commune, case: CaseRef) -> int:
    return cases.add_task(
        actor=commune.clerk,
        case_id=case.case_id,
        parent_id=None,
        kind=TaskKind.TAKE_IN,
        holder=Holder(desk="one_stop"),
        title="Tiếp nhận",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
    ).task_id


def pass_on(actor: Actor, task_id: int, to_post: int) -> None:
    cases.pass_on(actor=actor, task_ids=[task_id], to_post=to_post, reason="Nghỉ phép", now=NOW)


def test_an_act_that_hides_a_case_hides_it_at_once(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    assert sees(commune.leader, letter)

    do(commune.specialist, given, facts={"hidden": True})

    assert Case.objects.get(pk=letter.case_id).sight == Sight.NAMED
    assert (sees(commune.leader, letter), sees(commune.specialist, letter)) == (False, True)


def test_an_undone_act_shows_the_case_again(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    do(commune.specialist, given, facts={"hidden": True})

    cases.withdraw(actor=commune.specialist, task_id=given, reason="Nhầm", now=NOW)

    assert Case.objects.get(pk=letter.case_id).sight == Sight.UNIT
    assert sees(commune.leader, letter)


def test_a_desk_sees_a_named_case_while_its_task_is_free(commune: Commune) -> None:
    _post, colleague = person(commune.agency, "one_stop_officer", 902, desk="one_stop")
    case = hidden(commune)
    assert not sees(commune.officer, case)
    waiting = on_desk(commune, case)
    assert (sees(commune.officer, case), sees(colleague, case)) == (True, True)

    cases.take(actor=commune.officer, task_id=waiting, now=NOW)
    assert (sees(commune.officer, case), sees(colleague, case)) == (True, False)

    do(commune.officer, waiting)
    assert (sees(commune.officer, case), sees(colleague, case)) == (True, False)


def test_who_passed_a_task_on_or_gave_it_back_still_sees_the_case(commune: Commune) -> None:
    case = hidden(commune)
    given = commune.give(case, commune.specialist_post).task_id
    pass_on(commune.specialist, given, commune.leader_post.pk)
    waiting = on_desk(commune, case)
    cases.take(actor=commune.officer, task_id=waiting, now=NOW)
    _post, colleague = person(commune.agency, "one_stop_officer", 902, desk="one_stop")

    cases.release(actor=commune.officer, task_id=waiting, now=NOW)
    cases.take(actor=colleague, task_id=waiting, now=NOW)

    seen = [sees(a, case) for a in (commune.specialist, commune.leader, commune.officer, colleague)]
    assert seen == [True, True, True, True]


def arranger(commune: Commune, ability: str, *, everywhere: bool = False) -> Actor:
    """Somebody of no unit at all who may rearrange this one."""
    held, official = frozenset({ability}), OfficialFactory.create().pk
    if everywhere:
        return Actor(account_id=991, official_id=official, abilities=held)
    by_unit = MappingProxyType({commune.agency.pk: held})
    return Actor(account_id=992, official_id=official, abilities_by_unit=by_unit)


@pytest.mark.parametrize("everywhere", [True, False])
def test_who_may_move_the_cases_of_a_unit_need_not_see_them(
    commune: Commune, other: Commune, *, everywhere: bool
) -> None:
    case = hidden(commune)
    mover = arranger(commune, permissions.MOVE_UNIT, everywhere=everywhere)
    assert not sees(mover, case)

    moved = cases.move_unit(
        actor=mover, case_ids=[case.case_id], to=other.agency.pk, act="merged_units", now=NOW
    )

    assert (moved, Case.objects.get(pk=case.case_id).unit_id) == (1, other.agency.pk)
    assert not sees(mover, case)


def test_who_may_rebase_the_cases_of_a_unit_need_not_see_them(
    commune: Commune, other: Commune
) -> None:
    old = publish([step(1, "work", post_of("specialist"))], key="unseen")
    case = commune.open_errand(old)
    new = publish([step(1, "work", post_of("specialist"))], key="unseen")

    def rebase(actor: Actor) -> int:
        return cases.rebase(
            actor=actor,
            case_id=case.case_id,
            plan_version=new.version_id,
            mapping={},
            apply=True,
            now=NOW,
        ).to_version

    with pytest.raises(CaseNotFoundError):
        rebase(arranger(other, permissions.REBASE))
    assert Case.objects.get(pk=case.case_id).plan_version_id == old.version_id
    assert rebase(arranger(commune, permissions.REBASE)) == new.version_id
    assert not sees(arranger(commune, permissions.REBASE), case)


def test_cases_under_test_are_out_of_reach_of_other_units(commune: Commune) -> None:
    case = hidden(commune)
    Case.objects.filter(pk=case.case_id).update(is_test=True)
    mover = arranger(commune, permissions.MOVE_UNIT, everywhere=True)
    own = replace(mover, units=frozenset({commune.agency.pk}))

    def move(actor: Actor) -> int:
        return cases.move_unit(
            actor=actor, case_ids=[case.case_id], to=commune.agency.pk, act="x", now=NOW
        )

    with pytest.raises(CaseNotFoundError):
        move(mover)
    Case.objects.filter(pk=case.case_id).update(is_test=False)
    assert move(own) == 0
