from django.urls import URLPattern, path

from province.contexts.one_stop.web.desk import file_page, papers

urlpatterns: list[URLPattern] = [
    path("ho-so/<int:case_id>/", file_page.DossierPage.as_view(), name="dossier"),
    path("ho-so/<int:case_id>/hoan-tac/", file_page.UndoAct.as_view(), name="undo"),
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
