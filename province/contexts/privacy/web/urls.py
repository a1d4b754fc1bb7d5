from django.urls import path

from province.contexts.privacy.web import looks

app_name = "privacy"
urlpatterns = [
    path("du-lieu-cua-toi/luot-xem/", looks.MyLooks.as_view(), name="my_looks"),
    path("du-lieu-cua-toi/luot-xem.xlsx", looks.ExportMyLooks.as_view(), name="my_looks_export"),
    path("du-lieu-ca-nhan/luot-xem/", looks.UnitLooks.as_view(), name="unit_looks"),
]
