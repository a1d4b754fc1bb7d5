"""How much a request may carry, told by its own length before a byte of it is read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from province.foundation.errors import TooLargeError
from province.foundation.web.desk import SignedInMixin
from province.foundation.web.refusals import refusal_answer
from province.foundation.web.resending import leave_files_out, may_be_our_form


class BodyMiddleware:
    """Answers 413 to a body that is larger than its page takes; it stands before the CSRF check.

    A page that takes files says so with ``largest_body``. Where one must be signed in, a stranger's
    large body is not read at all; of a form of our own pages, whose sender may have been signed in
    when it was opened, the words are read and the files left out. A body without a length
    (chunked) is none for Django: it reads no further than the length.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_arguments: Any
    ) -> HttpResponse | None:
        """Refuse before anybody reads the body."""
        size = _length(request)
        if size <= settings.LARGEST_BODY:
            return None
        page = getattr(view, "view_class", None)
        if size > _most(request, page):
            return refusal_answer(request, TooLargeError())
        needs_person = isinstance(page, type) and issubclass(page, SignedInMixin)
        if not needs_person or request.user.is_authenticated:
            return None
        if not may_be_our_form(request):
            return redirect(settings.LOGIN_URL)
        leave_files_out(request)
        return None


def _most(request: HttpRequest, page: Any) -> int:
    """Return how much a page takes, or a door of the API that takes files."""
    match = request.resolver_match
    if match is not None and match.view_name in settings.DOORS_WITH_FILES:
        return settings.LARGEST_BODY_WITH_FILES
    return int(getattr(page, "largest_body", settings.LARGEST_BODY))


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
