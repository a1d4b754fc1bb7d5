"""Cases begin to follow a plan, and change it."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.errors import (
    NotYoursError,
    OtherProcessError,
    PlanNotApprovedError,
    StaleError,
    StepNotFoundError,
)
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.conftest import EDITOR, Commune, post_of, publish, step
from province.kernel.cases.tests.hands import do, look, state_of, task
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Plan
from province.kernel.processes.models import ProcessVersion

pytestmark = pytest.mark.django_db

FIRST = [
    ("work", "specialist", ""),
    ("legal", "leader", "both"),
    ("money", "clerk", "both"),
    ("seal", "clerk", ""),
]
SECOND = [
    ("work", "specialist", ""),
    ("opinion", "leader", ""),
    ("seal", "clerk", ""),
]


def table(rows: list[tuple[str, str, str]]) -> Plan:
    return publish(
        [
            step(no, key, post_of(role), block=block)
            for no, (key, role, block) in enumerate(rows, 1)
        ],
        key="rebased",
    )


def rebaser(commune: Commune) -> Actor:
    may = MappingProxyType({commune.agency.pk: frozenset({permissions.REBASE})})
    return replace(commune.clerk, abilities_by_unit=may)


def test_a_rebase_does_what_its_dry_run_said(commune: Commune) -> None:
    old = table(FIRST)
    case = commune.open_errand(old)
    both = do(commune.specialist, case.opened[0]).opened
    new = table(SECOND)
    before = state_of(case)
    mapping = {"legal": "opinion", "money": "opinion"}

    def rebase(*, apply: bool, by: dict[str, str] | None = None) -> object:
        return cases.rebase(
            actor=rebaser(commune),
            case_id=case.case_id,
            plan_version=new.version_id,
            mapping=mapping if by is None else by,
            apply=apply,
            now=NOW,
        )

    said = rebase(apply=False)
    assert state_of(case) == before
    assert [task(t).state for t in both] == ["open", "open"]
    with pytest.raises(StepNotFoundError):
        rebase(apply=True, by={"legal": "opinion"})
    assert state_of(case) == before

    did = rebase(apply=True)

    assert did == replace(said, applied=True)  # type: ignore[type-var]  # a Difference
    assert [task(t).state for t in both] == ["cancelled", "cancelled"]
    (opinion,) = Task.objects.filter(case_id=case.case_id, state="open")
    assert (opinion.step, opinion.post_id) == ("opinion", commune.leader_post.pk)
    sealed = do(commune.leader, opinion.pk)
    assert task(sealed.opened[0]).step == "seal"
    with pytest.raises(StaleError):
        rebase(apply=True)


def test_a_step_that_is_kept_joins_as_the_new_table_says(commune: Commune) -> None:
    case = commune.open_errand(table(FIRST))
    legal, money = do(commune.specialist, case.opened[0]).opened
    alone = table([("work", "specialist", ""), ("legal", "leader", ""), ("money", "clerk", "")])

    cases.rebase(
        actor=rebaser(commune),
        case_id=case.case_id,
        plan_version=alone.version_id,
        mapping={},
        apply=True,
        now=NOW,
    )

    assert [task(t).state for t in (legal, money)] == ["open", "open"]
    moved = do(commune.leader, legal)
    assert [task(t).step for t in moved.opened] == ["money"]


def test_a_rebase_needs_a_right_a_plan_and_an_approved_version(commune: Commune) -> None:
    case = commune.open_errand(table(FIRST))
    letter = commune.open_letter()
    draft = processes.draft_version(
        actor=EDITOR,
        process_key="rebased",
        title="x",
        case_kind="demo_errand",
        steps=[step(1, "work", post_of("specialist"))],
        total=None,
        now=NOW,
    )
    before = state_of(case)

    for actor, ref, refusal in (
        (commune.clerk, case, NotYoursError),
        (rebaser(commune), letter, StaleError),
        (rebaser(commune), case, PlanNotApprovedError),
    ):
        with pytest.raises(refusal):
            cases.rebase(
                actor=actor,
                case_id=ref.case_id,
                plan_version=draft.version_id,
                mapping={},
                apply=True,
                now=NOW,
            )

    assert state_of(case) == before


def test_a_withdrawn_version_and_one_of_another_process_are_refused(commune: Commune) -> None:
    case = commune.open_errand(table(FIRST))
    gone = table(SECOND)
    processes.plan(version_id=gone.version_id)
    processes.withdraw_version(actor=EDITOR, version_id=gone.version_id, reason="Bãi bỏ")
    foreign = publish([step(1, "work", post_of("specialist"))], key="other")
    before = state_of(case)

    for version, refusal in (
        (gone.version_id, PlanNotApprovedError),
        (foreign.version_id, OtherProcessError),
    ):
        with pytest.raises(refusal):
            cases.rebase(
                actor=rebaser(commune),
                case_id=case.case_id,
                plan_version=version,
                mapping={},
                apply=True,
                now=NOW,
            )

    assert state_of(case) == before
    assert look(commune.clerk, case).plan_version_id not in {gone.version_id, foreign.version_id}


def test_what_another_program_withdrew_is_seen_at_once(commune: Commune) -> None:
    """Kept in memory are steps alone: the row says whether a version is in force."""
    read_before = table(FIRST)
    ProcessVersion.objects.filter(pk=read_before.version_id).update(state="withdrawn")

    with pytest.raises(PlanNotApprovedError):
        commune.open_errand(read_before)

    assert Case.objects.count() == 0


def test_a_running_case_keeps_its_version(commune: Commune) -> None:
    old = table(FIRST)
    case = commune.open_errand(old)
    new = table(SECOND)

    both = do(commune.specialist, case.opened[0]).opened

    assert look(commune.clerk, case).plan_version_id == old.version_id != new.version_id
    assert [task(t).step for t in both] == ["legal", "money"]


def test_a_case_begins_to_follow_a_plan_once(commune: Commune) -> None:
    plan = table(FIRST)
    letter = commune.open_letter()

    begun = cases.follow_plan(actor=commune.clerk, case_id=letter.case_id, plan=plan, now=NOW)

    assert [task(t).step for t in begun.opened] == ["work"]
    assert not begun.plan_ended
    with pytest.raises(StaleError):
        cases.follow_plan(actor=commune.clerk, case_id=letter.case_id, plan=plan, now=NOW)
    with pytest.raises(PlanNotApprovedError):
        cases.follow_plan(
            actor=commune.clerk,
            case_id=commune.open_letter().case_id,
            plan=processes.draft_version(
                actor=EDITOR,
                process_key="rebased",
                title="x",
                case_kind="demo",
                steps=plan.steps,
                total=None,
                now=NOW,
            ),
            now=NOW,
        )


def test_a_plan_whose_every_step_is_passed_over_is_over_at_once(commune: Commune) -> None:
    when = {"fact": "costly", "is": "eq", "value": True}
    plan = publish([step(1, "work", post_of("specialist"), when=when)], key="empty")
    letter = cases.open_case(
        actor=commune.officer,
        new=cases.NewCase(kind="demo_errand", title="x", unit_id=commune.agency.pk),
        key="",
        now=NOW,
    )

    begun = cases.follow_plan(actor=commune.officer, case_id=letter.case_id, plan=plan, now=NOW)

    assert (begun.opened, begun.plan_ended) == ((), True)
