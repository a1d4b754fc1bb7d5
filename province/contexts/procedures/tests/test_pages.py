from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from province.contexts.procedures import public
from province.contexts.procedures.commands.importing import import_procedures
from province.contexts.procedures.commands.opening import publish_first_procedures
from province.contexts.procedures.contracts import (
    DoubtAbout,
    Resolution,
    SearchFilters,
    VersionState,
)
from province.contexts.procedures.models import Doubt, Procedure
from province.contexts.procedures.queries import curating
from province.contexts.procedures.registries import NEEDS, Need
from province.contexts.procedures.tests.conftest import (
    IMPORTER,
    NOW,
    SignIn,
    rows_of,
    write_rows,
)
from province.contexts.procedures.web import showing
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.procedures.tests.urls"),
]
DESK_PAGES = (
    "/thu-tuc/ra-soat/",
    "/thu-tuc/ra-soat/nghi-van.xlsx",
    "/thu-tuc/ra-soat/cho-cong-bo/",
    "/thu-tuc/ra-soat/thu-tuc/1.001776",
)


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.usefixtures("few")
def test_the_list_finds_and_says_what_takes_nothing_in(client: Client) -> None:
    page = text_of(client, "/thu-tuc/?q=dang+ky+ket+hon")

    assert "Thủ tục đăng ký kết hôn" in page
    assert "Chưa công bố: chưa nhận hồ sơ" in page
    assert "1 thủ tục" in page
    assert "style=" not in page


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 6),
        ("?level=commune", 6),
        ("?level=province", 0),
        ("?field=Chứng+thực", 1),
        ("?state=published", 0),
        ("?level=huyen&state=x&page=abc", 6),
        ("?page=99", 6),
    ],
)
def test_the_list_reads_its_address(client: Client, query: str, count: int) -> None:
    page = text_of(client, f"/thu-tuc/{query}")

    assert (f"<b>{count} thủ tục</b>" in page) if count else "Không tìm thấy thủ tục nào" in page


@pytest.mark.usefixtures("few")
def test_the_suggestions_are_a_fragment(client: Client) -> None:
    page = text_of(client, "/thu-tuc/goi-y?q=khai+sinh")

    assert page.strip().startswith("<li>")
    assert "<html" not in page
    assert text_of(client, "/thu-tuc/goi-y?q=k").strip() == ""


@pytest.mark.usefixtures("few")
def test_the_export_has_the_rows_of_the_list(client: Client) -> None:
    response = client.get("/thu-tuc/danh-sach.xlsx?field=Hộ+tịch")

    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Mã", "1.000894", "1.001193"]


@pytest.mark.usefixtures("few")
def test_the_page_of_an_unpublished_procedure_offers_no_start(client: Client) -> None:
    page = text_of(client, "/thu-tuc/1.001193")

    assert "Chưa công bố: chưa nhận hồ sơ." in page
    assert "Còn phải rà soát" in page
    assert "Bắt đầu nộp" not in page


@pytest.mark.usefixtures("few")
def test_the_page_of_a_published_procedure_says_what_it_takes(
    client: Client, curator: Actor
) -> None:
    publish_first_procedures(actor=curator, now=NOW)

    page = text_of(client, "/thu-tuc/1.001776")

    assert "10 ngày làm việc" in page
    assert "miễn phí" in page
    assert "Sau khi nộp" in page
    assert "Chưa công bố" not in page.split("Cùng lĩnh vực")[0]
    assert "Bắt đầu nộp" not in page  # no such page is mounted here


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("code", ["9.999999", "6.001430", "x", "ra-soat.xlsx"])
def test_an_unknown_or_internal_code_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/thu-tuc/{code}").status_code == 404
    assert client.get(f"/api/procedures/{code}").status_code == 404


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("url", DESK_PAGES)
def test_the_desk_pages_send_strangers_away(client: Client, sign_in: SignIn, url: str) -> None:
    assert client.get(url).status_code == 302
    assert sign_in(Actor(account_id=1)).get(url).status_code == 403
    assert sign_in(Actor(account_id=1, official_id=1)).get(url).status_code == 403


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("url", DESK_PAGES)
def test_the_desk_pages_open_for_curators(sign_in: SignIn, curator: Actor, url: str) -> None:
    assert sign_in(curator).get(url).status_code == 200


@pytest.mark.usefixtures("few")
def test_a_curator_resolves_and_publishes_through_the_pages(
    sign_in: SignIn, curator: Actor
) -> None:
    client = sign_in(curator)
    for doubt in Doubt.objects.filter(procedure__code="1.000894"):
        url = f"/thu-tuc/ra-soat/nghi-van/{doubt.pk}"
        assert doubt.sentence.split("“")[0] in text_of(client, url)
        answer = client.post(url, {"decision": "QĐ 163/QĐ-BTP", "value": ""})
        assert answer.status_code == 302
    url = "/thu-tuc/ra-soat/thu-tuc/1.000894"
    assert "Công bố từ hôm nay" in text_of(client, url)
    for unknown in ({}, {"act": "widthdraw"}):
        refused = client.post(url, {"decision": "QĐ 9", **unknown})
        assert "Hãy bấm nút trên trang." in refused.content.decode()
        assert Procedure.objects.get(code="1.000894").state == VersionState.DRAFT

    assert client.post(url, {"decision": "QĐ 9", "act": "publish"}).status_code == 302
    assert Procedure.objects.get(code="1.000894").state == VersionState.PUBLISHED
    assert "Bãi bỏ từ hôm nay" in text_of(client, url)
    assert client.post(url, {"decision": "QĐ 10", "act": "withdraw"}).status_code == 302
    assert Procedure.objects.get(code="1.000894").state == VersionState.WITHDRAWN


@pytest.mark.usefixtures("few")
def test_what_cannot_be_published_yet_says_what_it_lacks_and_offers_no_button(
    sign_in: SignIn, curator: Actor
) -> None:
    client, able = sign_in(curator), "1.001193"
    for doubt in Doubt.objects.filter(procedure__code__in=("1.000894", able), resolution=""):
        client.post(f"/thu-tuc/ra-soat/nghi-van/{doubt.pk}", {"decision": "QĐ 1", "value": ""})
    NEEDS.register(
        Need(key="form", name="biểu mẫu", stands=lambda **asked: asked["procedure_code"] == able)
    )
    ready = "/thu-tuc/ra-soat/cho-cong-bo/"

    def listed(query: str) -> set[str]:
        page = text_of(client, f"{ready}{query}")
        return {code for code in ("1.000894", able) if f"thu-tuc/{code}" in page}

    assert [listed(query) for query in ("", "?thieu=khong", "?thieu=form", "?thieu=gi-do")] == [
        {"1.000894", able},
        {able},
        {"1.000894"},
        {"1.000894", able},
    ]
    page = text_of(client, "/thu-tuc/ra-soat/thu-tuc/1.000894")
    assert "Công bố từ hôm nay" not in page
    assert "Chưa công bố được: thủ tục chưa có biểu mẫu." in page
    assert "Công bố từ hôm nay" in text_of(client, f"/thu-tuc/ra-soat/thu-tuc/{able}")
    sent = {"decision": "QĐ", "act": "publish"}
    client.post("/thu-tuc/ra-soat/thu-tuc/1.000894", sent)
    assert Procedure.objects.get(code="1.000894").state == VersionState.DRAFT


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "sent", [{"decision": "", "value": ""}, {"decision": "QĐ", "value": "sớm"}]
)
def test_a_wrong_answer_comes_back_with_its_reason(
    sign_in: SignIn, curator: Actor, sent: dict[str, str]
) -> None:
    doubt = Doubt.objects.filter(procedure__code="2.000884", about=DoubtAbout.TIME)[0]

    response = sign_in(curator).post(f"/thu-tuc/ra-soat/nghi-van/{doubt.pk}", sent)

    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    doubt.refresh_from_db()
    assert doubt.resolution == Resolution.OPEN


@pytest.mark.usefixtures("few")
def test_publishing_with_open_doubts_comes_back_with_the_reason(
    sign_in: SignIn, curator: Actor
) -> None:
    response = sign_in(curator).post(
        "/thu-tuc/ra-soat/thu-tuc/1.001776", {"decision": "QĐ", "act": "publish"}
    )

    assert response.status_code == 200
    assert Procedure.objects.get(code="1.001776").state == VersionState.NOT_PUBLISHED


@pytest.mark.usefixtures("few")
def test_the_api_lists_and_shows(client: Client, curator: Actor) -> None:
    publish_first_procedures(actor=curator, now=NOW)

    found = client.get("/api/procedures", {"q": "tro cap xa hoi", "limit": "1"}).json()
    shown = client.get("/api/procedures/1.001776").json()

    assert found["items"] == [
        {
            "code": "1.001776",
            "name": shown["name"],
            "field": "Bảo trợ xã hội",
            "level": "commune",
            "state": "published",
            "takes_filings": True,
            "why_not": "",
            "limit": {"amount": 10, "unit": "work_day", "words": "10 ngày làm việc"},
            "fee": 0,
        }
    ]
    assert shown["answer_limit"]["words"] == "8 giờ làm việc"
    assert [term["channel"] for term in shown["terms"]] == ["direct", "online", "post"]
    assert len(shown["components"]) == 7


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 1000}, {"level": "huyện"}])
def test_the_api_refuses_a_wrong_shape(client: Client, query: dict[str, str | int]) -> None:
    assert client.get("/api/procedures", query).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_one_and_three(
    tmp_path: Path,
    curator: Actor,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    codes = ("1.000894", "1.001193", "1.000656")[:count]
    path = write_rows(tmp_path / "rows.csv", rows_of(*codes))
    import_procedures(actor=IMPORTER, now=NOW, path=path)

    with django_assert_num_queries(2):
        listed = public.search(text="", limit=20, filters=SearchFilters())
    with django_assert_num_queries(1):
        found = public.search(text="đăng ký", limit=20)
    with django_assert_num_queries(1):
        doubts = list(curating.doubts(actor=curator, filters=curating.DoubtFilters()))
        assert {doubt.procedure.code for doubt in doubts} == set(codes)
    with django_assert_num_queries(0):
        assert set(curating.lacking(codes=codes, on=NOW.date())) == set(codes)
    with django_assert_num_queries(5):
        public.procedure(code=codes[0], on=NOW.date())
    with django_assert_num_queries(1):
        assert len(public.names(codes=codes)) == count

    assert (listed.total, found.total) == (count, count)


def test_words_for_time_and_fee() -> None:
    assert showing.time_words(None) == "chưa rõ thời hạn"
    assert showing.time_words(Limit(0, LimitUnit.SAME_DAY)) == "trong ngày"
    assert [showing.fee_words(fee) for fee in (None, 0, 8000)] == [
        "chưa rõ mức thu",
        "miễn phí",
        "8.000\u00a0₫",
    ]
