"""What every page's shell knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from province.foundation.identity.actors import ANONYMOUS
from province.foundation.web.desk import actor_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor and the kind of install for the templates of the shells."""
    actor = actor_of(request) if hasattr(request, "session") else ANONYMOUS
    return {"actor": actor, "is_demo": settings.MODE == "demo"}
