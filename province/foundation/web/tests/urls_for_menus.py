from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from province.foundation.errors import NotAllowedError


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("here")


def refused(_request: HttpRequest) -> HttpResponse:
    raise NotAllowedError


names = (
    [
        *(
            path(name, page, name=name)
            for name in ("one", "two", "home", "people", "person", "days", "rates")
        ),
        path("no", refused),
    ],
    "pages",
)
urlpatterns: list[URLPattern | URLResolver] = [path("pages/", include(names))]
