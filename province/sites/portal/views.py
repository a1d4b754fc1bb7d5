"""Pages of the citizens' portal."""

from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django_stubs_ext import StrOrPromise
from ninja import NinjaAPI

from province.contexts.procedures import public as procedures
from province.foundation.ui.contracts import Crumb
from province.foundation.web.desk import ActorMixin
from province.foundation.web.menus import page_url
from province.sites.portal.figures import home_figures
from province.sites.portal.life import LIFE_EVENTS, QUICK_QUESTIONS
from province.sites.portal.reference import operations


class PortalPage(ActorMixin, TemplateView):
    """A page inside the citizen's shell."""

    heading: StrOrPromise = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the path to this page."""
        crumbs = (Crumb(label=_("Trang chủ"), url="/"), Crumb(label=self.heading))
        return super().get_context_data(crumbs=crumbs if self.heading else (), **kwargs)


class Home(PortalPage):
    """Search first, then what life brings, then where a dossier stands."""

    template_name = "portal/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the home page; links stand only where a page stands."""
        search_url = page_url("procedures:list")
        return super().get_context_data(
            search_url=search_url,
            suggest_url=page_url("procedures:suggest"),
            track_url=page_url("one_stop:track"),
            sign_in_url=page_url("org:sign_in") if self.actor.is_anonymous else "",
            events=[(event, _search(search_url, event.question)) for event in LIFE_EVENTS],
            quick=[(words, _search(search_url, words)) for words in QUICK_QUESTIONS],
            figures=home_figures(on=timezone.localdate()),
            counted_at=timezone.now(),
            **kwargs,
        )


def _search(url: str, question: str) -> str:
    return f"{url}?{urlencode({'q': question})}"


class Accessibility(PortalPage):
    """What the portal does for people with disabilities, and what it does not yet."""

    template_name = "portal/accessibility.html"
    heading = _("Trợ năng")


class Privacy(PortalPage):
    """What the portal keeps about visitors, and what it does not."""

    template_name = "portal/privacy.html"
    heading = _("Quyền riêng tư")


class Status(PortalPage):
    """Whether the system answers, asked now."""

    template_name = "portal/status.html"
    heading = _("Tình trạng hệ thống")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the parts and say what they answered."""
        try:
            counted, imported_at = procedures.figures(), procedures.last_import()
        except DatabaseError:
            counted, imported_at = None, None
        return super().get_context_data(
            counted=counted, imported_at=imported_at, checked_at=timezone.now(), **kwargs
        )


class ApiReference(PortalPage):
    """What the REST surface offers, read from its own description; give ``api`` in the URL."""

    template_name = "portal/reference.html"
    heading = _("Tài liệu API")
    api: NinjaAPI | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Describe the doors of the API."""
        schema = self.api.get_openapi_schema() if self.api else {"paths": {}}
        return super().get_context_data(
            operations=operations(schema), schema_url=reverse("api-1:openapi-json"), **kwargs
        )


class Language(PortalPage):
    """Choose the language of the interface."""

    template_name = "portal/language.html"
    heading = _("Ngôn ngữ")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return to the page the visitor came from, when it is one of ours."""
        return super().get_context_data(
            choose_url=reverse("portal:set_language"), back_url=_came_from(self.request), **kwargs
        )


def _came_from(request: HttpRequest) -> str:
    """Return path and question of the page that led here; the first page when it is not ours."""
    source = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        source, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(source if ours else "")
    if not parts.path or parts.path == request.path:
        return "/"
    return urlunsplit(("", "", parts.path, parts.query, ""))
