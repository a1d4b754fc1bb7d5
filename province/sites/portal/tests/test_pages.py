import csv
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from province.contexts.procedures import permissions
from province.contexts.procedures import public as procedures
from province.contexts.procedures.commands.importing import FACT_FILE, import_procedures
from province.contexts.procedures.models import Procedure
from province.foundation.identity.actors import job_actor
from province.sites.portal.life import LIFE_EVENTS, QUICK_QUESTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("province.sites.portal.tests.urls")]
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PAGES = ("/", "/tro-nang/", "/quyen-rieng-tu/", "/tinh-trang/", "/ngon-ngu/")
CITIZEN_FIELDS = {
    "Hộ tịch",
    "Bảo trợ xã hội",
    "Giáo dục trung học",
    "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
    "Hoạt động xây dựng",
    "Đất đai",
    "Thủy sản",
    "Sát hạch, cấp giấy phép lái xe",
    "Lý lịch tư pháp",
}


@pytest.fixture
def catalogue(tmp_path: Path) -> None:
    """Import the procedures of the fields that citizens ask about."""
    with FACT_FILE.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["field"] in CITIZEN_FIELDS]
    path = tmp_path / "citizens.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    import_procedures(actor=job_actor("import", permissions.CURATE), now=NOW, path=path)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_opens_for_a_stranger_on_an_empty_install(client: Client, url: str) -> None:
    response = client.get(url)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Bản trình diễn." in page
    assert "style=" not in page
    assert "onclick" not in page


@pytest.mark.parametrize("url", PAGES)
def test_no_link_of_a_page_leads_astray(client: Client, url: str) -> None:
    page = client.get(url).content.decode()
    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    inside = {link for link in links if link.startswith("/") and not link.startswith("/static/")}

    assert inside
    for link in sorted(inside):
        assert client.get(unquote_plus(link.replace("&amp;", "&"))).status_code == 200, link


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("question", [*(event.question for event in LIFE_EVENTS), *QUICK_QUESTIONS])
def test_every_tile_finds_something(question: str) -> None:
    assert procedures.search(text=question, limit=1).total > 0


@pytest.mark.usefixtures("catalogue")
def test_the_home_page_counts_and_leaves_out_what_does_not_exist(client: Client) -> None:
    page = client.get("/").content.decode()

    assert f"<dd>{procedures.figures().total}</dd>" in page
    assert "hồ sơ trả đúng hẹn" not in page
    assert "Phản ánh" not in page
    assert "Hồ sơ đến đâu rồi?" not in page  # no tracking page is mounted here


def test_an_empty_install_shows_no_figures(client: Client) -> None:
    assert 'class="facts"' not in client.get("/").content.decode()


@pytest.mark.usefixtures("catalogue")
def test_the_home_page_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        client.get("/")


def test_the_language_is_chosen_by_post(client: Client) -> None:
    answer = client.post("/ngon-ngu/chon", {"language": "en", "next": "/"})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.cookies["django_language"].value == "en"
    assert '<html lang="en">' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/thu-tuc/?q=khai+sinh", "/thu-tuc/?q=khai+sinh"),
        ("http://testserver/ngon-ngu/", "/"),
        ("https://elsewhere.example/thu-tuc/", "/"),
        ("", "/"),
    ],
)
def test_the_language_page_leads_back_to_where_one_was(
    client: Client, came_from: str, back: str
) -> None:
    page = client.get("/ngon-ngu/", headers={"Referer": came_from}).content.decode()

    assert f'<input type="hidden" name="next" value="{back}">' in page


def test_the_status_page_says_when_the_catalogue_came_in(client: Client, catalogue: None) -> None:  # noqa: ARG001 -- the import
    Procedure.objects.filter(code="1.001776").update(is_internal=True)

    page = client.get("/tinh-trang/").content.decode()

    assert "nhập lần cuối lúc 10:00, 20/11/2026. Danh mục còn 1 thủ tục nội bộ giữa các" in page
