"""Turns a refusal into an RFC 9457 problem document."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from ninja.errors import ValidationError

from province.foundation.errors import (
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    TooLargeError,
    TooManyError,
    UnavailableError,
)

MIME = "application/problem+json"
READABLE = {"ensure_ascii": False}
WRONG = 400
WRONG_SHAPE = _("Yêu cầu có chỗ chưa đúng.")  # a machine's request: nothing was typed, nothing kept
TITLES: Mapping[int, StrOrPromise] = {
    401: _("Hãy đăng nhập để tiếp tục."),
    403: NotAllowedError.message,
    404: NotFoundError.message,
    405: _("Địa chỉ này không nhận cách gọi ấy."),
    413: TooLargeError.message,
    500: UnavailableError.message,
    503: UnavailableError.message,
}
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


def problem_response(
    _request: HttpRequest, refusal: DomainError | type[DomainError]
) -> HttpResponse:
    """Answer a domain refusal with its own status."""
    body: dict[str, object] = {
        "type": f"urn:problem:{refusal.code}",
        "title": _title_of(refusal),
        "status": refusal.status,
    }
    if isinstance(refusal, InvalidInputError):
        body["faults"] = [
            {"field": fault.field, "code": fault.code, "sentence": str(fault.sentence)}
            for fault in refusal.faults
        ]
    response = JsonResponse(
        body, status=refusal.status, content_type=MIME, json_dumps_params=READABLE
    )
    if isinstance(refusal, TooManyError):
        response["Retry-After"] = str(refusal.seconds)
    return response


def shape_response(
    _request: HttpRequest, fault: ValidationError | type[ValidationError]
) -> HttpResponse:
    """Answer a request whose shape is wrong, naming each field."""
    found = fault.errors if isinstance(fault, ValidationError) else []
    body = {
        "type": "urn:problem:wrong_shape",
        "title": str(WRONG_SHAPE),
        "status": 422,
        "faults": [
            {
                "field": ".".join(str(part) for part in item.get("loc", ())),
                "code": item.get("type", ""),
                "sentence": item.get("msg", ""),
            }
            for item in found
        ],
    }
    return JsonResponse(body, status=422, content_type=MIME, json_dumps_params=READABLE)


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer of the API; what is wrong and no problem document yet becomes one."""
    status = response.status_code
    if status < WRONG or response.get("Content-Type", "").startswith(MIME):
        return response
    title = TITLES.get(status, DomainError.message)
    body = {"type": "about:blank", "title": str(title), "status": status}
    problem = JsonResponse(body, status=status, content_type=MIME, json_dumps_params=READABLE)
    for name in KEPT_HEADERS:
        if name in response:
            problem[name] = response[name]
    return problem


def _title_of(refusal: DomainError | type[DomainError]) -> str:
    """Return what went wrong; that what was typed is kept is said by pages only."""
    words = WRONG_SHAPE if refusal.message is InvalidInputError.message else refusal
    return str(words)
