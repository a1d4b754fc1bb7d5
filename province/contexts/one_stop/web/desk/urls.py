from django.urls import URLPattern, path

from province.contexts.one_stop.web.desk import (
    answering,
    batches,
    counter,
    earlier,
    file_page,
    finding,
    lists,
    papers,
    processes,
    reappointing,
    register,
    talking,
)

urlpatterns: list[URLPattern] = [
    path("ho-so/", lists.DossierList.as_view(), name="dossiers"),
    path("ho-so/danh-sach.xlsx", lists.ExportDossiers.as_view(), name="dossiers_export"),
    path("ho-so/tim/", finding.Find.as_view(), name="find"),
    path("so-theo-doi/", register.Register.as_view(), name="register"),
    path("so-theo-doi/so.xlsx", register.ExportRegister.as_view(), name="register_export"),
    path("so-theo-doi/so.pdf", register.PrintRegister.as_view(), name="register_print"),
    path("mot-cua/nguoi-den/", finding.Person.as_view(), name="counter_person"),
    path("mot-cua/tiep-nhan/", counter.Counter.as_view(), name="counter"),
    path(
        "mot-cua/tiep-nhan/xong/<int:case_id>/",
        counter.CounterDone.as_view(),
        name="counter_done",
    ),
    path(
        "mot-cua/tiep-nhan/xong/<int:case_id>/giay-chung.pdf",
        counter.PrintReceipts.as_view(),
        name="counter_receipts",
    ),
    path("quy-trinh/", processes.ProcessList.as_view(), name="processes"),
    path("quy-trinh/danh-sach.xlsx", processes.ExportProcesses.as_view(), name="processes_export"),
    path("quy-trinh/<str:code>/", processes.ProcessDetail.as_view(), name="process"),
    path("ky-so/", batches.SignMany.as_view(), name="sign_many"),
    path("dong-dau/", batches.SealMany.as_view(), name="seal_many"),
    path("ho-so/<int:case_id>/", file_page.DossierPage.as_view(), name="dossier"),
    path("ho-so/<int:case_id>/trao-doi/", talking.Talk.as_view(), name="talk"),
    path("ho-so/<int:case_id>/ban-truoc/", earlier.EarlierContent.as_view(), name="earlier"),
    path("ho-so/<int:case_id>/hoan-tac/", file_page.UndoAct.as_view(), name="undo"),
    path(
        "ho-so/<int:case_id>/nhan-bo-sung/",
        answering.SupplyOnPaper.as_view(),
        name="supply_on_paper",
    ),
    path(
        "ho-so/<int:case_id>/qua-han-bo-sung/",
        answering.EndUnanswered.as_view(),
        name="end_unanswered",
    ),
    path("ho-so/<int:case_id>/hen-lai/", reappointing.Reappoint.as_view(), name="reappoint"),
    path(
        "ho-so/<int:case_id>/phieu-kiem-soat.pdf",
        papers.ControlSheet.as_view(),
        name="control_sheet",
    ),
    path("ho-so/<int:case_id>/xem-truoc/", papers.PreviewAct.as_view(), name="preview"),
    path(
        "ho-so/<int:case_id>/giay/<int:version_id>/trang/<int:page>.png",
        papers.PaperPage.as_view(),
        name="paper_page",
    ),
    path(
        "ho-so/<int:case_id>/giay/<int:version_id>/tep/",
        papers.PaperFile.as_view(),
        name="paper_file",
    ),
]
