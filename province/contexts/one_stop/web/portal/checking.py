"""Who signed a paper, when, and whether it is still whole. Nothing that is sent here is kept."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop.web.portal.details import papers_for_applicant
from province.contexts.one_stop.web.portal.dossiers import DossierMixin
from province.foundation.throttling.counting import note_visit
from province.foundation.ui.contracts import Crumb, FieldKind, FieldView
from province.foundation.web.desk import ActorMixin
from province.kernel.attachments import public as attachments
from province.kernel.attachments.errors import VersionNotFoundError
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import PaperFindings

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


LARGEST = 20 * 1024 * 1024
FORM_AROUND = 1024 * 1024
WRONG = 422
PDF_HEAD = b"%PDF-"


class CheckPaper(ActorMixin, View):
    """Anybody may check a paper."""

    largest_body = LARGEST + FORM_AROUND

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the paper."""
        return _page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check it, and say in words what was found.

        :raises TooManyError: this address has had too many papers checked.
        """
        note_visit(request=request, name="paper_check")
        file = request.FILES.get("paper")
        if file is None:
            return _page(request, error=_("Hãy chọn tệp PDF cần kiểm tra."), status=WRONG)
        pdf = _read(file)
        if pdf is None:
            error = _("Tệp lớn hơn 20 MB. Hãy chọn bản PDF nhỏ hơn.")
            return _page(request, error=error, status=WRONG)
        if not pdf:
            return _page(request, error=_("Tệp rỗng. Hãy chọn lại tệp."), status=WRONG)
        if PDF_HEAD not in pdf[:1024]:
            error = _(
                "Đây không phải tệp PDF. Chữ ký số nằm trong tệp PDF gốc, không có ở ảnh chụp."
            )
            return _page(request, error=error, status=WRONG)
        return _page(request, found=_found(pdf, file.name or "", timezone.now()))


class MyPaperCheck(DossierMixin, View):
    """The same check for a paper of one's own dossier, without sending it back here."""

    def get(self, request: HttpRequest, dossier_id: int, version_id: int) -> HttpResponse:
        """Check the stored paper.

        :raises VersionNotFoundError: the dossier has no such paper for the applicant.
        """
        del dossier_id
        if version_id not in papers_for_applicant(self.dossier, self.case()):
            raise VersionNotFoundError
        name = attachments.version(version_id=version_id).name
        pdf = attachments.read_whole(version_id=version_id)
        home = reverse("one_stop:my_dossier", kwargs={"dossier_id": self.dossier.id})
        number = self.dossier.code or self.dossier.filing_no
        return _page(request, found=_found(pdf, name, self.now), back=Crumb(label=number, url=home))


def _read(file: "UploadedFile[Any]") -> bytes | None:
    """Return the content, or nothing when it is larger than what is checked."""
    parts: list[bytes] = []
    size = 0
    for piece in file.chunks():
        size += len(piece)
        if size > LARGEST:
            return None
        parts.append(piece)
    return b"".join(parts)


def _found(pdf: bytes, name: str, now: datetime) -> dict[str, Any]:
    findings = signing.verify_paper(pdf=pdf, now=now)
    words = signing.describe_paper(findings=findings)
    return {
        "name": name[-120:],
        "findings": findings,
        "summary": words.summary,
        "kind": _kind(findings),
        "lines": tuple(zip(findings.signatures, words.lines, strict=True)),
    }


def _kind(findings: PaperFindings) -> str:
    if findings.is_good:
        return "ok"
    return "soon" if findings.is_readable and not findings.signatures else "bad"


def _page(
    request: HttpRequest,
    *,
    found: dict[str, Any] | None = None,
    error: str = "",
    back: Crumb | None = None,
    status: int = 200,
) -> HttpResponse:
    field = FieldView(
        name="paper",
        label=_("Tệp PDF cần kiểm tra"),
        kind=FieldKind.FILE,
        hint=_("Bản gốc tải từ cổng hoặc nhận qua thư, không quá 20 MB."),
        error=error,
        accept=".pdf,application/pdf",
        element_id="paper",
    )
    crumbs: tuple[Crumb, ...] = (
        Crumb(label=_("Trang chủ"), url="/"),
        Crumb(label=_("Kiểm tra chữ ký số")),
    )
    if back is not None:
        crumbs = (crumbs[0], back, crumbs[1])
    context = {"field": field, "found": found, "crumbs": crumbs}
    return render(request, "one_stop/portal/check_paper.html", context, status=status)
