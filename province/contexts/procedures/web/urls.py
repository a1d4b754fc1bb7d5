from django.urls import path

from province.contexts.procedures.web import curating, views

app_name = "procedures"
urlpatterns = [
    path("", views.ProcedureList.as_view(), name="list"),
    path("goi-y", views.Suggestions.as_view(), name="suggest"),
    path("danh-sach.xlsx", views.ExportList.as_view(), name="export"),
    path("ra-soat/", curating.DoubtList.as_view(), name="doubts"),
    path("ra-soat/nghi-van.xlsx", curating.ExportDoubts.as_view(), name="export_doubts"),
    path("ra-soat/cho-cong-bo/", curating.ReadyList.as_view(), name="ready"),
    path("ra-soat/nghi-van/<int:doubt_id>", curating.ResolveDoubt.as_view(), name="resolve"),
    path("ra-soat/thu-tuc/<str:code>", curating.CurateProcedure.as_view(), name="curate"),
    path("<str:code>", views.ProcedureDetail.as_view(), name="detail"),
]
