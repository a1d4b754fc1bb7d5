"""What the page of a dossier shows beside its clock and its story."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from province.contexts.one_stop.contracts.states import Delivery, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView, SupplementView
from province.contexts.one_stop.web.portal.story import (
    FORM_NAMES,
    doing,
    open_task,
    paper_url,
)
from province.contexts.one_stop.web.portal.words import day, promised
from province.contexts.one_stop.web.ruler import expected_due
from province.foundation.ui.contracts import (
    KeyValue,
    PaperRow,
    Tag,
    TagKind,
)
from province.kernel.calendars.contracts import Calendar
from province.kernel.cases.contracts.values import (
    LEGAL,
    CaseView,
    PaperRole,
    PaperState,
    PaperView,
    TaskView,
)
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue


def papers_for_applicant(dossier: DossierView, case: CaseView) -> frozenset[int]:
    """Return the stored papers that the applicant may have: never a draft, never an inner form."""
    handed_in = {
        paper.version_id
        for paper in (*case.papers, *case.replaced_papers)
        if paper.role in {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    }
    issued = {form.version_id for form in dossier.forms if form.form in FORM_NAMES}
    result = dossier.result
    sealed = {result.version_id} if result is not None and result.is_issued else set()
    return frozenset(handed_in | issued | sealed)


def promise_of(
    dossier: DossierView,
    case: CaseView,
    calendar: Calendar,
    request: SupplementView | None,
    now: datetime,
) -> tuple[str, ...]:
    """Say what follows when the applicant answers now, and until when they may."""
    if request is None:
        return ()
    said = []
    legal = case.clock(LEGAL)
    due = expected_due(dossier, legal, calendar, now) if legal and legal.started_at else None
    if due is not None:
        said.append(_("Gửi bây giờ thì hẹn trả khoảng %(at)s.") % {"at": promised(due)})
    if request.answer_by is not None:
        words = _("Hạn bổ sung: %(at)s; quá hạn, cơ quan có thể trả lại hồ sơ.")
        said.append(words % {"at": promised(request.answer_by)})
    said.append(
        _(
            "Bạn cũng có thể mang giấy tờ đến Trung tâm Phục vụ hành chính công, "
            "cán bộ quét và ghi nhận."
        )
    )
    said.append(_("Mỗi giai đoạn, cơ quan chỉ được yêu cầu bổ sung một lần."))
    return tuple(said)


def where_of(
    dossier: DossierView, case: CaseView, agency: AgencyValue, now: datetime
) -> tuple[KeyValue, ...]:
    """Return in whose hands the dossier is, who decides it, and how it is known."""
    facts = []
    task = open_task(case)
    if task is not None and dossier.processing not in {
        ProcessingState.WITHDRAWN,
        ProcessingState.MISTAKEN,
        ProcessingState.REFUSED_RECEPTION,
    }:
        facts.append(KeyValue(term=_("Đang ở"), value=_holder(task, now), strong=True))
        facts.append(KeyValue(term=_("Việc đang làm"), value=doing(task)))
    facts.append(KeyValue(term=_("Nơi giải quyết"), value=agency.name))
    ways = {
        Delivery.ELECTRONIC: _("Bản điện tử trên cổng"),
        Delivery.COUNTER: _("Bản điện tử, và bản giấy tại nơi nộp"),
        Delivery.POST: _("Bản điện tử, và bản giấy qua bưu điện"),
    }
    facts.append(KeyValue(term=_("Nhận kết quả"), value=ways[dossier.delivery]))
    if dossier.code:
        facts.append(KeyValue(term=_("Mã hồ sơ"), value=dossier.code, strong=True))
    facts.append(KeyValue(term=_("Số nộp"), value=dossier.filing_no))
    return tuple(facts)


def _holder(task: TaskView, now: datetime) -> str:
    """Say in whose hands it is: the applicant, a desk, a post and its division; no names."""
    if task.holder.party_id is not None:
        return _("Phía bạn")
    if task.holder.post_id is not None:
        post = org.post(post_id=task.holder.post_id, at=now)
        return ", ".join(part for part in (post.title, post.division_name) if part)
    desks = {"one_stop": _("Trung tâm Phục vụ hành chính công"), "clerical": _("Văn thư")}
    return desks.get(task.holder.desk, _("Cơ quan giải quyết"))


def papers_of(dossier: DossierView, case: CaseView, *, waits: bool) -> tuple[PaperRow, ...]:
    """Return the papers that were handed in."""
    return tuple(
        _paper(paper, paper_url(dossier, paper.version_id), waits=waits)
        for paper in case.papers
        if paper.role in {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    )


def _paper(paper: PaperView, url: str, *, waits: bool) -> PaperRow:
    """Return a paper that was handed in; one that was marked says why while it is waited for."""
    sent = _("Gửi ngày %(day)s") % {"day": day(paper.at)}
    name = pgettext("form", paper.name) if paper.name else ""
    if paper.state is not PaperState.MARKED:
        return PaperRow(name=name, url=url, note=sent)
    if waits:
        tag = Tag(words=_("Cần sửa"), kind=TagKind.MARK, icon="alert")
        return PaperRow(name=name, url=url, tag=tag, note=paper.why)
    return PaperRow(name=name, url=url, note=_("%(sent)s, đã gửi bổ sung") % {"sent": sent})


def forms_of(dossier: DossierView) -> tuple[PaperRow, ...]:
    """Return the forms that the agency issued to the applicant."""
    return tuple(
        PaperRow(
            name=FORM_NAMES[form.form],
            url=paper_url(dossier, form.version_id),
            note=_("Số %(number)s, ngày %(day)s (PDF)")
            % {"number": form.number, "day": day(form.at)},
        )
        for form in dossier.forms
        if form.form in FORM_NAMES
    )


def result_of(dossier: DossierView) -> dict[str, Any] | None:
    """Return the result; nothing before it has its number and date."""
    result = dossier.result
    if result is None or not result.is_issued:
        return None
    return {
        "number": result.number,
        "day": day(result.issued_on) if result.issued_on else "",
        "is_sealed": result.sealed_at is not None,
        "url": paper_url(dossier, result.version_id),
        "check_url": reverse(
            "one_stop:my_paper_check",
            kwargs={"dossier_id": dossier.id, "version_id": result.version_id},
        ),
    }
