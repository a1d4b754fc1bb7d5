from django.urls import include, path

urlpatterns = [path("giao-dien/", include("province.foundation.ui.urls"))]
