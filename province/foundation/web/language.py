"""Which language a visitor reads: Vietnamese, unless they have chosen another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def chosen_language(request: HttpRequest) -> str:
    """Return the language of the visitor's own choice, else that of the house.

    What the browser prefers (Accept-Language) is no choice: many phones here speak English by
    default to people who do not.
    """
    asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    spoken = {code for code, _name in settings.LANGUAGES}
    return asked if asked in spoken else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Lets a request speak the chosen language, and leaves none behind for the next one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response
