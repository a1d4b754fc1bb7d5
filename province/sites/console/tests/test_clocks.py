"""Ends beyond the published calendar: who sees them, who confirms them, what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import F

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    DayOverride,
    DecidedDays,
    Limit,
    LimitUnit,
    OverrideKind,
)
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import (
    ClockSpec,
    Holder,
    PauseReason,
    TaskMode,
    UnitRole,
)
from province.kernel.cases.errors import CaseClosedError
from province.kernel.cases.models.clock import Clock, ClockMove
from province.kernel.cases.models.journal import Act
from province.kernel.cases.tests.kinds import Letter
from province.kernel.org.models import Account, Agency
from province.kernel.processes.contracts import TaskKind
from province.sites.console.tests.conftest import Enter, Town, worker
from province.sites.console.tests.reading import count_queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
JOB = job_actor("tests", permissions.MANAGE_PROVINCE)
FAR = Limit(32, LimitUnit.WORK_DAY)
DAYS_OFF = {2026: (date(2026, 11, 24),), 2027: (date(2027, 1, 1), date(2027, 1, 4))}


@dataclass(frozen=True)
class Waiting:
    """Two units with a leader each, and the first one's clock."""

    leader: Account
    head: Account
    other_leader: Account
    auditor: Account
    clock: Clock


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    KINDS.register(Letter())
    yield
    KINDS.withdraw(Letter.key)


def open_clock(unit: Agency, title: str = "Góp ý dự thảo") -> Clock:
    """Open a letter of the unit with a clock that ends after the turn of the year."""
    case = cases.open_case(
        actor=JOB,
        new=cases.NewCase(
            kind="demo_letter",
            title=title,
            unit_id=unit.pk,
            units={UnitRole.DECIDES: [unit.pk]},
        ),
        key="",
        now=NOW,
    )
    cases.add_clock(
        actor=JOB, case_id=case.case_id, spec=ClockSpec("far", FAR, started_at=NOW), now=NOW
    )
    return Clock.objects.get(case_id=case.case_id, name="far")


def publish(year: int = 2027) -> None:
    """Decide a year; in 2027 one day more is off than was guessed."""
    for day in DAYS_OFF[year]:
        calendars.set_override(
            actor=JOB,
            agency_id=None,
            override=DayOverride(date=day, kind=OverrideKind.OFF, decision="9/TB"),
        )
    calendars.publish_year(
        actor=JOB, decided=DecidedDays(last_date=date(year, 12, 31), decision="9/TB")
    )


@pytest.fixture
def waiting(town: Town) -> Waiting:
    publish(2026)
    return Waiting(
        leader=worker(town.own, "leader", "Ho Chu", "Chủ tịch"),
        head=worker(town.own, "head_of_division", "Do Truong", "Trưởng phòng"),
        other_leader=worker(town.other, "leader", "Mai Khac", "Chủ tịch"),
        auditor=worker(town.province, "auditor", "Dam Tra", "Thanh tra"),
        clock=open_clock(town.own),
    )


def url(town: Town) -> str:
    return town.url("provisional")


def nothing_happened() -> bool:
    acts = Act.objects.filter(name="clock_recounted").exists()
    same = Clock.objects.exclude(due_at=F("due_first")).exists()
    return not acts and not same and not ClockMove.objects.exists()


def test_who_may_open_the_page(town: Town, waiting: Waiting, enter: Enter) -> None:
    seers = (waiting.leader, waiting.head, waiting.auditor, town.specialist, town.clerk)
    others = (town.province_admin, town.unit_admin)

    assert {enter(one).get(url(town)).status_code for one in seers} == {200}
    assert {enter(one).get(url(town)).status_code for one in others} == {403}
    assert enter(None).get(url(town)).status_code == 302


def test_the_menu_leads_whoever_confirms(town: Town, waiting: Waiting, enter: Enter) -> None:
    def is_offered(account: Account) -> bool:
        page = enter(account).get("/ban-lam-viec/").content.decode()
        return "</svg>Đồng hồ tạm tính</a>" in page

    assert [is_offered(one) for one in (waiting.leader, waiting.head)] == [True, True]
    others = (town.specialist, town.clerk, town.unit_admin, town.province_admin, waiting.auditor)
    assert not any(is_offered(one) for one in others)


def test_before_the_year_is_published_nothing_can_be_confirmed(
    town: Town, waiting: Waiting, enter: Enter
) -> None:
    client = enter(waiting.leader)

    page = client.get(url(town)).content.decode()
    told = client.post(url(town), {"clock": waiting.clock.pk}, follow=True).content.decode()
    none = client.post(url(town), {"all": "1"}, follow=True).content.decode()

    assert ("chưa có lịch công bố" in page, "Xác nhận<" in page) == (True, False)
    assert "Góp ý dự thảo: Lịch nghỉ chưa công bố đến ngày của hạn này." in told
    assert "Không có hạn nào đủ điều kiện xác nhận." in none
    assert nothing_happened()


def test_the_list_shows_the_end_and_what_today_s_calendar_gives(
    town: Town, waiting: Waiting, enter: Enter
) -> None:
    open_clock(town.other, "Việc nơi khác")
    publish()

    page = enter(waiting.leader).get(url(town)).content.decode()

    assert "10:00, 06/01/2027" in page
    assert "10:00, 07/01/2027" in page
    assert "muộn hơn 1 ngày làm việc" in page
    assert "Xác nhận 1 hạn đã có lịch" in page
    assert "Việc nơi khác" not in page


@pytest.mark.parametrize("who", ["leader", "head"])
def test_one_end_is_confirmed(town: Town, waiting: Waiting, enter: Enter, who: str) -> None:
    publish()
    client = enter(getattr(waiting, who))

    answer = client.post(url(town), {"clock": waiting.clock.pk})
    page = client.get(url(town)).content.decode()

    waiting.clock.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, url(town))
    assert waiting.clock.due_at == datetime(2027, 1, 7, 3, 0, tzinfo=UTC)
    assert not waiting.clock.provisional
    assert "Đã xác nhận 1 hạn; 1 hạn dời ngày." in page
    assert (
        "Góp ý dự thảo: từ 10:00, 06/01/2027 sang 10:00, 07/01/2027, muộn hơn 1 ngày làm việc."
        in page
    )
    assert "Không có hạn nào cần xác nhận." in page
    act = Act.objects.get(name="clock_recounted")
    assert (act.params, act.official_id) == (
        {"clock": "far", "ground": "calendar_decided"},
        getattr(waiting, who).official_id,
    )


def test_all_decided_ends_are_confirmed_and_the_failed_one_holds_nobody_up(
    town: Town, waiting: Waiting, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, third = open_clock(town.own, "Việc hỏng"), open_clock(town.own, "Việc ba")
    publish()
    recount = cases.recount_clock

    def fails_once(*, case_id: int, **asked: Any) -> datetime | None:
        due = recount(case_id=case_id, **asked)
        if case_id == broken.case_id:
            raise CaseClosedError
        return due

    monkeypatch.setattr("province.kernel.cases.public.recount_clock", fails_once)
    client = enter(waiting.leader)

    page = client.post(url(town), {"all": "1"}, follow=True).content.decode()

    assert "Đã xác nhận 2 hạn; 2 hạn dời ngày." in page
    assert f"Chưa xác nhận được Việc hỏng: {CaseClosedError()}" in page
    left = Clock.objects.filter(provisional=True).values_list("pk", flat=True)
    assert list(left) == [broken.pk]
    assert ClockMove.objects.filter(clock__in=[third, waiting.clock]).count() == 2
    assert ClockMove.objects.count() == 2


def test_a_repeated_confirmation_changes_nothing(
    town: Town, waiting: Waiting, enter: Enter
) -> None:
    publish()
    client = enter(waiting.leader)
    client.post(url(town), {"clock": waiting.clock.pk})

    told = client.post(url(town), {"clock": waiting.clock.pk}, follow=True).content.decode()

    assert "Chưa xác nhận được hạn này" in told
    assert Act.objects.filter(name="clock_recounted").count() == 1
    assert ClockMove.objects.count() == 1


def test_a_clock_that_stands_is_not_confirmed(town: Town, waiting: Waiting, enter: Enter) -> None:
    cases.pause(
        actor=JOB,
        case_id=waiting.clock.case_id,
        name="far",
        reason=PauseReason.SUPPLEMENT,
        at=NOW,
        now=NOW,
    )
    publish()
    client = enter(waiting.leader)

    page = client.get(url(town)).content.decode()
    told = client.post(url(town), {"clock": waiting.clock.pk}, follow=True).content.decode()

    assert "đang dừng, tính lại khi làm tiếp" in page
    assert "hạn tự tính lại khi hồ sơ được làm tiếp." in told
    assert nothing_happened()


@pytest.mark.parametrize("who", ["specialist", "clerk"])
def test_whoever_only_sees_confirms_nothing(
    town: Town, waiting: Waiting, enter: Enter, who: str
) -> None:
    publish()
    client = enter(getattr(town, who))

    page = client.get(url(town)).content.decode()
    told = client.post(url(town), {"clock": waiting.clock.pk}, follow=True).content.decode()
    client.post(url(town), {"all": "1"})

    assert ("chờ đơn vị xác nhận" in page, "Xác nhận<" in page) == (True, False)
    assert "Chỉ lãnh đạo hoặc trưởng phòng của đơn vị xác nhận hạn của hồ sơ này." in told
    assert nothing_happened()


def test_another_unit_s_leader_neither_sees_nor_confirms(
    town: Town, waiting: Waiting, enter: Enter
) -> None:
    publish()
    client = enter(waiting.other_leader)

    page = client.get(url(town)).content.decode()
    told = client.post(url(town), {"clock": waiting.clock.pk}, follow=True).content.decode()

    assert ("Góp ý dự thảo" in page, "Góp ý dự thảo" in told) == (False, False)
    assert nothing_happened()


@pytest.mark.parametrize("who", ["province_admin", "unit_admin", None])
def test_administrators_and_strangers_confirm_nothing(
    town: Town, waiting: Waiting, enter: Enter, who: str | None
) -> None:
    publish()
    before = AuditEntry.objects.count()

    answer = enter(getattr(town, who) if who else None).post(url(town), {"clock": waiting.clock.pk})

    assert answer.status_code == 403
    assert nothing_happened()
    assert AuditEntry.objects.count() == before


def test_the_clock_of_a_step_is_confirmed(town: Town, waiting: Waiting, enter: Enter) -> None:
    assert waiting.leader.official is not None
    post = waiting.leader.official.holdings.get().post_id
    task = cases.add_task(
        actor=JOB,
        case_id=waiting.clock.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        mode=TaskMode.MUST,
        holder=Holder(post_id=post),
        title="Soạn trả lời",
        limit=FAR,
        now=NOW,
    )
    publish()
    step = Clock.objects.get(task_id=task.task_id)
    client = enter(waiting.leader)

    page = client.get(url(town)).content.decode()
    client.post(url(town), {"clock": step.pk})

    step.refresh_from_db()
    assert "Bước: Soạn trả lời" in page
    assert (step.due_at, step.provisional) == (datetime(2027, 1, 7, 3, 0, tzinfo=UTC), False)


@pytest.mark.parametrize("given", [{}, {"clock": "x"}, {"clock": "999999"}])
def test_an_unknown_clock_is_no_fault(
    town: Town, waiting: Waiting, enter: Enter, given: dict[str, str]
) -> None:
    publish()

    assert enter(waiting.leader).post(url(town), given).status_code == 302
    assert nothing_happened()


def test_the_page_takes_as_many_queries_for_one_as_for_thirty(
    town: Town, waiting: Waiting, enter: Enter
) -> None:
    publish()
    client = enter(waiting.leader)
    before = count_queries(client, url(town))
    for number in range(29):
        open_clock(town.own, f"Việc {number}")

    assert count_queries(client, url(town)) == before <= 12
