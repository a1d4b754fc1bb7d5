"""Every URL of the platform, one line per door; the API's lines are in api.py."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.api import api
from province.foundation.health import views as health
from province.foundation.web.health import healthz
from province.sites.portal.views import ApiReference

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("healthz/troubles", health.troubles, name="troubles"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/docs", ApiReference.as_view(api=api), name="api_reference"),
    path("api/v1/", api.urls),
    path("", include("province.sites.portal.urls")),
    path("", include("province.kernel.org.web.urls")),
    path("", include("province.kernel.factors.web.urls")),
    path("thong-bao/", include("province.kernel.notices.web.urls")),
    path("", include("province.kernel.citizens.web.urls")),
    path("tai-khoan/khoa-ky-so/", include("province.sites.desk.own_key_urls")),
    path("thu-tuc/", include("province.contexts.procedures.web.urls")),
    path("", include("province.contexts.one_stop.web.urls")),
    path("", include("province.contexts.scorecards.web.urls")),
    path("", include("province.kernel.parties.web.urls")),
    path("", include("province.contexts.privacy.web.urls")),
    path("", include("province.contexts.ratings.web.urls")),
    path("ban-lam-viec/", include("province.sites.desk.urls")),
    path("quan-tri/", include("province.sites.console.urls")),
]
if settings.MODE == "demo":
    urlpatterns.append(path("giao-dien/", include("province.foundation.ui.urls")))
