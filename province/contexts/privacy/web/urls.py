from django.urls import path

from province.contexts.privacy.web import answering, looks, requests

app_name = "privacy"
urlpatterns = [
    path("du-lieu-cua-toi/", requests.Mine.as_view(), name="mine"),
    path("du-lieu-cua-toi/luot-xem/", looks.MyLooks.as_view(), name="my_looks"),
    path("du-lieu-cua-toi/luot-xem.xlsx", looks.ExportMyLooks.as_view(), name="my_looks_export"),
    path("du-lieu-cua-toi/yeu-cau/moi/", requests.Ask.as_view(), name="ask"),
    path("du-lieu-cua-toi/yeu-cau/<int:case_id>/", requests.MyRequest.as_view(), name="my_request"),
    path(
        "du-lieu-cua-toi/yeu-cau/<int:case_id>/tep/",
        requests.MyRequestFile.as_view(),
        name="my_request_file",
    ),
    path("du-lieu-ca-nhan/luot-xem/", looks.UnitLooks.as_view(), name="unit_looks"),
    path("du-lieu-ca-nhan/yeu-cau/", answering.Requests.as_view(), name="requests"),
    path("du-lieu-ca-nhan/yeu-cau/ghi/", answering.Record.as_view(), name="record"),
    path("du-lieu-ca-nhan/yeu-cau/<int:case_id>/", answering.Request.as_view(), name="request"),
]
