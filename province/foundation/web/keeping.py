"""What browsers and servers in between may keep: nothing of a signed-in person."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOTHING = "private, no-store"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class KeepNothingMiddleware:
    """Marks answers to people with a session, and to whatever was sent, as not to be kept.

    After signing out, Back then asks the server instead of showing what was there. A view that
    says by itself how long its answer may be kept is left alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        is_public = cookie not in request.COOKIES and cookie not in response.cookies
        if not (is_public and request.method in READING):
            response.headers.setdefault("Cache-Control", NOTHING)
        return response
