from django.urls import path
from django.views.i18n import set_language

from province.sites.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("tro-nang/", views.Accessibility.as_view(), name="accessibility"),
    path("quyen-rieng-tu/", views.Privacy.as_view(), name="privacy"),
    path("tinh-trang/", views.Status.as_view(), name="status"),
    path("ngon-ngu/", views.Language.as_view(), name="language"),
    path("ngon-ngu/chon", set_language, name="set_language"),
]
