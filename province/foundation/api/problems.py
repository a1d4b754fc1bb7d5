"""Turns a refusal into an RFC 9457 problem document."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja.errors import ValidationError

from province.foundation.errors import DomainError, InvalidInputError, TooManyError

MIME = "application/problem+json"
READABLE = {"ensure_ascii": False}


def problem_response(
    _request: HttpRequest, refusal: DomainError | type[DomainError]
) -> HttpResponse:
    """Answer a domain refusal with its own status."""
    body: dict[str, object] = {
        "type": f"urn:problem:{refusal.code}",
        "title": str(refusal),
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
        "title": str(InvalidInputError.message),
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
