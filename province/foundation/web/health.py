"""Whether this install answers."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

UNAVAILABLE = 503


def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503; a header names the install."""
    install = {"X-Tinhso-Install": settings.INSTALL_MARK}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=UNAVAILABLE, headers=install)
    return JsonResponse({"status": "ok"}, headers=install)
