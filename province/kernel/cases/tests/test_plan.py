from dataclasses import replace
from datetime import timedelta

import pytest

from province.foundation.events.models import OutboxEvent
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Moved, TaskState
from province.kernel.cases.errors import (
    CaseNotFoundError,
    NotAllowedHereError,
    NotYoursError,
    StaleError,
    StepNotFoundError,
    WrongFactsError,
)
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Handover, Task
from province.kernel.cases.tests.conftest import Commune, post_of, publish, step
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes.contracts import HolderKind, HolderRule, Join, Plan, TaskKind, Way

pytestmark = pytest.mark.django_db
DAY = Limit(1, LimitUnit.WORK_DAY)


@pytest.fixture
def plan(commune: Commune) -> Plan:
    del commune
    return publish(
        [
            step(1, "reception", HolderRule(HolderKind.DESK, "one_stop", "receives"), limit=DAY),
            step(2, "appraisal", post_of("specialist"), limit=DAY),
            step(
                3,
                "decision",
                post_of("leader"),
                limit=DAY,
                kind=TaskKind.APPROVE,
                back=("appraisal",),
                ways=(Way(to="end", answer="refuse"),),
            ),
            step(4, "sealing", post_of("clerk")),
        ],
        total=Limit(3, LimitUnit.WORK_DAY),
    )


def do(actor: Actor, task_id: int, *, answer: str = "", key: str = "", **facts: object) -> Moved:
    return cases.perform(
        actor=actor,
        task_id=task_id,
        doing=cases.Doing(act="done", answer=answer, facts=facts),
        revision=None,
        key=key,
        now=NOW,
    )


def test_a_case_goes_from_desk_to_specialist_to_leader_to_clerk_and_the_plan_ends(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    (reception,) = case.opened

    received = do(commune.officer, reception)
    appraised = do(commune.specialist, received.opened[0])
    decided = do(commune.leader, appraised.opened[0], answer="agree")
    sealed = do(commune.clerk, decided.opened[0])

    assert (sealed.plan_ended, sealed.opened, sealed.phase) == (True, (), "working")
    assert list(Task.objects.order_by("pk").values_list("step", "state")) == [
        ("reception", "done"),
        ("appraisal", "done"),
        ("decision", "done"),
        ("sealing", "done"),
    ]
    assert list(Act.objects.order_by("seq").values_list("seq", "name")) == [
        (1, "opened"),
        (2, "done"),
        (3, "done"),
        (4, "done"),
        (5, "done"),
    ]
    assert cases.verify(actor=commune.officer).is_whole


def test_each_task_is_due_by_its_step_on_the_working_calendar(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)

    task = Task.objects.get(pk=case.opened[0])

    assert task.due_at == NOW + timedelta(days=1)
    view = cases.get_case(actor=commune.officer, case_id=case.case_id, purpose=None, now=NOW)
    assert [clock.due_at for clock in view.clocks if clock.name == "legal"] == [
        NOW.replace(day=25)  # 24/11/2026 is a day off
    ]


@pytest.mark.parametrize("who", ["specialist", "leader", "clerk"])
def test_a_colleague_who_does_not_hold_the_task_cannot_do_it(
    commune: Commune, plan: Plan, who: str
) -> None:
    case = commune.open_errand(plan)

    with pytest.raises(NotYoursError):
        do(getattr(commune, who), case.opened[0])

    assert Task.objects.get(pk=case.opened[0]).state == TaskState.OPEN
    assert Act.objects.count() == 1


def test_another_agencys_task_is_unknown_not_forbidden(
    commune: Commune, other: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)

    with pytest.raises(CaseNotFoundError):
        do(other.officer, case.opened[0])
    with pytest.raises(CaseNotFoundError):
        cases.get_case(actor=other.officer, case_id=case.case_id, purpose="thử", now=NOW)

    assert Act.objects.count() == 1


def test_a_second_performance_is_stale_and_does_nothing(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    do(commune.officer, case.opened[0])

    with pytest.raises(StaleError):
        do(commune.officer, case.opened[0])

    assert Act.objects.count() == 2
    assert Task.objects.count() == 2


def test_the_same_key_gets_the_first_answer_and_does_one_thing(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan, key="open-1")

    again = commune.open_errand(plan, key="open-1")
    first = do(commune.officer, case.opened[0], key="do-1")
    second = do(commune.officer, case.opened[0], key="do-1")

    assert again == case
    assert second == first
    assert Case.objects.count() == 1
    assert Act.objects.count() == 2


def test_a_key_that_comes_with_other_content_is_refused(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan, key="open-1", costly=False)

    def perform(doing: cases.Doing) -> Moved:
        return cases.perform(
            actor=commune.officer,
            task_id=case.opened[0],
            doing=doing,
            revision=None,
            key="do-1",
            now=NOW,
        )

    said = cases.Doing(act="done", note="Đủ giấy tờ", marks={}, facts={"costly": False})
    first = perform(said)

    assert perform(said) == first
    with pytest.raises(KeyReusedError):
        commune.open_errand(plan, key="open-1", costly=True)
    for other in (replace(said, note="Thiếu giấy tờ"), replace(said, facts={"costly": True})):
        with pytest.raises(KeyReusedError):
            perform(other)
    assert (Case.objects.count(), Act.objects.count()) == (1, 2)
    assert Case.objects.get().facts == {"costly": False}


def test_a_revision_that_is_not_the_present_one_is_stale(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    cases.set_facts(actor=commune.officer, case_id=case.case_id, facts={"costly": True}, now=NOW)

    with pytest.raises(StaleError):
        cases.perform(
            actor=commune.officer,
            task_id=case.opened[0],
            doing=cases.Doing(act="done"),
            revision=case.revision,
            key="",
            now=NOW,
        )

    assert Task.objects.get().state == TaskState.OPEN


def test_an_undeclared_fact_is_refused_and_nothing_happens(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)

    with pytest.raises(WrongFactsError, match="unknown fact 'colour'"):
        do(commune.officer, case.opened[0], colour="red")

    assert Case.objects.get().facts == {}
    assert Task.objects.get().state == TaskState.OPEN


def test_the_kind_refuses_with_its_own_sentence(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    cases.set_facts(actor=commune.officer, case_id=case.case_id, facts={"locked": True}, now=NOW)

    with pytest.raises(NotAllowedHereError) as refusal:
        do(commune.officer, case.opened[0])

    assert str(refusal.value) == "Chưa làm được việc này: đang khóa vì kiểm kê"
    assert Task.objects.get().state == TaskState.OPEN


def test_an_answer_can_end_the_plan_early(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])
    appraised = do(commune.specialist, received.opened[0])

    refused = do(commune.leader, appraised.opened[0], answer="refuse")

    assert (refused.plan_ended, refused.opened) == (True, ())


def test_send_back_gives_the_step_to_whoever_did_it(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])
    appraised = do(commune.specialist, received.opened[0])

    back = cases.send_back(
        actor=commune.leader,
        task_id=appraised.opened[0],
        to_step="appraisal",
        reason="Tính lại mức",
        law=None,
        revision=None,
        now=NOW,
    )

    again = Task.objects.get(pk=back.opened[0])
    assert (again.step, again.post_id, again.state) == (
        "appraisal",
        commune.specialist_post.pk,
        TaskState.OPEN,
    )
    assert Task.objects.get(pk=appraised.opened[0]).state == TaskState.RETURNED
    act = Act.objects.get(seq=back.act_seq)
    assert (act.name, act.params["to"], act.body) == ("sent_back", "appraisal", "Tính lại mức")


def test_send_back_only_goes_where_the_table_allows(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])

    with pytest.raises(StepNotFoundError):
        cases.send_back(
            actor=commune.specialist,
            task_id=received.opened[0],
            to_step="reception",
            reason="x",
            law=None,
            revision=None,
            now=NOW,
        )

    assert Task.objects.get(pk=received.opened[0]).state == TaskState.OPEN


def test_withdraw_undoes_ones_own_last_act_while_nobody_has_acted(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])

    cases.withdraw(actor=commune.officer, task_id=case.opened[0], reason="Nhầm", now=NOW)

    assert Task.objects.get(pk=case.opened[0]).state == TaskState.OPEN
    assert Task.objects.get(pk=received.opened[0]).state == TaskState.CANCELLED
    do(commune.officer, case.opened[0])
    assert cases.verify(actor=commune.officer).is_whole


def test_withdraw_is_refused_once_the_next_hand_has_taken_the_task(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])
    cases.receive(actor=commune.specialist, task_id=received.opened[0], now=NOW)

    with pytest.raises(StaleError):
        cases.withdraw(actor=commune.officer, task_id=case.opened[0], reason="Nhầm", now=NOW)

    assert Task.objects.get(pk=received.opened[0]).state == TaskState.OPEN


def test_handovers_name_both_sides_and_how_the_step_before_ended(
    commune: Commune, plan: Plan
) -> None:
    case = commune.open_errand(plan)
    received = do(commune.officer, case.opened[0])
    cases.receive(actor=commune.specialist, task_id=received.opened[0], now=NOW)

    assert list(
        Handover.objects.order_by("pk").values_list(
            "from_post_id", "to_post_id", "to_desk", "verdict"
        )
    ) == [
        (commune.desk_post.pk, None, "one_stop", ""),
        (commune.desk_post.pk, commune.specialist_post.pk, "", "early"),
    ]
    assert Handover.objects.get(task_id=received.opened[0]).taken_at == NOW


@pytest.mark.parametrize(("join", "answers_needed"), [(Join.ALL, 2), (Join.ANY, 1), (Join.LEAD, 1)])
def test_a_block_runs_side_by_side_and_meets_by_its_join(
    commune: Commune, join: Join, answers_needed: int
) -> None:
    plan = publish(
        [
            step(1, "lead", post_of("specialist"), block="opinions", join=join),
            step(2, "legal", post_of("leader"), block="opinions", kind=TaskKind.CONSULT),
            step(3, "sealing", post_of("clerk")),
        ],
        key=f"block-{join.value}",
    )
    case = commune.open_errand(plan)
    lead, legal = case.opened

    first = do(commune.specialist, lead)

    if answers_needed == 1:
        assert Task.objects.get(pk=first.opened[0]).step == "sealing"
        assert Task.objects.get(pk=legal).state == TaskState.CANCELLED
    else:
        assert first.opened == ()
        second = do(commune.leader, legal)
        assert Task.objects.get(pk=second.opened[0]).step == "sealing"


def test_a_step_whose_condition_does_not_hold_is_passed_over(commune: Commune) -> None:
    plan = publish(
        [
            step(1, "work", post_of("specialist")),
            step(2, "costs", post_of("leader"), when={"fact": "costly", "is": "eq", "value": True}),
            step(3, "sealing", post_of("clerk")),
        ],
        key="when",
    )
    cheap, dear = commune.open_errand(plan), commune.open_errand(plan, costly=True)

    after_cheap = do(commune.specialist, cheap.opened[0])
    after_dear = do(commune.specialist, dear.opened[0])

    assert Task.objects.get(pk=after_cheap.opened[0]).step == "sealing"
    assert Task.objects.get(pk=after_dear.opened[0]).step == "costs"


def test_steps_of_one_budget_share_one_limit(commune: Commune) -> None:
    plan = publish(
        [
            step(1, "work", post_of("specialist"), budget="both", limit=DAY),
            step(2, "check", post_of("leader"), budget="both", limit=DAY),
        ],
        key="budget",
        total=DAY,
    )
    case = commune.open_errand(plan)

    moved = do(commune.specialist, case.opened[0])

    dues = set(Task.objects.values_list("due_at", flat=True))
    assert dues == {NOW + timedelta(days=1)}
    assert len(moved.opened) == 1


def test_the_house_is_told_of_each_move(commune: Commune, plan: Plan) -> None:
    case = commune.open_errand(plan)
    do(commune.officer, case.opened[0])

    assert list(
        OutboxEvent.objects.filter(name__startswith="cases.")
        .order_by("pk")
        .values_list("name", flat=True)
    ) == [
        "cases.case_opened",
        "cases.case_moved",
    ]
