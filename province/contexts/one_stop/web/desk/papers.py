"""The papers of a dossier: pictures of their pages, files, and drafts before they exist."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.generic import View

from province.contexts.one_stop import public
from province.contexts.one_stop.commands.previewing import preview_draft, preview_supplement
from province.contexts.one_stop.errors import IncompleteFilingError, NotNowError
from province.contexts.one_stop.web.desk import acts, panels, viewing
from province.contexts.one_stop.web.desk.file_page import DossierPage
from province.contexts.one_stop.web.desk.forms import AppraiseForm, SupplementForm
from province.contexts.one_stop.web.desk.reading import PURPOSE
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import file_response
from province.kernel.attachments import public as attachments
from province.kernel.attachments.errors import VersionNotFoundError
from province.kernel.attachments.web.serving import serve, serve_picture
from province.kernel.cases import public as cases

PURPOSE_SHEET = "In phiếu kiểm soát quá trình giải quyết"
WIDTHS = {"400": 400, "1000": 1000, "1600": 1600}


class PaperOfDossier(DeskMixin, View):
    """A paper of a dossier that the actor may see."""

    def version(self, case_id: int, version_id: int) -> int:
        """Make sure that the actor may see the dossier and that the paper is in it; it is a look.

        :raises DossierNotFoundError: no such dossier for this actor.
        :raises VersionNotFoundError: the dossier has no such paper.
        """
        now = timezone.now()
        public.get_dossier(actor=self.actor, case_id=case_id, purpose=PURPOSE, now=now)
        case = cases.get_case(actor=self.actor, case_id=case_id, purpose=None, now=now)
        if viewing.paper_in(case=case, version_id=version_id) is None:
            raise VersionNotFoundError
        return version_id


class PaperPage(PaperOfDossier):
    """The picture of one page."""

    def get(self, request: HttpRequest, case_id: int, version_id: int, page: int) -> HttpResponse:
        """Return the picture."""
        width = WIDTHS.get(request.GET.get("w", ""), 1000)
        picture = attachments.preview_page(
            version_id=self.version(case_id, version_id), page=page, width=width
        )
        return serve_picture(picture)


class PaperFile(PaperOfDossier):
    """The file itself."""

    def get(self, request: HttpRequest, case_id: int, version_id: int) -> StreamingHttpResponse:
        """Return the file for download, or to be looked at (?xem)."""
        pieces, value = attachments.open_version(
            actor=self.actor,
            version_id=self.version(case_id, version_id),
            may_read=True,
        )
        return serve(value, pieces, inline="xem" in request.GET)


class ControlSheet(DeskMixin, View):
    """Mẫu 06 as the hand-overs stand now."""

    def get(self, _request: HttpRequest, case_id: int) -> HttpResponse:
        """Return the PDF; printing it is a look.

        :raises DossierNotFoundError: no such dossier for this actor.
        :raises NotNowError: the dossier has not been received.
        """
        now = timezone.now()
        dossier = public.get_dossier(
            actor=self.actor, case_id=case_id, purpose=PURPOSE_SHEET, now=now
        )
        paper = public.print_control_sheet(actor=self.actor, dossier_id=dossier.id, now=now)
        name = f"phieu-kiem-soat-{dossier.code}.pdf"
        return file_response(paper.pdf, name=name, mime="application/pdf", inline=True)


class PreviewAct(DossierPage):
    """The paper that an act would issue, printed and stored nowhere."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Return the PDF, or the form with what is missing.

        :raises NotNowError: this act has no paper to look at.
        """
        act = acts.ACTS.get(request.POST.get("viec", ""))
        if act is None or act.key not in {acts.APPRAISE, acts.SUPPLEMENT}:
            raise NotNowError
        desk = panels.Desk(dossier=self.dossier, case=self.case, actor=self.actor, now=self.now)
        form = panels.form_of(act=act, desk=desk, data=request.POST)
        if not form.is_valid():
            return self._again(act, form, IncompleteFilingError.status)
        self._read(purpose=PURPOSE)
        if isinstance(form, AppraiseForm):
            pdf = preview_draft(
                actor=self.actor,
                dossier_id=self.dossier.id,
                proposal=form.proposal(),
                now=self.now,
            )
        else:
            assert isinstance(form, SupplementForm)  # noqa: S101 -- the other one has been handled
            pdf = preview_supplement(
                actor=self.actor,
                dossier_id=self.dossier.id,
                items=form.items(),
                reason=form.cleaned_data["reason"],
                law=form.cleaned_data["law"],
                now=self.now,
            )
        return file_response(pdf, name="xem-truoc.pdf", mime="application/pdf", inline=True)
