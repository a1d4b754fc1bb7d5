"""Who may open which page of the console."""

import pytest
from django.views.generic import View

from province.kernel.org.models import Account
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.views.acting import ActPage, SecretPage
from province.sites.console.views.keys import IssuePage
from province.sites.desk.own_keys import OwnKeyAct

pytestmark = pytest.mark.django_db


def pages(town: Town) -> dict[str, str]:
    """Return every page about people and organisation, those of the unit's own things."""
    own, post = town.own.pk, town.free_post.pk
    official = town.specialist.official_id
    assert official is not None
    return {
        "agencies": town.url("agencies"),
        "agencies_export": town.url("agencies_export"),
        "create_agency": town.url("create_agency"),
        "agency": town.url("agency", own),
        "rename_agency": town.url("rename_agency", own),
        "assign_code": town.url("assign_code", own),
        "create_division": town.url("create_division", own),
        "create_post": town.url("create_post", own),
        "post": town.url("post", post),
        "assign_holding": town.url("assign_holding", post),
        "end_holding": town.url("end_holding", post),
        "substitute": town.url("substitute", post),
        "end_substitution": town.url("end_substitution", post),
        "officials": town.url("officials"),
        "officials_export": town.url("officials_export"),
        "register_official": town.url("register_official"),
        "official": town.url("official", official),
        "new_password": town.url("new_password", official),
        "close_account": town.url("close_account", official),
        "issue_key": town.url("issue_key", official),
        "locked_keys": town.url("locked_keys"),
        "issue_seal": town.url("issue_seal") + f"?co-quan={own}",
    }


BY_PROVINCE_ALONE = {
    "create_agency",
    "rename_agency",
    "assign_code",
    "create_division",
    "issue_key",
    "locked_keys",
    "issue_seal",
}


def answers(town: Town, enter: Enter, account: Account | None) -> dict[str, int]:
    client = enter(account)
    return {name: client.get(url).status_code for name, url in pages(town).items()}


def test_the_province_s_administrator_opens_every_page(town: Town, enter: Enter) -> None:
    assert set(answers(town, enter, town.province_admin).values()) == {200}


def test_the_unit_s_administrator_opens_what_is_the_unit_s(town: Town, enter: Enter) -> None:
    seen = answers(town, enter, town.unit_admin)

    assert {name for name, status in seen.items() if status == 403} == BY_PROVINCE_ALONE
    assert {status for name, status in seen.items() if name not in BY_PROVINCE_ALONE} == {200}


def test_an_official_without_the_right_opens_nothing(town: Town, enter: Enter) -> None:
    assert set(answers(town, enter, town.specialist).values()) == {403}


def test_nobody_is_sent_to_sign_in(town: Town, enter: Enter) -> None:
    client = enter(None)

    for url in pages(town).values():
        answer = client.get(url)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/dang-nhap/")


@pytest.mark.parametrize(
    "name", ["agency", "rename_agency", "assign_code", "create_division", "create_post"]
)
def test_another_unit_is_unknown_to_the_unit_s_administrator(
    town: Town, enter: Enter, name: str
) -> None:
    answer = enter(town.unit_admin).get(town.url(name, town.other.pk))

    assert answer.status_code == 404
    assert "Ô Lâm" not in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["post", "assign_holding", "end_holding", "substitute", "end_substitution"]
)
def test_a_post_of_another_unit_is_unknown(town: Town, enter: Enter, name: str) -> None:
    assert town.stranger.official is not None
    post = town.stranger.official.holdings.get().post_id

    assert enter(town.unit_admin).get(town.url(name, post)).status_code == 404


@pytest.mark.parametrize("name", ["official", "open_account", "new_password", "close_account"])
def test_an_official_of_another_unit_is_unknown(town: Town, enter: Enter, name: str) -> None:
    assert town.stranger.official_id is not None
    answer = enter(town.unit_admin).get(town.url(name, town.stranger.official_id))

    assert answer.status_code == 404
    assert "Tran Khac" not in answer.content.decode()


def test_no_cache_keeps_a_page(town: Town, enter: Enter) -> None:
    answer = enter(town.unit_admin).get(town.url("officials"))

    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("province_admin", {"Cơ quan", "Cán bộ", "Khóa ký số"}),
        ("unit_admin", {"Cơ quan", "Cán bộ"}),
        ("specialist", set()),
    ],
)
def test_the_menu_shows_what_may_be_opened(
    town: Town, enter: Enter, who: str, labels: set[str]
) -> None:
    client = enter(getattr(town, who))
    desk = client.get("/ban-lam-viec/").content.decode()
    page = client.get("/quan-tri/", follow=True).content.decode()

    assert ("</svg>Quản trị</a>" in desk) is bool(labels)
    shown = {label for label in ("Cơ quan", "Cán bộ", "Khóa ký số") if f"</svg>{label}</a>" in page}
    assert shown == labels


def test_the_way_in_leads_to_the_first_page_of_the_menu(town: Town, enter: Enter) -> None:
    doors = [town.province_admin, town.unit_admin, town.specialist, None]

    found = [enter(account).get(town.url("home")) for account in doors]

    assert [answer.status_code for answer in found] == [302, 302, 403, 302]
    assert [answer["Location"] for answer in found if answer.status_code == 302] == [
        town.url("agencies"),
        town.url("agencies"),
        "/dang-nhap/?next=%2Fquan-tri%2F",
    ]


@pytest.mark.parametrize("base", [ActPage, SecretPage, IssuePage, OwnKeyAct])
def test_a_page_of_one_act_says_what_it_does(base: type[View]) -> None:
    with pytest.raises(TypeError, match="abstract"):
        base()
