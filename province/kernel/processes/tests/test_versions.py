from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor
from province.kernel.calendars.contracts import Limit
from province.kernel.processes import public, queries
from province.kernel.processes.contracts import Plan, Step, VersionState
from province.kernel.processes.errors import (
    DecisionNeededError,
    MayNotPublishError,
    NotPublishableError,
    ProcessNotFoundError,
    WrongStateError,
)
from province.kernel.processes.models import ProcessVersion, StepRow
from province.kernel.processes.tests.tables import DAY, EDITOR, FACTS, NOW, ROLES, step

pytestmark = pytest.mark.django_db
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


def draft(*steps: Step, total: Limit | None = None, key: str = "demo") -> Plan:
    return public.draft_version(
        actor=EDITOR,
        process_key=key,
        title="Quy trình mẫu",
        case_kind="demo",
        steps=steps or (step(1, "a"),),
        total=total,
        now=NOW,
    )


def publish(plan: Plan, day: date, *, decision: str = "QĐ 1") -> Plan:
    return public.publish_version(
        actor=EDITOR,
        version_id=plan.version_id,
        decision=decision,
        valid_from=day,
        facts=FACTS,
        roles=ROLES,
    )


def test_a_draft_reads_back_as_it_was_written() -> None:
    steps = (step(1, "a", limit=DAY, limit_online=DAY, forms=("f1",)), step(2, "b", back=("a",)))

    plan = draft(*steps)

    assert plan.steps == steps
    assert (plan.no, plan.state) == (1, VersionState.DRAFT)
    assert draft().no == 2


def test_a_draft_is_not_in_force() -> None:
    draft()

    with pytest.raises(ProcessNotFoundError):
        public.plan_for(process_key="demo", on=MARCH)


def test_publishing_ends_the_earlier_version_the_day_before() -> None:
    first = publish(draft(), JANUARY)
    second = publish(draft(), MARCH)

    assert [(v.no, v.valid_from, v.valid_until) for v in public.versions(process_key="demo")] == [
        (2, MARCH, None),
        (1, JANUARY, date(2026, 2, 28)),
    ]
    assert public.plan_for(process_key="demo", on=date(2026, 2, 28)).version_id == first.version_id
    assert public.plan_for(process_key="demo", on=MARCH).version_id == second.version_id


def test_a_version_from_an_earlier_day_takes_the_place_of_later_ones() -> None:
    publish(draft(), JANUARY)
    publish(draft(), MARCH)

    publish(draft(), date(2026, 2, 1))

    assert [(v.no, v.state, v.valid_until) for v in public.versions(process_key="demo")] == [
        (3, VersionState.PUBLISHED, None),
        (2, VersionState.WITHDRAWN, None),
        (1, VersionState.PUBLISHED, date(2026, 1, 31)),
    ]


def test_a_table_with_faults_is_not_published_and_nothing_changes() -> None:
    first = publish(draft(), JANUARY)
    broken = draft(step(1, "a", limit=DAY), step(2, "b", limit=DAY), total=DAY)

    with pytest.raises(NotPublishableError, match="960 working minutes"):
        publish(broken, MARCH)

    assert public.plan_for(process_key="demo", on=MARCH).version_id == first.version_id
    assert AuditEntry.objects.filter(action="processes.published").count() == 1


def test_publishing_needs_a_decision_a_right_and_a_draft() -> None:
    plan = draft()

    with pytest.raises(DecisionNeededError):
        publish(plan, JANUARY, decision=" ")
    with pytest.raises(MayNotPublishError):
        public.publish_version(
            actor=job_actor("nobody"),
            version_id=plan.version_id,
            decision="QĐ 1",
            valid_from=JANUARY,
            facts=FACTS,
            roles=ROLES,
        )
    with pytest.raises(MayNotPublishError):
        public.draft_version(
            actor=job_actor("nobody"),
            process_key="demo",
            title="",
            case_kind="demo",
            steps=[],
            total=None,
            now=NOW,
        )
    with pytest.raises(ProcessNotFoundError):
        public.withdraw_version(actor=EDITOR, version_id=0, reason="")
    with pytest.raises(WrongStateError):
        public.withdraw_version(actor=EDITOR, version_id=plan.version_id, reason="Sai")
    publish(plan, JANUARY)
    with pytest.raises(WrongStateError):
        publish(plan, JANUARY)

    assert ProcessVersion.objects.count() == 1


def test_a_withdrawn_version_is_not_in_force_and_can_still_be_read() -> None:
    plan = publish(draft(), JANUARY)

    public.withdraw_version(actor=EDITOR, version_id=plan.version_id, reason="Bãi bỏ")

    with pytest.raises(ProcessNotFoundError):
        public.plan_for(process_key="demo", on=MARCH)
    assert public.plan(version_id=plan.version_id).steps == plan.steps


def test_an_unknown_version_is_not_found() -> None:
    with pytest.raises(ProcessNotFoundError):
        public.plan(version_id=0)


def test_the_database_refuses_two_published_versions_of_one_day() -> None:
    publish(draft(), JANUARY)
    other = draft()

    with pytest.raises(IntegrityError, match="process_has_one_published_version_a_day"):
        ProcessVersion.objects.filter(pk=other.version_id).update(
            state="published", decision="QĐ 2", validity=DateRange(MARCH, None)
        )


def test_the_database_refuses_a_published_version_without_decision() -> None:
    plan = draft()

    with pytest.raises(IntegrityError, match="process_version_published_has_decision_and_validity"):
        ProcessVersion.objects.filter(pk=plan.version_id).update(state="published")


def test_the_database_refuses_another_line_in_a_published_table() -> None:
    plan = publish(draft(), JANUARY)

    with pytest.raises(IntegrityError, match="step_is_written_once"), transaction.atomic():
        StepRow.objects.filter(version_id=plan.version_id).update(title="Khác")
    with pytest.raises(IntegrityError, match="step_of_a_draft_only"), transaction.atomic():
        StepRow.objects.filter(version_id=plan.version_id).delete()
    with pytest.raises(IntegrityError, match="step_of_a_draft_only"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO processes_steprow SELECT (r).* FROM (SELECT r FROM processes_steprow r"
            " WHERE version_id = %s) x",
            [plan.version_id],
        )


@pytest.mark.django_db(transaction=True)
def test_only_what_was_committed_is_kept_in_memory(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    queries.forget_plans()
    plan = draft()
    try:
        with transaction.atomic():
            publish(plan, JANUARY)
            assert public.plan(version_id=plan.version_id).state is VersionState.PUBLISHED
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    assert public.plan(version_id=plan.version_id).state is VersionState.DRAFT
    publish(plan, JANUARY)
    public.plan(version_id=plan.version_id)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a context manager of pytest-django
        assert public.plan(version_id=plan.version_id).state is VersionState.PUBLISHED
    public.withdraw_version(actor=EDITOR, version_id=plan.version_id, reason="Sai")
    assert public.plan(version_id=plan.version_id).state is VersionState.WITHDRAWN
