"""Page: what is wrong with the install now, since when, and what to do."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.views.generic import TemplateView

from province.foundation.errors import NotAllowedError
from province.foundation.health import permissions
from province.foundation.health.contracts import Found, Severity
from province.foundation.health.looking import look_around
from province.sites.console.views.acting import ConsolePage

# Where one does something about what a watch has found.
PAGES = {"events.parked": "console:outbox", "signing.ending": "console:locked_keys"}


class Troubles(ConsolePage, TemplateView):
    """What is wrong now; each visit looks anew."""

    template_name = "console/troubles.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever may read it.

        :raises NotAllowedError: the actor may not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SEE):
            raise NotAllowedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Look around."""
        report = look_around(now=self.now)
        return super().get_context_data(
            report=report, rows=[_row(one) for one in report.found], **kwargs
        )


def _row(one: Found) -> dict[str, Any]:
    return {
        "is_broken": one.trouble.severity is Severity.BROKEN,
        "what": one.trouble.what,
        "remedy": one.trouble.remedy,
        "since": one.since,
        "url": _page_of(one.key),
    }


def _page_of(key: str) -> str:
    try:
        return reverse(PAGES[key])
    except (KeyError, NoReverseMatch):
        return ""
