from django.urls import path

from province.sites.console import views

app_name = "console"
urlpatterns = [
    path("su-kien/", views.Outbox.as_view(), name="outbox"),
    path("muc-chuan/", views.Rates.as_view(), name="rates"),
    path("khoa-ky-so/", views.LockedKeys.as_view(), name="locked_keys"),
    path("dong-ho-tam-tinh/", views.ProvisionalClocks.as_view(), name="provisional"),
]
