"""The second demo kind: an incident, 24 hours a day, seen only by those who need to know."""

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, TaskMode
from province.kernel.cases.errors import CaseNotFoundError, ClockStateError
from province.kernel.cases.models.clock import ClockMove
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import clock_of, local, look
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident(commune: Commune) -> CaseRef:
    return cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(
            kind="demo_incident",
            title="Lộ tài khoản",
            unit_id=commune.agency.pk,
            facts={"severity": 2},
        ),
        key="",
        now=NOW,
    )


def test_72_hours_run_through_the_weekend(commune: Commune, incident: CaseRef) -> None:
    assert clock_of(commune.clerk, incident).due_at == local(22, 10)  # Sunday


def test_a_graver_incident_switches_its_limit_from_its_own_start(
    commune: Commune, incident: CaseRef
) -> None:
    due = cases.switch_limit(
        actor=commune.clerk,
        case_id=incident.case_id,
        name="legal",
        limit=Limit(24, LimitUnit.CLOCK_HOUR),
        ground="severity_1",
        now=local(19, 15),
    )

    clock = clock_of(commune.clerk, incident)
    assert due == clock.due_at == local(20, 10)
    assert clock.due_first == local(22, 10)
    assert list(ClockMove.objects.values_list("kind", "ground", "was", "becomes")) == [
        ("switch", "severity_1", local(22, 10), local(20, 10))
    ]


def test_a_stopped_clock_has_no_other_limit(commune: Commune, incident: CaseRef) -> None:
    cases.stop_clock(actor=commune.clerk, case_id=incident.case_id, name="legal", at=NOW, now=NOW)

    with pytest.raises(ClockStateError):
        cases.switch_limit(
            actor=commune.clerk,
            case_id=incident.case_id,
            name="legal",
            limit=Limit(24, LimitUnit.CLOCK_HOUR),
            ground="complex",
            now=NOW,
        )

    assert ClockMove.objects.count() == 0


def test_only_who_needs_to_know_sees_it(commune: Commune, incident: CaseRef) -> None:
    controller = Actor(
        account_id=77,
        official_id=commune.leader.official_id,
        units=frozenset({commune.agency.pk}),
        abilities=frozenset({permissions.SEE_ALL}),
    )
    for stranger in (commune.specialist, commune.leader, controller):
        with pytest.raises(CaseNotFoundError):
            look(stranger, incident)

    cases.add_task(
        actor=commune.clerk,
        case_id=incident.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        holder=Holder(post_id=commune.specialist_post.pk),
        title="Xử lý",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
    )

    assert look(commune.specialist, incident).id == incident.case_id
    with pytest.raises(CaseNotFoundError):
        look(commune.leader, incident)


def test_a_desk_that_may_take_it_needs_to_know(commune: Commune, incident: CaseRef) -> None:
    cases.add_task(
        actor=commune.clerk,
        case_id=incident.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        holder=Holder(desk="one_stop"),
        title="Xử lý",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
    )

    assert look(commune.officer, incident).id == incident.case_id
