"""The front door: a reverse proxy on the same machine that speaks HTTPS to the world for us."""

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse


class FrontDoorMiddleware:
    """Believes what the front door says of a request: who asked, and whether over HTTPS.

    Whoever asks from another machine has made such headers up, and is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set scheme and address of the request to those that the front door saw."""
        if _is_near(request.META.get("REMOTE_ADDR", "")):
            _believe(request)
        return self._get_response(request)


def _is_near(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _believe(request: HttpRequest) -> None:
    if request.META.get("HTTP_X_FORWARDED_PROTO") == "https":
        request.META["wsgi.url_scheme"] = "https"
    # What stands before the last comma was sent by whoever asked, and may be anything.
    asker = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    if asker:
        request.META["REMOTE_ADDR"] = asker
