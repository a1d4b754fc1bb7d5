"""What a monitor may know without signing in: how much is wrong, and nothing about what."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from province.foundation.health.contracts import Counted
from province.foundation.health.looking import count_troubles


def troubles(_request: HttpRequest) -> HttpResponse:
    """Answer how many things are wrong, as of the worker's last look."""
    counted = count_troubles()
    return JsonResponse(
        {
            "status": _word(counted),
            "broken": counted.broken,
            "warnings": counted.warnings,
            "looked_at": counted.looked_at.isoformat() if counted.looked_at else None,
        }
    )


def _word(counted: Counted) -> str:
    if counted.looked_at is None:
        return "unknown"
    return "broken" if counted.broken else "warning" if counted.warnings else "ok"


def metrics(_request: HttpRequest) -> HttpResponse:
    """Answer the same counts in the text form that monitors collect."""
    counted = count_troubles()
    looked = counted.looked_at.timestamp() if counted.looked_at else 0
    lines = [
        "# TYPE tinhso_troubles gauge",
        f'tinhso_troubles{{severity="broken"}} {counted.broken}',
        f'tinhso_troubles{{severity="warning"}} {counted.warnings}',
        "# TYPE tinhso_last_look_seconds gauge",
        f"tinhso_last_look_seconds {looked:.0f}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")
