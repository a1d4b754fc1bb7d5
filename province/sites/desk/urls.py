from django.urls import path

from province.sites.desk import passing, views

app_name = "desk"
urlpatterns = [
    path("", views.Inbox.as_view(), name="inbox"),
    path("xem/<int:task_id>/", views.QuickLook.as_view(), name="quick"),
    path("hop-viec.xlsx", views.ExportInbox.as_view(), name="export"),
    path("chon/", views.ChosenDuties.as_view(), name="chosen"),
    path("giao/", passing.PassOn.as_view(), name="pass_on"),
]
