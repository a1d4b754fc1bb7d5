from django.urls import path

from province.contexts.privacy.web import answering, breaches, looks, registers, requests

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
    path("quyen-rieng-tu/du-lieu-ca-nhan/", registers.Processing.as_view(), name="processing"),
    path("du-lieu-ca-nhan/so-xu-ly/", registers.Register.as_view(), name="register"),
    path("du-lieu-ca-nhan/so-xu-ly.xlsx", registers.ExportRegister.as_view(), name="register_file"),
    path("du-lieu-ca-nhan/so-xu-ly/ban-in/", registers.PrintRegister.as_view(), name="print"),
    path("du-lieu-ca-nhan/so-xu-ly/<str:key>/", registers.EditActivity.as_view(), name="activity"),
    path("du-lieu-ca-nhan/vi-pham/", breaches.Breaches.as_view(), name="breaches"),
    path("du-lieu-ca-nhan/vi-pham/ghi/", breaches.ReportBreach.as_view(), name="report_breach"),
    path(
        "du-lieu-ca-nhan/vi-pham/<int:breach_id>/", breaches.BreachDetail.as_view(), name="breach"
    ),
    path(
        "du-lieu-ca-nhan/vi-pham/<int:breach_id>/thong-bao/",
        breaches.BreachNotice.as_view(),
        name="breach_notice",
    ),
]
