from django.urls import include, path

urlpatterns = [
    path("", include("province.sites.portal.urls")),
    path("thu-tuc/", include("province.contexts.procedures.web.urls")),
    path("tai-khoan/", include("province.kernel.org.web.urls")),
]
