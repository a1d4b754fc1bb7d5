from django.urls import include, path

urlpatterns = [
    path("", include("province.contexts.one_stop.web.urls")),
    path("", include("province.kernel.org.web.urls")),
    path("thu-tuc/", include("province.contexts.procedures.web.urls")),
]
