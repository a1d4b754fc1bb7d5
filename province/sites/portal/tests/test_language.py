"""A page speaks the language that its reader chose, from the catalogue that an install compiles."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_a_page_speaks_the_language_that_was_chosen(client: Client) -> None:
    vietnamese = client.get("/tro-nang/", headers={"Accept-Language": "en"}).content.decode()
    client.post("/ngon-ngu/chon", {"language": "en", "next": "/tro-nang/"})
    english = client.get("/tro-nang/").content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    again = client.get("/tro-nang/").content.decode()

    assert '<html lang="vi">' in vietnamese
    assert "<h1>Trợ năng</h1>" in vietnamese
    assert '<html lang="en">' in english
    assert "<h1>Accessibility</h1>" in english
    assert "Skip to main content" in english
    assert "<h1>Trợ năng</h1>" in again
