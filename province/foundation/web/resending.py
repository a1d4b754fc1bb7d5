"""What was typed into a form that came too late: kept on a page, sent again by its reader."""

import re
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure

from province.foundation.web.errors import TypedByAnotherError

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 -- the name of a field
SECRETS = ("password", "pin")
TYPED_BY = "typed_by"
SALT = "province.web.resending"
MARK_SECONDS = 60 * 60 * 24
MOST_CHARACTERS = 200_000
FORBIDDEN = 403
CSRF_SECRET = re.compile(r"[A-Za-z0-9]{32}")
WRONG_ORIGIN = "Origin checking failed"  # how Django's reason begins


class FilesLeftOut(FileUploadHandler):
    """Keeps the names of the files of a form; not a byte of them is stored."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.names: list[str] = []

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Remember the name and let the parser pass over the rest.

        :raises SkipFile: always.
        """
        super().new_file(field_name, file_name, *args, **kwargs)
        self.names.append(file_name)
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep nothing."""

    def file_complete(self, file_size: int) -> None:
        """Give no file."""


def may_be_our_form(request: HttpRequest) -> bool:
    """Tell whether a form may come from a page of ours; the CSRF check judges it afterwards.

    Its sender has a CSRF cookie of the form that Django makes, and names an origin of ours.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return bool(CSRF_SECRET.fullmatch(cookie)) and request.META.get("HTTP_ORIGIN") in own


def leave_files_out(request: HttpRequest) -> None:
    """Let the words of a form be read, and of its files the names alone."""
    request.upload_handlers = [FilesLeftOut(request)]


def resend_page(request: HttpRequest, *, needs_sign_in: bool) -> HttpResponse | None:
    """Return the page that keeps what was typed; nothing when there is nothing that may be kept.

    A form with a secret in it is not kept: no page holds a password or a PIN. Files cannot be.
    """
    if request.method != "POST" or _holds_secret(request):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {TOKEN, TYPED_BY} and value
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    who = _who_was_here(request) if needs_sign_in else None
    if who is not None:
        fields.append((TYPED_BY, signing.dumps(who, salt=SALT)))
    context = {
        "fields": fields,
        "address": request.get_full_path(),
        "needs_sign_in": needs_sign_in,
        "sign_in_url": reverse(settings.LOGIN_URL),
        "files": _file_names(request),
    }
    response = render(request, "ui/resend.html", context, status=FORBIDDEN)
    response["Cache-Control"] = "private, no-store"
    return response


def remember_who(*, response: HttpResponse, account_id: int) -> None:
    """Leave a sealed mark in the browser of who works there; it opens nothing."""
    response.set_cookie(
        _mark_name(),
        signing.dumps(account_id, salt=SALT),
        max_age=MARK_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def refuse_another_s_form(request: HttpRequest) -> None:
    """Refuse a kept form when somebody else has signed in meanwhile.

    :raises TypedByAnotherError: the seal names another account, or is none of ours.
    """
    if request.method != "POST" or TYPED_BY not in request.POST:
        return
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return  # the page asks for signing in, and keeps the form once more
    if _unsealed(request.POST[TYPED_BY]) != user.pk:
        raise TypedByAnotherError


def on_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a good token: its reader may send one of our own pages again.

    Django judges the ``Origin`` before the token, so that a form of another site, of which nothing
    may be shown, comes with its own reason; a POST without an ``Origin`` is not trusted either.
    """
    is_ours = "HTTP_ORIGIN" in request.META and not reason.startswith(WRONG_ORIGIN)
    if is_ours:
        user = getattr(request, "user", None)
        page = resend_page(request, needs_sign_in=user is None or not user.is_authenticated)
        if page is not None:
            return page
    return csrf_failure(request, reason=reason)


def _mark_name() -> str:
    return f"{settings.SESSION_COOKIE_NAME}_who"


def _who_was_here(request: HttpRequest) -> int | None:
    """Return whose form this is: as it was sealed before, or who signed in here last."""
    sealed = request.POST.get(TYPED_BY) or request.COOKIES.get(_mark_name(), "")
    return _unsealed(sealed)


def _unsealed(sealed: str) -> int | None:
    try:
        found = signing.loads(sealed, salt=SALT, max_age=MARK_SECONDS)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def _file_names(request: HttpRequest) -> list[str]:
    """Return the names of the files that came with a form, read or left out."""
    sent = [one.name or "" for files in request.FILES.lists() for one in files[1]]
    left_out = (one for one in request.upload_handlers if isinstance(one, FilesLeftOut))
    return [*sent, *(name for handler in left_out for name in handler.names)]


def _holds_secret(request: HttpRequest) -> bool:
    return any(secret in name.lower() for name in request.POST for secret in SECRETS)
