"""Every URL of the platform, one line per door; the API's lines are in api.py."""

from django.urls import URLPattern, URLResolver, path

from config.api import api
from province.foundation.web.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
]
