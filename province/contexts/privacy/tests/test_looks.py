from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from province.contexts.privacy import public, rules
from province.contexts.privacy.contracts import LookLine, OfficialHour, Unusual
from province.contexts.privacy.errors import MayNotSeeLooksError, SubjectsOnlyError
from province.contexts.privacy.tests.conftest import NOW, Commune, browser, make_party
from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.cases import public as cases

pytestmark = pytest.mark.django_db
URL = "/du-lieu-cua-toi/luot-xem/"
WHY = "Xem hồ sơ để giải quyết"


def look(
    commune: Commune, *, actor: Actor | None = None, minutes: int = 0, purpose: str = WHY
) -> None:
    record_access(
        actor=actor or commune.official,
        party_ids=[commune.party.pk],
        what="dossier",
        purpose=purpose,
        now=NOW - timedelta(minutes=minutes),
    )


def test_the_looks_of_a_day_are_one_line_with_office_and_post(commune: Commune) -> None:
    look(commune, minutes=20)
    look(commune)
    look(commune, actor=job_actor("sweeper"), purpose="Nhắc hạn", minutes=30)
    look(commune, actor=commune.citizen)  # oneself is no look

    found = public.my_looks(actor=commune.citizen, since=None, page=1, now=NOW)

    assert found.lines == (
        LookLine(
            first_at=NOW - timedelta(minutes=20),
            last_at=NOW,
            times=2,
            unit=commune.agency.name,
            post=commune.post.title,
            case="",
            purpose=WHY,
        ),
        LookLine(
            first_at=NOW - timedelta(minutes=30),
            last_at=NOW - timedelta(minutes=30),
            times=1,
            unit="Hệ thống tự động",
            post="",
            case="",
            purpose="Nhắc hạn",
        ),
    )
    assert found.numbers.total == 2
    assert len(public.every_look_at_me(actor=commune.citizen, since=None, now=NOW)) == 3


def test_looks_before_the_period_and_at_others_are_left_out(commune: Commune) -> None:
    look(commune, minutes=60 * 24 * 40)
    record_access(
        actor=commune.official, party_ids=[make_party().pk], what="x", purpose=WHY, now=NOW
    )

    since = NOW - timedelta(days=30)

    assert public.my_looks(actor=commune.citizen, since=since, page=1, now=NOW).lines == ()
    assert len(public.my_looks(actor=commune.citizen, since=None, page=1, now=NOW).lines) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_looks_takes_four_queries(
    commune: Commune, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        look(commune, purpose=f"{WHY} {number}")

    with django_assert_num_queries(2), django_assert_num_queries(2, using="access"):
        public.my_looks(actor=commune.citizen, since=None, page=1, now=NOW)


def test_an_account_without_a_person_has_no_looks(commune: Commune) -> None:
    with pytest.raises(SubjectsOnlyError):
        public.my_looks(actor=commune.official, since=None, page=1, now=NOW)


def test_the_page_names_the_dossier_and_no_official(commune: Commune, clock: None) -> None:
    del clock
    look(commune)
    look(commune)

    text = browser(commune.citizen_account).get(URL).content.decode()

    assert commune.agency.name in text
    assert "2 lượt" in text
    assert WHY in text
    assert "Ông specialist" not in text
    assert "không vì một hồ sơ nào" in text


def test_the_page_says_when_nobody_looked(commune: Commune, clock: None) -> None:
    del clock
    text = browser(commune.citizen_account).get(f"{URL}?ky=30&trang=9").content.decode()

    assert "Chưa có ai xem dữ liệu của bạn" in text


def test_the_file_has_every_single_look(commune: Commune, clock: None) -> None:
    del clock
    look(commune, minutes=1)
    look(commune)

    answer = browser(commune.citizen_account).get("/du-lieu-cua-toi/luot-xem.xlsx?ky=tat-ca")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert [row[1:] for row in rows] == [
        (commune.agency.name, commune.post.title, None, WHY),
        (commune.agency.name, commune.post.title, None, WHY),
    ]


def test_strangers_and_officials_do_not_get_the_page(commune: Commune, clock: None) -> None:
    del clock
    assert commune.official.account_id is not None

    assert browser(commune.official.account_id).get(URL).status_code == 403


@pytest.mark.parametrize(
    ("people", "in_hours", "expected"),
    [
        (29, True, ()),
        (30, True, (Unusual.MANY,)),
        (1, False, (Unusual.OUTSIDE_HOURS,)),
        (30, False, (Unusual.MANY, Unusual.OUTSIDE_HOURS)),
    ],
)
def test_unusual_at_its_edges(
    people: int,
    in_hours: bool,  # noqa: FBT001 -- a table of cases
    expected: tuple[Unusual, ...],
) -> None:
    assert rules.unusual(people=people, in_hours=in_hours) == expected


def test_a_leader_sees_the_unusual_hours_first(commune: Commune) -> None:
    look(commune)
    look(commune, minutes=60 * 12)  # 21:00 of the evening before
    other = make_party()
    record_access(actor=commune.official, party_ids=[other.pk], what="x", purpose=WHY, now=NOW)

    found = public.looks_of_unit(actor=commune.leader, now=NOW)

    evening = NOW - timedelta(hours=12)
    assert [(hour.hour, hour.times, hour.people, hour.unusual) for hour in found] == [
        (evening, 1, 1, (Unusual.OUTSIDE_HOURS,)),
        (NOW, 2, 2, ()),
    ]
    assert found[1] == OfficialHour(
        official="Ông specialist",
        post=commune.post.title,
        unit=commune.agency.short_name,
        hour=NOW,
        times=2,
        people=2,
        cases=0,
        unusual=(),
    )


def test_only_whoever_leads_the_unit_sees_its_looks(commune: Commune) -> None:
    with pytest.raises(MayNotSeeLooksError):
        public.looks_of_unit(actor=commune.official, now=NOW)


def test_case_names_are_those_that_the_actor_may_see(commune: Commune) -> None:
    assert cases.case_names(actor=commune.citizen, ids=[1, 2]) == {}
