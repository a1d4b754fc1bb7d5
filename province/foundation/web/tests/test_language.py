import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from province.foundation.web.language import LanguageMiddleware, chosen_language


def spoken_in(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def request_with(*, cookie: str | None = None, browser: str = "") -> HttpRequest:
    request = RequestFactory().get("/", headers={"Accept-Language": browser} if browser else {})
    if cookie is not None:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    return request


@pytest.mark.parametrize(
    ("cookie", "browser", "expected"),
    [
        (None, "", "vi"),
        (None, "en-US,en;q=0.9", "vi"),
        ("en", "", "en"),
        ("en", "vi", "en"),
        ("vi", "en", "vi"),
        ("fr", "en", "vi"),
        ("../en", "", "vi"),
    ],
)
def test_only_a_choice_of_ones_own_changes_the_language(
    cookie: str | None, browser: str, expected: str
) -> None:
    request = request_with(cookie=cookie, browser=browser)

    response = LanguageMiddleware(spoken_in)(request)

    assert chosen_language(request) == expected
    assert response.content.decode() == expected
    assert response["Content-Language"] == expected
    assert response["Vary"] == "Cookie"


def test_a_request_leaves_no_language_behind() -> None:
    LanguageMiddleware(spoken_in)(request_with(cookie="en"))

    assert translation.get_language() == "vi"


def test_the_house_listens_to_no_other_language_middleware() -> None:
    speaking = [name for name in settings.MIDDLEWARE if "ocale" in name or "anguage" in name]

    assert speaking == ["province.foundation.web.language.LanguageMiddleware"]
