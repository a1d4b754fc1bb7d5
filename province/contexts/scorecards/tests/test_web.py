"""The pages of figures: numbers that open their dossiers, for whoever may see them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.rows import ask, at, done, dossier, sealed
from province.foundation.audit.models import AuditEntry
from province.foundation.ui.tables import Cell, Table
from province.kernel.org.contracts import AgencyKind, AgencyLevel
from province.kernel.org.models import Agency
from province.kernel.org.tests.factories import (
    AccountFactory,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PAGE, SHEET, PAPER, PUBLIC = (
    "/ban-so-lieu/",
    "/ban-so-lieu/so-lieu.xlsx",
    "/ban-so-lieu/ban-in/",
    "/so-lieu/",
)
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def signed_in(role: str, agency: Agency) -> Client:
    """Return the browser of an official with this role in the unit."""
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official)
    HoldingFactory.create(official=official, post=PostFactory.create(agency=agency, role=role))
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def commune() -> Agency:
    """Make a commune with one dossier of each sort."""
    agency = AgencyFactory.create(short_name="Xã An Bình")
    sealed(done(agency, on=at(9)), on=at(9))
    done(agency, on=at(13), channel="direct")
    dossier(agency)
    ask(dossier(agency, channel="post", clock="paused_supplement"), since=at(5), until=None)
    dossier(agency, due_at=at(25))
    dossier(agency, is_test=True)
    return agency


@pytest.fixture
def department() -> Agency:
    agency = AgencyFactory.create(
        short_name="Sở Y tế",
        kind=AgencyKind.DEPARTMENT.value,
        level=AgencyLevel.PROVINCE.value,
    )
    sealed(done(agency, on=at(6)), on=at(6))
    return agency


def number_at(table: Table, label: str, column: int) -> tuple[str, str]:
    for row in table.rows:
        if str(row.cells[0].words).strip() == label:
            cell: Cell = row.cells[column]
            return str(cell.words), cell.url
    raise AssertionError(label)


def test_a_specialist_sees_the_figures_of_the_own_unit(commune: Agency, department: Agency) -> None:
    del department
    page = signed_in("specialist", commune).get(PAGE)

    table = page.context["channels"]
    said = {
        str(row.cells[0].words).strip(): [str(cell.words) for cell in row.cells[1:]]
        for row in table.rows
    }
    assert said == {
        "Hồ sơ đã và đang giải quyết trong kỳ": ["3", "1", "1", "5", "+5"],
        "Tiếp nhận trong kỳ": ["3", "1", "1", "5", "+5"],
        "Từ kỳ trước chuyển sang": ["0", "0", "0", "0", "0"],
        "Đã giải quyết": ["1", "1", "0", "2", "+2"],
        "Giải quyết trước hạn": ["1", "0", "0", "1", "+1"],
        "Giải quyết đúng hạn": ["0", "0", "0", "0", "0"],
        "Giải quyết trễ hạn": ["0", "1", "0", "1", "+1"],
        "Người nộp rút": ["0", "0", "0", "0", "0"],
        "Dừng giải quyết": ["0", "0", "0", "0", "0"],
        "Đang giải quyết": ["2", "0", "1", "3", "+3"],
        "Đang giải quyết, trong hạn": ["1", "0", "1", "2", "+2"],
        "Đang giải quyết, đã quá hạn": ["1", "0", "0", "1", "+1"],
        "Đang tạm dừng, chờ người nộp": ["0", "0", "1", "1", "+1"],
        "Giải quyết không trễ, trên số đã giải quyết": [
            "100,0\xa0%",
            "0,0\xa0%",
            "–",
            "50,0\xa0%",
            "–",
        ],
        "Thời gian trung bình, kể cả ngày nghỉ, trừ lúc chờ người nộp": [
            "7,0 ngày",
            "11,0 ngày",
            "–",
            "9,0 ngày",
            "–",
        ],
    }
    assert page.context["units"] is None
    assert [(bar.label[:3], bar.value) for bar in page.context["bars"]] == [
        ("2.1", "12,00 / 20"),
        ("3.3", "2,40 / 6"),
        ("4.1", "3,00 / 6"),
    ]
    assert "Chưa nhân tỷ lệ đồng bộ" in page.content.decode()
    assert "Xã An Bình" in page.content.decode()


def test_every_number_opens_a_list_of_that_length(commune: Agency, department: Agency) -> None:
    client = signed_in("leader", commune)
    page = client.get(PAGE, {"dv": str(commune.pk)})

    cells = [c for row in page.context["channels"].rows for c in row.cells if c.url]
    cells += [
        c
        for row in page.context["units"].rows
        for c in row.cells
        if c.url.startswith("/ho-so/") and f"dv={commune.pk}" in c.url
    ]
    assert len(cells) > 20
    for cell in cells:
        assert client.get(cell.url).context["total"] == int(cell.words), cell.url
    for bar in page.context["bars"]:
        lost = int(re.match(r"\d+", str(bar.detail))[0])  # type: ignore[index]  # the detail begins so
        assert client.get(bar.url).context["total"] == lost
    theirs = [
        c.url
        for row in page.context["units"].rows
        for c in row.cells
        if f"dv={department.pk}" in c.url and c.url.startswith("/ho-so/")
    ]
    assert theirs == []


@pytest.mark.usefixtures("department")
def test_leaders_and_administrators_compare_units(commune: Agency) -> None:
    for role in ("leader", "province_admin", "auditor"):
        page = signed_in(role, commune).get(PAGE)
        rows = [[str(c.words) for c in row.cells] for row in page.context["units"].rows]
        assert [row[:3] for row in rows if row[1] in {"Sở Y tế", "Xã An Bình"}] == [
            ["1", "Sở Y tế", "32,00"],
            ["2", "Xã An Bình", "17,40"],
        ]
    only = signed_in("leader", commune).get(PAGE, {"cap": "province"}).context["units"]
    assert [str(row.cells[1].words) for row in only.rows] == ["Sở Y tế"]


def test_whoever_sees_all_dossiers_opens_the_sum(commune: Agency, department: Agency) -> None:
    del department
    auditor = signed_in("auditor", commune)
    table = auditor.get(PAGE).context["channels"]
    number, url = number_at(table, "Đã giải quyết", 4)
    assert number == "3"
    assert auditor.get(url).context["total"] == 3
    level = auditor.get(PAGE, {"cap": "province"}).context["channels"]
    number, url = number_at(level, "Đã giải quyết", 4)
    assert (number, auditor.get(url).context["total"]) == ("1", 1)

    leader = signed_in("leader", commune)
    assert number_at(leader.get(PAGE).context["channels"], "Đã giải quyết", 4) == ("3", "")


@pytest.mark.parametrize("url", [PAGE, SHEET, PAPER])
def test_figures_of_another_unit_are_refused(url: str, commune: Agency, department: Agency) -> None:
    client = signed_in("specialist", commune)

    answer = client.get(url, {"dv": str(department.pk)})

    assert answer.status_code == 403
    assert "Vai trò của bạn không xem số liệu của đơn vị này." in answer.content.decode()
    assert client.get(url, {"dv": "999999"}).status_code == 403
    assert signed_in("leader", commune).get(url, {"dv": "999999"}).status_code == 403
    assert signed_in("agency_admin", commune).get(url).status_code == 403
    assert Client().get(url).status_code in {302, 303}


@pytest.mark.usefixtures("department")
def test_the_spreadsheet_holds_every_measure(commune: Agency) -> None:
    answer = signed_in("leader", commune).get(SHEET)

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    heads = [str(head) for head in rows[0]]
    lines = {str(row[0]): dict(zip(heads, row, strict=True)) for row in rows[1:]}
    assert lines["Xã An Bình"]["Đang giải quyết, đã quá hạn"] == 1
    assert lines["Xã An Bình"]["Trung bình (ngày)"] == 9
    assert lines["Sở Y tế"]["2.1 Hồ sơ giải quyết đúng hạn"] == 20
    assert lines["Cộng"]["Đã giải quyết"] == 3
    own = signed_in("specialist", commune).get(SHEET)
    rows = CalamineWorkbook.from_filelike(BytesIO(own.content)).get_sheet_by_index(0).to_python()
    assert [str(row[0]) for row in rows[1:5]] == ["Trực tuyến", "Trực tiếp", "Bưu chính", "Cộng"]
    assert not AuditEntry.objects.exists()  # numbers, nobody's data


def test_paper_has_the_numbers_and_no_links(commune: Agency) -> None:
    said = signed_in("leader", commune).get(PAPER, {"dv": str(commune.pk)}).content.decode()

    assert "Xã An Bình, tháng 11/2026, tính đến 10:00, 20/11/2026" in said
    assert "12,00 / 20" in said
    assert "/ho-so/?" not in said


def test_everybody_reads_the_public_table(commune: Agency, department: Agency) -> None:
    del commune, department
    page = Client().get(PUBLIC)

    said = page.content.decode()
    assert page.status_code == 200
    assert "Xã An Bình" in said
    assert "Chưa nhân tỷ lệ đồng bộ" in said
    assert "Trần Thị Bé" not in said
    assert "/ho-so/?" not in said
    days = Client().get(PUBLIC, {"ky": "2026-11-09_2026-11-09", "dv": "1", "tthc": "1.001776"})
    assert [row.cells for row in days.context["units"].rows] == [
        row.cells for row in page.context["units"].rows
    ]


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ({}, "tháng 11/2026"),
        ({"ky": "2026-Q4"}, "quý 4/2026"),
        ({"ky": "2026"}, "năm 2026"),
        ({"tu": "2026-11-01", "den": "2026-11-15"}, "từ 01/11/2026 đến 15/11/2026"),
        ({"ky": "bậy"}, "tháng 11/2026"),
        ({"ky": "2026-10", "tu": "2026-11-20", "den": "2026-11-15"}, "tháng 10/2026"),
    ],
)
def test_a_period_is_chosen(asked: dict[str, str], period: str, commune: Agency) -> None:
    page = signed_in("specialist", commune).get(PAGE, asked)

    assert page.context["period"] == period
    assert ("Hai ngày chưa hợp lệ" in page.content.decode()) == ("tu" in asked and "ky" in asked)


def test_the_drawing_says_its_months(commune: Agency) -> None:
    done(commune, on=at(20, month=10), received_at=at(1, month=10))

    chart = signed_in("specialist", commune).get(PAGE).context["chart"]

    assert [bar.words for bar in chart.bars[-2:]] == [
        "Tháng 10/2026: giải quyết 1 hồ sơ, trễ 0",
        "Tháng 11/2026: giải quyết 2 hồ sơ, trễ 1",
    ]
    assert [bar.number for bar in chart.bars[:2]] == ["0", "0"]
    assert [bar.height for bar in chart.bars[-2:]] == [60, 120]


def test_an_empty_unit_has_no_points(commune: Agency) -> None:
    Dossier.objects.update(is_test=True)

    page = signed_in("specialist", commune).get(PAGE)

    assert [bar.value for bar in page.context["bars"]] == ["– / 20", "– / 6", "– / 6"]
    assert all(not bar.url for bar in page.context["bars"])


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_for_one_unit_and_more(number: int, commune: Agency) -> None:
    for _each in range(number):
        done(AgencyFactory.create(), on=at(9))
    client = signed_in("leader", commune)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as captured:
        client.get(PAGE)

    counting = [q for q in captured.captured_queries if "one_stop_dossier" in q["sql"]]
    assert len(counting) == 4  # now, before, months, procedures
    assert len(captured) <= 16
