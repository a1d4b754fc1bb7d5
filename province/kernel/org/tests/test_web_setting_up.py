import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from province.kernel.org import public
from province.kernel.org.commands import setting_up
from province.kernel.org.errors import SetupLinkError
from province.kernel.org.models import Account, Holding, Official, SetupToken
from province.kernel.org.tests.factories import AccountFactory, HoldingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("province.kernel.org.tests.urls")]
CHOSEN = "mat-khau-khac-2026"
SIGN_IN = "/dang-nhap/"


@pytest.fixture
def account() -> Account:
    return AccountFactory.create(username="vanthu.longxuyen", display_name="Lê Thị Mỹ Duyên")


def test_set_up_link_opens_the_first_administrator_once(client: Client) -> None:
    public.load_agencies(now=timezone.now())
    address = _issued()

    page = client.get(address)
    answer = client.post(address, _administrator())

    assert page.status_code == 200
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    held = Holding.objects.get()
    assert (held.post.role, held.official.full_name) == ("province_admin", "Đỗ Văn Ẩn")
    assert client.get(address).status_code == 404
    signed_in = client.post(SIGN_IN, {"username": "quantri.tinh", "password": CHOSEN})
    assert signed_in.status_code == 302


def test_set_up_link_dies_after_a_day(client: Client) -> None:
    public.load_agencies(now=timezone.now())
    address = _issued()
    SetupToken.objects.update(expires_at=timezone.now())

    assert client.post(address, _administrator()).status_code == 404
    assert not Account.objects.exists()
    assert not Official.objects.exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"username": "Quản trị"}, "id_username"),
        ({"username": "vanthu.longxuyen"}, "id_username"),
        ({"full_name": "\u0001"}, "id_full_name"),
        ({"password": "ngan", "repeat": "ngan"}, "id_password"),
    ],
    ids=["grammar", "taken", "name", "weak"],
)
@pytest.mark.usefixtures("account")
def test_set_up_shows_what_is_wrong_and_keeps_the_link(
    client: Client, fields: dict[str, str], wrong: str
) -> None:
    public.load_agencies(now=timezone.now())
    address = _issued()

    answer = client.post(address, {**_administrator(), **fields})

    assert [error.anchor for error in answer.context["errors"]] == [wrong]
    assert client.get(address).status_code == 200
    assert Account.objects.count() == 1


def test_two_links_cannot_make_two_first_administrators(client: Client) -> None:
    public.load_agencies(now=timezone.now())
    address = _issued()
    HoldingFactory.create(post__role="province_admin")

    assert client.post(address, _administrator()).status_code == 404
    assert not Account.objects.exists()


def test_set_up_refuses_a_link_that_was_never_given() -> None:
    with pytest.raises(SetupLinkError):
        setting_up.set_up_first_administrator(
            token="la",  # noqa: S106 -- a test token
            full_name="Đỗ Văn Ẩn",
            username="quantri.tinh",
            password=CHOSEN,
            now=timezone.now(),
        )

    assert not Account.objects.exists()


def test_set_up_link_keeps_only_the_digest() -> None:
    setting_up.issue_setup_link(token="bi-mat", now=timezone.now())  # noqa: S106 -- a test token

    assert "bi-mat" not in SetupToken.objects.get().token_digest


def test_set_up_link_is_not_given_when_there_is_an_administrator() -> None:
    HoldingFactory.create(post__role="province_admin")

    with pytest.raises(CommandError, match="đã có quản trị"):
        call_command("setup_link")

    assert not SetupToken.objects.exists()


def test_set_up_command_prints_the_link(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("setup_link")

    assert re.fullmatch(r"http://127\.0\.0\.1:8000/thiet-lap/[\w-]{43}/\n", capsys.readouterr().out)


def _issued() -> str:
    setting_up.issue_setup_link(token="bi-mat", now=timezone.now())  # noqa: S106 -- a test token
    return "/thiet-lap/bi-mat/"


def _administrator() -> dict[str, str]:
    return {
        "full_name": "Đỗ Văn Ẩn",
        "username": "quantri.tinh",
        "password": CHOSEN,
        "repeat": CHOSEN,
    }
