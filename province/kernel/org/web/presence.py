"""Middleware: notes that a session is in use, and holds people to what they must do first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from province.foundation.web.entering import HELD_TO
from province.kernel.org.commands import sessions

MUST_CHANGE = "must_change_password"
SEEN = "seen_at"
EVERY_SECONDS = 300
FREE_PAGES = ("org:change_password", "org:sign_out")


class PresenceMiddleware:
    """Stands behind AuthenticationMiddleware; writes once in five minutes per session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if not session.session_key or not request.user.is_authenticated:
            return self.get_response(request)
        if session.get(MUST_CHANGE) and request.path not in map(reverse, FREE_PAGES):
            return HttpResponseRedirect(reverse("org:change_password"))
        held_to = session.get(HELD_TO)
        if held_to and not request.path.startswith((held_to, *map(reverse, FREE_PAGES))):
            return HttpResponseRedirect(held_to)
        now = timezone.now()
        if now.timestamp() - session.get(SEEN, 0) >= EVERY_SECONDS:
            session[SEEN] = int(now.timestamp())
            sessions.note_seen(session_key=session.session_key, now=now)
        return self.get_response(request)
