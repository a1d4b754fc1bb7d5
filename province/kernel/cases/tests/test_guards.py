"""What the database itself holds true: each guard is broken by hand and must hold."""

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction

from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import DAY, local, pause
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(commune: Commune) -> CaseRef:
    """A letter with one task for the specialist."""
    ref = commune.open_letter()
    commune.give(ref, commune.specialist_post, limit=DAY)
    return ref


def break_it(sql: str, *, guard: str, kind: type[Error] = IntegrityError) -> None:
    """Run SQL that breaks a guard, deferred ones at once, and see it refused."""
    with pytest.raises(kind, match=guard):
        _run(sql)


@transaction.atomic
def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("sql", "guard"),
    [
        ("UPDATE cases_case SET closed_at = now()", "case_closed_has_outcome"),
        ("UPDATE cases_case SET outcome = 'done'", "case_closed_has_outcome"),
        ("UPDATE cases_case SET sight = 'all'", "case_sight_is_known"),
        (
            "UPDATE cases_case SET closed_at = opened_at - interval '1 s', outcome = 'done'",
            "case_closed_after_opening",
        ),
        (
            "UPDATE cases_case SET closed_at = now(), outcome = 'done'",
            "closed_case_has_nothing_open",
        ),
        (
            (
                "INSERT INTO cases_case(id, kind, title, search, unit_id, phase, sight, facts,"
                " revision,"
                " opened_at, outcome, is_test, journal_seq, journal_head, code)"
                " SELECT 900 + n, kind, title, '', unit_id, phase, sight, facts, 0, opened_at, '',"
                " false, 0, '', 'H01.1' FROM cases_case, generate_series(1, 2) n"
            ),
            "duplicate key",
        ),
        ("UPDATE cases_task SET desk = 'one_stop'", "task_has_exactly_one_holder"),
        ("UPDATE cases_task SET post_id = NULL", "task_has_exactly_one_holder"),
        ("UPDATE cases_task SET state = 'done'", "task_done_has_done_at"),
        ("UPDATE cases_task SET done_at = now()", "task_done_has_done_at"),
        ("UPDATE cases_task SET claimed_by_id = post_id", "task_claimed_only_from_a_desk"),
        ("UPDATE cases_task SET kind = 'sleep'", "task_kind_is_known"),
        ("UPDATE cases_clock SET due_first = now()", "clock_due_first_is_set_once"),
        ("UPDATE cases_clock SET due_first = NULL", "clock_due_first_is_set_once"),
        ("UPDATE cases_clock SET due_at = now()", "clock_due_change_has_its_move"),
        ("UPDATE cases_clock SET due_at = NULL", "clock_due_change_has_its_move"),
        ("UPDATE cases_clock SET state = 'paused'", "clock_running_means_no_open_pause"),
        ("UPDATE cases_clock SET state = 'ready'", "clock_started_unless_ready"),
        ("UPDATE cases_clock SET started_at = NULL", "clock_started_unless_ready"),
        ("UPDATE cases_clock SET state = 'stopped'", "clock_stopped_has_moment"),
        ("UPDATE cases_clock SET stopped_at = now()", "clock_stopped_has_moment"),
        ("UPDATE cases_clock SET name = 'legal', task_id = NULL", "clock_once"),
        (
            (
                "INSERT INTO cases_clockspan(clock_id, reason, from_at)"
                " SELECT id, 'order', now() FROM cases_clock"
            ),
            "clock_running_means_no_open_pause",
        ),
        (
            (
                "INSERT INTO cases_clockspan(clock_id, reason, from_at, until_at)"
                " SELECT id, 'order', now(), now() - interval '1 s' FROM cases_clock"
            ),
            "clock_span_forward",
        ),
        (
            (
                "INSERT INTO cases_clockspan(clock_id, reason, from_at)"
                " SELECT id, 'order', now() FROM cases_clock, generate_series(1, 2)"
            ),
            "clock_span_open_once_per_reason",
        ),
        (
            (
                "INSERT INTO cases_caseunit(case_id, unit_id, role, since)"
                " SELECT case_id, unit_id, role, since FROM cases_caseunit"
            ),
            "case_unit_once_at_a_time",
        ),
        ("UPDATE cases_caseunit SET role = 'king'", "case_unit_role_is_known"),
        ("UPDATE cases_task SET mode = 'can'", "task_mode_is_known"),
        ("UPDATE cases_clock SET state = 'asleep'", "clock_state_is_known"),
        ("UPDATE cases_watch SET kind = 'shout'", "watch_kind_is_known"),
        (
            (
                "INSERT INTO cases_clockspan(clock_id, reason, from_at, until_at)"
                " SELECT id, 'lunch', now(), now() FROM cases_clock"
            ),
            "clock_span_reason_is_known",
        ),
        (
            (
                "INSERT INTO cases_clockmove(clock_id, becomes, kind, ground, act_seq, at)"
                " SELECT id, due_at, 'wish', '', 1, now() FROM cases_clock"
            ),
            "clock_move_kind_is_known",
        ),
        (
            (
                "INSERT INTO cases_caselink(case_id, other_id, relation)"
                " SELECT id, id + 1, 'loves' FROM cases_case"
            ),
            "case_link_relation_is_known",
        ),
        (
            (
                "INSERT INTO cases_casepaper(case_id, attachment_version_id, role, name, state,"
                " why, at) SELECT id, 1, 'toy', 'x', 'given', '', now() FROM cases_case"
            ),
            "case_paper_role_is_known",
        ),
        (
            (
                "INSERT INTO cases_casepaper(case_id, attachment_version_id, role, name, state,"
                " why, at) SELECT id, 1, 'draft', 'x', 'lost', '', now() FROM cases_case"
            ),
            "case_paper_state_is_known",
        ),
        (
            (
                "INSERT INTO cases_caselink(case_id, other_id, relation)"
                " SELECT id, id, 'answers' FROM cases_case"
            ),
            "case_link_not_to_itself",
        ),
        (
            "UPDATE cases_handover SET taken_at = given_at - interval '1 s'",
            "handover_taken_after_given",
        ),
        (
            (
                "INSERT INTO cases_act(case_id, seq, name, at, recorded_at, actor, params,"
                " body_digest, hash)"
                " SELECT case_id, 9, name, at, recorded_at, actor, params, '', hash"
                " FROM cases_act WHERE seq = 1"
            ),
            "act_seq_is_dense",
        ),
        (
            (
                "INSERT INTO cases_act(case_id, seq, name, at, recorded_at, actor, params,"
                " body_digest, hash)"
                " SELECT case_id, 1, name, at, recorded_at, actor, params, '', hash"
                " FROM cases_act WHERE seq = 1"
            ),
            "act_seq_once_per_case",
        ),
    ],
)
def test_a_row_that_says_something_untrue_is_refused(letter: CaseRef, sql: str, guard: str) -> None:
    del letter
    break_it(sql, guard=guard)


def test_a_closed_case_takes_no_open_task_and_no_running_clock(
    commune: Commune, letter: CaseRef
) -> None:
    cases.close(actor=commune.clerk, case_id=letter.case_id, outcome="done", now=NOW)

    break_it(
        "UPDATE cases_task SET state = 'open', done_at = NULL", guard="closed_case_has_nothing_open"
    )
    break_it(
        "UPDATE cases_clock SET state = 'running', stopped_at = NULL",
        guard="closed_case_has_nothing_open",
    )


def test_a_pause_cannot_be_deleted_from_under_its_clock(commune: Commune, letter: CaseRef) -> None:
    pause(commune.clerk, letter, NOW)

    break_it("DELETE FROM cases_clockspan", guard="clock_running_means_no_open_pause")


def test_a_due_moment_is_that_of_the_latest_move_not_of_an_earlier_one(
    commune: Commune, letter: CaseRef
) -> None:
    for day in (3, 4):
        cases.extend(
            actor=commune.clerk,
            case_id=letter.case_id,
            name="legal",
            to=local(day, 10, month=12),
            ground="complex",
            now=NOW,
        )

    break_it(
        "UPDATE cases_clock SET due_at = (SELECT becomes FROM cases_clockmove ORDER BY id LIMIT 1)"
        " WHERE name = 'legal'",
        guard="clock_due_change_has_its_move",
    )


@pytest.mark.parametrize("table", ["cases_act", "cases_anchor", "cases_anchoredhead"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_serving_role_only_adds_to_the_journal(letter: CaseRef, table: str, sql: str) -> None:
    del letter
    break_it(sql.format(table), guard="permission denied", kind=ProgrammingError)
