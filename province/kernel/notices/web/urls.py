from django.urls import path

from province.kernel.notices.web import preferences
from province.kernel.notices.web.inbox import MyNotices, OpenNotice, PutBack, ReadAll

app_name = "notices"
urlpatterns = [
    path("cach-nhan/", preferences.Preferences.as_view(), name="preferences"),
    path("", MyNotices.as_view(), name="mine"),
    path("da-doc/", ReadAll.as_view(), name="read_all"),
    path("<int:notice_id>/", OpenNotice.as_view(), name="open"),
    path("<int:notice_id>/chua-doc/", PutBack.as_view(), name="put_back"),
]
