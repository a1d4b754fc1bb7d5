from django.urls import include, path

urlpatterns = [path("", include("province.kernel.org.web.urls"))]
