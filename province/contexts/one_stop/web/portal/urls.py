from django.urls import URLPattern, path

from province.contexts.one_stop.web.portal import (
    asking,
    checking,
    dossiers,
    drafting,
    listing,
    reviewing,
    revising,
    service_lists,
    starting,
    supplying,
    tracking,
)

DRAFT = "nop-ho-so/nhap/<int:draft_id>/"
MINE = "ho-so-cua-toi/<int:dossier_id>/"

urlpatterns: list[URLPattern] = [
    path("nop-ho-so/<str:code>/", starting.Start.as_view(), name="start"),
    path("nop-ho-so/da-nop/<str:filing_no>/", reviewing.Filed.as_view(), name="filed"),
    path(f"{DRAFT}bo/", starting.DiscardDraft.as_view(), name="draft_discard"),
    path(f"{DRAFT}xem-lai/", reviewing.ReviewDraft.as_view(), name="draft_review"),
    path(f"{DRAFT}giay/<int:version_id>/", drafting.DraftPaper.as_view(), name="draft_paper"),
    path(f"{DRAFT}<str:step>/", drafting.DraftStep.as_view(), name="draft_step"),
    path(f"{DRAFT}<str:step>/luu/", drafting.AutosaveStep.as_view(), name="draft_autosave"),
    path("ho-so-cua-toi/", listing.MyDossiers.as_view(), name="my_dossiers"),
    path("ho-so-cua-toi/", listing.MyDossiers.as_view(), name="mine"),  # as the shells call it
    path(MINE, dossiers.MyDossier.as_view(), name="my_dossier"),
    path(f"{MINE}bo-sung/", supplying.Supply.as_view(), name="supply"),
    path(f"{MINE}hoi/", asking.Ask.as_view(), name="ask"),
    path(f"{MINE}sua/", revising.ReviseDossier.as_view(), name="revise"),
    path(f"{MINE}nop-lai/", revising.RefileDossier.as_view(), name="refile"),
    path(f"{MINE}rut/", supplying.Withdraw.as_view(), name="withdraw"),
    path(f"{MINE}giay/<int:version_id>/", dossiers.MyPaper.as_view(), name="my_paper"),
    path(
        f"{MINE}giay/<int:version_id>/kiem-tra/",
        checking.MyPaperCheck.as_view(),
        name="my_paper_check",
    ),
    path(
        "danh-muc/",
        service_lists.ServiceListPage.as_view(),
        {"address": "thiet-yeu"},
        name="service_lists",
    ),
    path("danh-muc/<str:address>/", service_lists.ServiceListPage.as_view(), name="service_list"),
    path(
        "danh-muc/<str:address>/danh-sach.xlsx",
        service_lists.ExportServiceList.as_view(),
        name="service_list_export",
    ),
    path("tra-cuu/", tracking.Track.as_view(), name="track"),
    path("tra-cuu/<str:code>/", tracking.Track.as_view(), name="track_code"),
    path("kiem-tra-chu-ky/", checking.CheckPaper.as_view(), name="check_paper"),
]
