"""The idempotency key of a request."""

from django.http import HttpRequest

HEADER = "Idempotency-Key"
LONGEST = 200


def key_of(request: HttpRequest) -> str:
    """Return the request's idempotency key, cut to what is stored; empty when it has none."""
    return (request.headers.get(HEADER) or "")[:LONGEST]
