import pytest
from django.test import Client

PRIVATE = "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/tra-cuu/", "/api/v1/procedures", "/khong-co/"])
def test_answers_to_people_with_a_session_are_not_kept(client: Client, address: str) -> None:
    assert "Cache-Control" not in client.get(address)

    client.cookies["sessionid"] = "anything"
    assert client.get(address)["Cache-Control"] == PRIVATE


@pytest.mark.django_db
def test_answers_to_what_was_sent_are_not_kept(client: Client) -> None:
    assert client.post("/kiem-tra-chu-ky/")["Cache-Control"] == PRIVATE


@pytest.mark.django_db
def test_a_page_may_say_so_itself(client: Client) -> None:
    assert "no-store" in client.get("/dang-nhap/")["Cache-Control"]
