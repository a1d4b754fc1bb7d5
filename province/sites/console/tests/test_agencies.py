from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from province.foundation.audit.models import AuditEntry
from province.kernel.org.contracts import AgencyKind, CodeScheme
from province.kernel.org.models import Agency, AgencyCode, Post
from province.kernel.org.tests.factories import (
    START,
    AgencyFactory,
    HoldingFactory,
    PostFactory,
    SubstitutionFactory,
)
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import count_queries, day, sheet

pytestmark = pytest.mark.django_db
NAMES = {"name": "Ban Quản lý bến xe", "short_name": "Ban bến xe"}
FROM = day("from_date", "1/7/2026")
AGENCY = {**NAMES, **FROM, "kind": "department", "level": "province"}
POST = {"title": "Kế toán trưởng", "role": "specialist", "division": "", **FROM}
CODE = {"code": "H01.77", "decision": "12/QĐ-UBND", **FROM}


def give_code(agency: Agency, code: str, scheme: CodeScheme) -> None:
    AgencyCode.objects.create(
        agency=agency, scheme=scheme.value, code=code, validity=DateRange(START, None)
    )


def test_the_list_says_posts_vacancies_and_temporary_codes(town: Town, enter: Enter) -> None:
    give_code(town.own, "H01.Z07", CodeScheme.TEMPORARY)

    page = enter(town.unit_admin).get(town.url("agencies")).content.decode()

    assert "H01.Z07 – mã tạm" in page
    assert "UBND phường Mỹ Thới" in page
    assert "Ô Lâm" not in page
    assert '<td class="num">4</td><td class="num">1</td>' in page


def test_the_list_is_searched_without_diacritics(town: Town, enter: Enter) -> None:
    client = enter(town.province_admin)

    found = client.get(town.url("agencies"), {"q": "my thoi"}).content.decode()
    nothing = client.get(town.url("agencies"), {"q": "zzz"}).content.decode()

    assert ("Mỹ Thới" in found, "Ô Lâm" in found) == (True, False)
    assert "Không có cơ quan nào khớp" in nothing


def test_the_list_as_a_spreadsheet(town: Town, enter: Enter) -> None:
    give_code(town.own, "H01.Z07", CodeScheme.TEMPORARY)

    answer = enter(town.unit_admin).get(town.url("agencies_export"))

    _head, *rows = sheet(answer.content)
    assert rows == [
        (
            "UBND phường Mỹ Thới",
            "Phường Mỹ Thới",
            "Ủy ban nhân dân cấp xã",
            "Cấp xã",
            "H01.Z07",
            "Mã tạm",
            4,
            1,
        )
    ]


def test_pages_of_agencies_take_as_many_queries_for_one_as_for_thirty(
    town: Town, enter: Enter
) -> None:
    client = enter(town.province_admin)
    urls = (town.url("agencies"), town.url("agency", town.own.pk))
    before = [count_queries(client, url) for url in urls]
    for agency in AgencyFactory.create_batch(30):
        HoldingFactory.create(post__agency=agency)
    for post in PostFactory.create_batch(30, agency=town.own):
        HoldingFactory.create(post=post)
        SubstitutionFactory.create(post=post)

    assert [count_queries(client, url) for url in urls] == before
    assert max(before) <= 12


def test_create_agency_goes_to_its_page(town: Town, enter: Enter) -> None:
    answer = enter(town.province_admin).post(town.url("create_agency"), AGENCY)

    made = Agency.objects.get(name=NAMES["name"])
    assert (answer.status_code, answer["Location"]) == (302, town.url("agency", made.pk))
    assert (made.parent, made.kind, made.level) == (town.province, "department", "province")
    assert AgencyCode.objects.filter(agency=made, scheme="temporary").count() == 1


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "\u0001"}, "id_name"),
        ({"kind": "historic"}, "id_kind"),
        ({"level": ""}, "id_level"),
        (day("from_date", "31/2/2026"), "id_from_date_day"),
        (day("from_date", "31/12/9999"), "id_from_date_day"),
    ],
)
def test_a_faulty_agency_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, str], anchor: str
) -> None:
    before = Agency.objects.count()

    answer = enter(town.province_admin).post(town.url("create_agency"), {**AGENCY, **change})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert 'value="Ban bến xe"' in page
    assert (Agency.objects.count(), AuditEntry.objects.count()) == (before, 0)


def test_rename_keeps_the_rest(town: Town, enter: Enter) -> None:
    answer = enter(town.province_admin).post(town.url("rename_agency", town.own.pk), NAMES)

    town.own.refresh_from_db()
    assert (answer.status_code, town.own.name) == (302, NAMES["name"])
    assert AuditEntry.objects.get().action == "org.agency_renamed"


def test_a_division_is_added_and_renamed_from_the_page_of_its_agency(
    town: Town, enter: Enter
) -> None:
    client, page = enter(town.province_admin), town.url("agency", town.own.pk)

    client.post(town.url("create_division", town.own.pk), {**NAMES, **FROM})
    division = Agency.objects.get(kind=AgencyKind.DIVISION.value)
    answer = client.post(
        town.url("rename_agency", division.pk), {"name": "Phòng Một", "short_name": "Phòng 1"}
    )

    division.refresh_from_db()
    assert (division.parent, division.name) == (town.own, "Phòng Một")
    assert answer["Location"] == page
    assert "Phòng Một" in client.get(page).content.decode()
    for name in ("agency", "create_post", "create_division"):
        assert client.get(town.url(name, division.pk)).status_code == 404


def test_the_official_code_ends_the_temporary_one(town: Town, enter: Enter) -> None:
    give_code(town.own, "H01.Z07", CodeScheme.TEMPORARY)
    client = enter(town.province_admin)

    answer = client.post(town.url("assign_code", town.own.pk), CODE)

    assert answer.status_code == 302
    page = client.get(town.url("agency", town.own.pk)).content.decode()
    assert ("H01.77" in page, "12/QĐ-UBND" in page, "mã tạm" in page) == (True, True, False)
    assert "Gán mã chính thức" not in page


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        ({"code": "ĐÚNG-KHÔNG"}, "id_code"),
        ({"code": "H01.66"}, "id_code"),
        ({"decision": ""}, "id_decision"),
        (day("from_date", "1/1/2099"), "id_from_date_day"),
    ],
)
def test_a_faulty_code_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, str], anchor: str
) -> None:
    give_code(town.other, "H01.66", CodeScheme.EID)

    answer = enter(town.province_admin).post(
        town.url("assign_code", town.own.pk), {**CODE, **change}
    )

    assert answer.status_code == 422
    assert f'href="#{anchor}"' in answer.content.decode()
    assert not AgencyCode.objects.filter(agency=town.own).exists()
    assert not AuditEntry.objects.exists()


def test_the_unit_s_administrator_creates_a_post(town: Town, enter: Enter) -> None:
    client = enter(town.unit_admin)

    answer = client.post(town.url("create_post", town.own.pk), POST)

    made = Post.objects.get(title="Kế toán trưởng")
    assert answer["Location"] == town.url("post", made.pk)
    assert "Kế toán trưởng" in client.get(town.url("agency", town.own.pk)).content.decode()


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        ({"title": ""}, "id_title"),
        ({"title": "\u0001"}, "id_title"),
        ({"role": "province_admin"}, "id_role"),
        ({"division": "0"}, "id_division"),
        ({"is_head": "on"}, "id_is_head"),
    ],
)
def test_a_faulty_post_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, Any], anchor: str
) -> None:
    PostFactory.create(agency=town.own, is_head=True)
    before = Post.objects.count()

    answer = enter(town.unit_admin).post(town.url("create_post", town.own.pk), {**POST, **change})

    assert answer.status_code == 422
    assert f'href="#{anchor}"' in answer.content.decode()
    assert (Post.objects.count(), AuditEntry.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("create_agency", AGENCY),
        ("rename_agency", NAMES),
        ("assign_code", CODE),
        ("create_division", {**NAMES, **FROM}),
    ],
)
def test_the_unit_s_administrator_changes_no_agency(
    town: Town, enter: Enter, name: str, given: dict[str, str]
) -> None:
    args = () if name == "create_agency" else (town.own.pk,)
    before = list(Agency.objects.order_by("pk").values())

    answer = enter(town.unit_admin).post(town.url(name, *args), given)

    assert answer.status_code == 403
    assert list(Agency.objects.order_by("pk").values()) == before
    assert not AuditEntry.objects.exists()


def test_an_agency_without_posts_says_what_to_do(town: Town, enter: Enter) -> None:
    empty = AgencyFactory.create()

    page = enter(town.province_admin).get(town.url("agency", empty.pk)).content.decode()

    assert "Lập vị trí trước, rồi giao cho cán bộ." in page
    assert "Chưa có mã nào." in page
