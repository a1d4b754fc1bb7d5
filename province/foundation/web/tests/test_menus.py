from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve

from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.web.menus import MENU, MenuEntry, Shell, menu_of, person_of, rail_of

pytestmark = [
    pytest.mark.urls("province.foundation.web.tests.urls_for_menus"),
]
ENTRIES = (
    MenuEntry(shell=Shell.DESK, label="Hai", url_name="pages:two", order=2, ability="see.two"),
    MenuEntry(shell=Shell.DESK, label="Một", url_name="pages:one", order=1, covers=("pages:no",)),
    MenuEntry(shell=Shell.DESK, label="Không có", url_name="pages:three", order=3),
    MenuEntry(shell=Shell.PORTAL, label="Cổng", url_name="pages:one"),
)


@pytest.fixture(autouse=True)
def _entries() -> Iterator[None]:
    for entry in ENTRIES:
        MENU.register(entry)
    yield
    for entry in ENTRIES:
        MENU.withdraw(f"{entry.shell.value}:{entry.url_name}")


def request_for(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return request


def test_a_menu_has_the_entries_whose_page_and_right_exist_in_their_order() -> None:
    able = Actor(account_id=1, official_id=1, abilities=frozenset({"see.two"}))
    request = request_for("/pages/two")

    items = menu_of(shell=Shell.DESK, actor=able, request=request)

    assert [(item.label, item.url, item.current) for item in items] == [
        ("Một", "/pages/one", False),
        ("Hai", "/pages/two", True),
    ]


def test_whoever_lacks_the_ability_does_not_see_the_entry() -> None:
    items = menu_of(shell=Shell.DESK, actor=ANONYMOUS, request=request_for("/pages/one"))

    assert [item.label for item in items] == ["Một"]


def test_the_shells_do_not_mix() -> None:
    items = menu_of(shell=Shell.PORTAL, actor=ANONYMOUS, request=request_for("/pages/two"))

    assert [item.label for item in items] == ["Cổng"]


def test_a_citizen_has_no_name_in_the_desks_bar() -> None:
    assert person_of(Actor(account_id=1, party_id=2)) is None


@pytest.mark.django_db
def test_a_refusal_is_a_page_with_its_sentence_and_a_reference(client: Client) -> None:
    response = client.get("/pages/no")

    page = response.content.decode()
    assert response.status_code == 403
    assert "Bạn không có quyền làm việc này." in page
    assert "Mã của lần gọi này" in page


LED = (
    MenuEntry(shell=Shell.DESK, label="Quản trị", url_name="pages:home", icon="gear", order=3),
    MenuEntry(
        shell=Shell.DESK,
        label="Người",
        url_name="pages:people",
        order=4,
        under="pages:home",
        group="Tổ chức",
        covers=("pages:person",),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label="Lịch",
        url_name="pages:days",
        order=5,
        under="pages:home",
        group="Quy định",
        ability="see.days",
    ),
    MenuEntry(
        shell=Shell.DESK,
        label="Mức",
        url_name="pages:rates",
        order=6,
        under="pages:home",
        group="Quy định",
        ability="see.days",
    ),
)
ALL = Actor(account_id=1, official_id=1, abilities=frozenset({"see.days"}))
FEW = Actor(account_id=2, official_id=2)


@pytest.fixture
def led() -> Iterator[None]:
    """Let three entries stand under a fourth."""
    for entry in LED:
        MENU.register(entry)
    yield
    for entry in LED:
        MENU.withdraw(f"{entry.shell.value}:{entry.url_name}")


def bar(actor: Actor, path: str) -> list[tuple[str, bool]]:
    items = menu_of(shell=Shell.DESK, actor=actor, request=request_for(path))
    return [(str(item.label), item.current) for item in items]


def rail(actor: Actor, path: str) -> dict[str, list[tuple[str, bool]]]:
    groups = rail_of(shell=Shell.DESK, actor=actor, request=request_for(path))
    return {
        str(group.label): [(str(item.label), item.current) for item in group.items]
        for group in groups
    }


@pytest.mark.usefixtures("led")
@pytest.mark.parametrize("path", ["/pages/people", "/pages/person"])
def test_several_entries_stand_in_the_rail_and_one_in_the_bar_leads_to_them(path: str) -> None:
    assert bar(ALL, path) == [("Một", False), ("Quản trị", True)]
    assert rail(ALL, path) == {
        "Tổ chức": [("Người", True)],
        "Quy định": [("Lịch", False), ("Mức", False)],
    }


@pytest.mark.usefixtures("led")
def test_elsewhere_there_is_no_rail() -> None:
    assert bar(ALL, "/pages/one") == [("Một", True), ("Quản trị", False)]
    assert rail(ALL, "/pages/one") == {}
    assert list(rail(ALL, "/pages/home")) == ["Tổ chức", "Quy định"]


@pytest.mark.usefixtures("led")
def test_a_single_entry_stands_in_the_bar_itself() -> None:
    assert bar(FEW, "/pages/people") == [("Một", False), ("Người", True)]
    assert rail(FEW, "/pages/people") == {}
