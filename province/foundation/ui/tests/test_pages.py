import pytest
from django.template.loader import render_to_string
from django.test import Client

from province.foundation.ui.contracts import Crumb, MenuGroup, MenuItem, Person
from province.foundation.ui.tests.trees import ids_of, read, select

pytestmark = pytest.mark.urls("province.foundation.ui.tests.urls")
KITS = ("/giao-dien/", "/giao-dien/can-bo/", "/giao-dien/ban-in/", "/giao-dien/hop-viec/")
ERRORS = ("400", "403", "403_csrf", "404", "409", "413", "422", "429")


@pytest.mark.parametrize("address", KITS)
def test_the_kit_shows(client: Client, address: str) -> None:
    answer = client.get(address)
    page = read(answer.content.decode())

    ids = ids_of(page)
    assert (answer.status_code, len(select(page, "//h1")), len(select(page, "//main"))) == (
        200,
        1,
        1,
    )
    assert len(ids) == len(set(ids))
    assert select(page, "//form//form") == []


@pytest.mark.parametrize("address", KITS)
def test_a_page_loads_at_most_three_of_our_stylesheets(client: Client, address: str) -> None:
    page = read(client.get(address).content.decode())

    ours = [one for one in select(page, "//link[@rel='stylesheet']/@href") if "kit." not in one]
    assert len(ours) <= 3


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("shell", ["ui/portal.html", "ui/desk.html"])
def test_an_error_page_says_what_happened_what_was_kept_what_to_do(code: str, shell: str) -> None:
    page = read(render_to_string(f"{code}.html", {"error_shell": shell}))

    assert len(select(page, "//h1")) == 1
    assert select(page, "//b[text()='Những gì được giữ.' or text()='Bạn có thể làm.']/text()") == [
        "Những gì được giữ.",
        "Bạn có thể làm.",
    ]


def test_an_error_page_speaks_the_words_of_the_refusal() -> None:
    page = render_to_string("409.html", {"message": "Hồ sơ đã được <b>ký</b>.", "reference": "A1"})

    assert "Hồ sơ đã được &lt;b&gt;ký&lt;/b&gt;." in page
    assert "Mã của lần gọi này: A1." in page


@pytest.mark.parametrize("code", ["500", "503"])
def test_the_last_pages_need_no_context_and_no_script(code: str) -> None:
    page = read(render_to_string(f"{code}.html"))

    assert (len(select(page, "//h1")), select(page, "//script")) == (1, [])


def test_the_portal_shell_shows_its_menu_path_and_account() -> None:
    page = read(
        render_to_string(
            "ui/portal.html",
            {
                "portal_menu": (MenuItem(label="Thủ tục", url="/thu-tuc/", current=True),),
                "portal_account": MenuItem(label="Cẩm Tú", url="/toi/", icon="user"),
                "footer_menu": (MenuItem(label="Trợ năng", url="/tro-nang/"),),
                "crumbs": (Crumb(label="Trang chủ", url="/"), Crumb(label="Sinh con")),
            },
        )
    )

    assert select(page, "//nav[@class='nav']/a/@href") == ["/thu-tuc/", "/toi/"]
    assert select(page, "//details//a/@href") == ["/thu-tuc/", "/toi/"]
    assert select(page, "//nav[@class='nav']/a[@aria-current='page']/text()") == ["Thủ tục"]
    assert select(page, "//nav[@class='crumbs']//li[@aria-current]/text()") == ["Sinh con"]
    assert select(page, "//footer//a/text()") == ["Trợ năng"]


def test_the_desk_shell_shows_menu_rail_search_and_person() -> None:
    page = read(
        render_to_string(
            "ui/desk.html",
            {
                "desk_menu": (MenuItem(label="Hộp việc", url="/viec/", icon="inbox", count=0),),
                "desk_rail": (
                    MenuGroup(
                        label="Hộp việc", items=(MenuItem(label="Tất cả", url="/", count=1204),)
                    ),
                ),
                "desk_person": Person(name="Lê Thị Mỹ Duyên", post="Chuyên viên", url="/toi/"),
                "desk_search_url": "/tim/",
                "desk_query": '"><script>',
            },
        )
    )

    assert select(page, "//header//nav//span[@class='count']/text()") == ["0"]
    assert select(page, "//nav[@class='rail wraps']//span[@class='count']/text()") == ["1.204"]
    assert select(page, "//i[@class='ava']/text()") == ["MD"]
    assert select(page, "//input[@name='q']/@value") == ['"><script>']
    assert select(page, "//form[@role='search']/@action") == ["/tim/"]
