"""Turns a refusal that no view has handled into the page for it."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from province.foundation.errors import DomainError
from province.foundation.web.errors import SignInNeededError


class RefusalMiddleware:
    """Gives every page the same answer to the same refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer a domain refusal with its own status and page."""
        if isinstance(refusal, SignInNeededError):
            return to_sign_in(request)
        if isinstance(refusal, DomainError):
            return refusal_page(request, refusal)
        return None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the browser to sign in and then back to where it was."""
    after = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': after})}" if after else ""
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}{query}")


def refusal_page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Return the page of this refusal."""
    template = f"{refusal.status}.html"
    context = {"sentence": str(refusal), "code": refusal.code}
    return render(request, [template, "400.html"], context, status=refusal.status)
