import re
from typing import Any

import pytest
from django.test import Client

from province.kernel.org.models import Account
from province.kernel.org.tests.factories import AccountFactory, OfficialFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.urls")]
PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts
DESK = "/quan-tri/can-bo/them/"
PERSON = {"full_name": "Nguyễn Thị Ẩn", "email": "an@example.vn", "phone": ""}


@pytest.fixture
def two() -> tuple[Account, Account]:
    """Give two officials who use one computer."""
    return tuple(  # type: ignore[return-value]  # exactly two
        AccountFactory.create(username=name, official=OfficialFactory.create())
        for name in ("motcua.longxuyen", "vanthu.longxuyen")
    )


def sign_in(client: Client, username: str) -> None:
    assert (
        client.post("/dang-nhap/", {"username": username, "password": PASSWORD}).status_code == 302
    )


def end_session(client: Client) -> None:
    """End the session as time does: the browser keeps its cookies."""
    client.session.flush()


def kept(answer: Any) -> dict[str, str]:
    """Read the hidden fields of the page that keeps a form."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.mark.usefixtures("two")
def test_a_form_of_an_ended_session_is_sent_again_by_the_same_person(client: Client) -> None:
    sign_in(client, "motcua.longxuyen")
    end_session(client)
    page = client.post(DESK, PERSON)
    assert page.status_code == 403
    assert "Phiên làm việc của bạn đã hết trong lúc điền." in page.content.decode()
    form = kept(page)
    assert {name: form[name] for name in ("full_name", "email")} == {
        "full_name": "Nguyễn Thị Ẩn",
        "email": "an@example.vn",
    }

    sign_in(client, "motcua.longxuyen")
    again = client.post(DESK, form)

    assert "Bạn không có quyền quản lý tài khoản này." in again.content.decode()


@pytest.mark.usefixtures("two")
def test_a_form_of_an_ended_session_is_sent_by_nobody_else(client: Client) -> None:
    sign_in(client, "motcua.longxuyen")
    end_session(client)
    form = kept(client.post(DESK, PERSON))
    sign_in(client, "vanthu.longxuyen")

    answer = client.post(DESK, form)

    assert answer.status_code == 409
    assert "là của người khác" in answer.content.decode()
    bent = client.post(DESK, {**form, "typed_by": form["typed_by"][:-2]})
    assert bent.status_code == 409


@pytest.mark.usefixtures("two")
def test_a_form_that_is_kept_twice_keeps_its_person(client: Client) -> None:
    sign_in(client, "motcua.longxuyen")
    end_session(client)
    form = kept(client.post(DESK, PERSON))
    sign_in(client, "vanthu.longxuyen")
    end_session(client)
    form = kept(client.post(DESK, form))
    sign_in(client, "vanthu.longxuyen")
    assert client.post(DESK, form).status_code == 409
