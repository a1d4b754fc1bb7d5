from django.urls import path

from province.sites.console import views

app_name = "console"
urlpatterns = [path("su-kien/", views.Outbox.as_view(), name="outbox")]
