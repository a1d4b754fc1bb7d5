"""Turns a refusal that no view has handled into the page for it."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from province.foundation.api.problems import as_problem, problem_response
from province.foundation.errors import DomainError, TooManyError
from province.foundation.web.desk import actor_of
from province.foundation.web.errors import (
    SignInNeededError,
    StrangerAtDeskError,
    TypedByAnotherError,
)
from province.foundation.web.menus import page_url
from province.foundation.web.resending import refuse_another_s_form, resend_page
from province.foundation.web.shell import DESK_HOME

DESK, PORTAL = "ui/desk.html", "ui/portal.html"
API = "/api/"
_log = structlog.get_logger(__name__)


class RefusalMiddleware:
    """Gives every page the same answer to the same refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return as_problem(response) if request.path.startswith(API) else response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Let nobody send what somebody else typed before their session ended."""
        try:
            refuse_another_s_form(request)
        except TypedByAnotherError as refusal:
            return refusal_page(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer a domain refusal with its own status and page."""
        if isinstance(refusal, SignInNeededError):
            return to_sign_in(request)
        if isinstance(refusal, DomainError):
            return refusal_page(request, refusal)
        return None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to sign in and back to where it was; a form that was sent is kept."""
    kept = resend_page(request, needs_sign_in=True)
    if kept is not None:
        return kept
    after = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': after})}" if after else ""
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}{query}")


def refusal_page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Return the page of this refusal, in the shell of whoever reads it."""
    reference = secrets.token_hex(4).upper()
    _log.info("refused", code=refusal.code, path=request.path, reference=reference)
    is_official = hasattr(request, "session") and actor_of(request).official_id is not None
    at_desk = is_official and not isinstance(refusal, StrangerAtDeskError)
    desk_url = page_url(DESK_HOME) if at_desk else ""
    context = {
        "message": str(refusal),
        "code": refusal.code,
        "reference": reference,
        "error_shell": DESK if at_desk else PORTAL,
        "back_url": desk_url,
        "back_label": _("Về hộp việc") if desk_url else "",
    }
    templates = [f"{refusal.status}.html", "400.html"]
    response = render(request, templates, context, status=refusal.status)
    if isinstance(refusal, TooManyError):
        response["Retry-After"] = str(refusal.seconds)
    return response


def refusal_answer(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Return a refusal as the visitor reads it: a problem document in the API, else a page."""
    if request.path.startswith(API):
        return problem_response(request, refusal)
    return refusal_page(request, refusal)
