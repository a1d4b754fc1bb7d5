"""A citizen's dossiers: the list, one whole, and its papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts import (
    Delivery,
    DossierRow,
    DossierView,
    ProcessingState,
    SupplementView,
)
from province.contexts.one_stop.web.portal.clocks import clock_box, expected_due
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.one_stop.web.portal.standing import Standing, standing
from province.contexts.one_stop.web.portal.story import (
    FORM_NAMES,
    doing,
    open_task,
    paper_url,
    story,
)
from province.contexts.one_stop.web.portal.words import day, promised
from province.contexts.procedures import public as procedures
from province.foundation.errors import FieldFault
from province.foundation.ui.contracts import (
    Crumb,
    FieldError,
    FieldKind,
    FieldView,
    FileRow,
    KeyValue,
    PaperRow,
    Tag,
    TagKind,
)
from province.foundation.ui.pager import page_links
from province.kernel.attachments import public as attachments
from province.kernel.attachments.errors import VersionNotFoundError
from province.kernel.attachments.web.serving import serve
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendar
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL, CaseView, PaperRole, PaperState
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.forms.web.widgets import FILE_ACCEPT
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue

PAGE = 20
OPEN_TO_WITHDRAW = {
    ProcessingState.SUBMITTED,
    ProcessingState.RECEIVED,
    ProcessingState.PROCESSING,
}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of a list."""

    draft: DraftValue
    name: str


@dataclass(frozen=True, slots=True)
class MyRow:
    """A dossier of one's own in a list."""

    row: DossierRow
    agency: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that the applicant is asked for: what, why, where it is sent, what came already."""

    name: str
    why: str
    field: FieldView
    files: tuple[FileRow, ...] = ()
    kept: tuple[int, ...] = ()


class MyDossiers(CitizenMixin, TemplateView):
    """Drafts first, then the dossiers, the newest on top."""

    template_name = "one_stop/portal/my_dossiers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of one's own dossiers."""
        now = timezone.now()
        asked = self.request.GET.get("trang", "")
        found = one_stop.list_dossiers(
            actor=self.citizen,
            filters=one_stop.DossierFilter(),
            page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1,  # noqa: PLR2004 -- no list has more pages
            size=PAGE,
        )
        waiting = forms.drafts(actor=self.citizen, now=now)
        names = procedures.names(codes={draft.subject for draft in waiting})
        agencies = org.agencies(ids={row.agency_id for row in found.rows})
        clocks = {one: calendars.calendar_for(agency_id=one) for one in agencies}
        return super().get_context_data(
            drafts=tuple(
                DraftRow(draft=draft, name=names[draft.subject])
                for draft in waiting
                if draft.subject in names
            ),
            rows=tuple(_row(row, agencies, clocks, now) for row in found.rows),
            total=found.numbers.total,
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?{urlencode({'trang': number})}",
            ),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Hồ sơ của tôi"))),
            **kwargs,
        )


def _row(
    row: DossierRow,
    agencies: dict[int, AgencyValue],
    clocks: dict[int, Calendar],
    now: datetime,
) -> MyRow:
    return MyRow(
        row=row,
        agency=agencies[row.agency_id].short_name,
        standing=standing(row, clocks[row.agency_id], now),
    )


class DossierMixin(CitizenMixin):
    """A page of one dossier of one's own; anybody else's is unknown."""

    now: datetime
    dossier: DossierView

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier.

        :raises DossierNotFoundError: no such dossier of this citizen.
        """
        self.now = timezone.now()
        self.dossier = one_stop.get_dossier_by_id(
            actor=self.citizen, dossier_id=kwargs["dossier_id"], purpose=None, now=self.now
        )
        return super().dispatch(request, *args, **kwargs)

    def case(self) -> CaseView:
        """Return the dossier's case."""
        return cases.get_case(
            actor=self.citizen, case_id=self.dossier.case_id, purpose=None, now=self.now
        )

    def waiting_request(self) -> SupplementView | None:
        """Return the supplement request that waits for the applicant."""
        if self.dossier.finished_at is not None:
            return None
        return next((one for one in self.dossier.supplements if one.answered_at is None), None)

    def page(  # noqa: PLR0913 -- what a failed submission brings back
        self,
        request: HttpRequest,
        *,
        faults: tuple[FieldFault, ...] = (),
        kept: dict[str, tuple[int, ...]] | None = None,
        note: str = "",
        words: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Return the page of the dossier, with what a failed submission brought."""
        dossier, case = self.dossier, self.case()
        agency = org.agency(agency_id=dossier.agency_id)
        calendar = calendars.calendar_for(agency_id=agency.id)
        acts = cases.timeline(actor=self.citizen, case_id=dossier.case_id)
        said = {fault.field: str(fault.sentence) for fault in faults}
        supplement = self.waiting_request()
        demands = _demands(supplement, said, kept or {}) if supplement else ()
        context = {
            "dossier": dossier,
            "agency": agency,
            "number": dossier.code or dossier.filing_no,
            "box": clock_box(dossier, case, calendar, self.now),
            "supplement": supplement,
            "demands": demands,
            "errors": _errors(demands, said),
            "words": words,
            "note_field": FieldView(
                name="note",
                label=_("Lời nhắn cho cơ quan"),
                kind=FieldKind.LONG,
                value=note,
                hint=_("Không có giấy nào thì ghi vì sao ở đây."),
                error=said.get("note", ""),
                required=False,
                element_id="note",
            ),
            "promise": _promise(dossier, case, calendar, supplement, self.now),
            "items": story(view=dossier, case=case, acts=acts, agency=agency.short_name),
            "where": _where(dossier, case, agency, self.now),
            "papers": _papers(dossier, case),
            "forms": _forms(dossier),
            "result": _result(dossier),
            "may_withdraw": dossier.processing in OPEN_TO_WITHDRAW,
            "crumbs": (
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Hồ sơ của tôi"), url=reverse("one_stop:my_dossiers")),
                Crumb(label=dossier.code or dossier.filing_no),
            ),
        }
        return render(request, "one_stop/portal/my_dossier.html", context, status=status)


class MyDossier(DossierMixin, View):
    """Where a dossier stands, what is to be done, what happened, its papers."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Show the dossier."""
        del dossier_id
        return self.page(request)


class MyPaper(DossierMixin, View):
    """A paper of one's own dossier: what was handed in, what was issued, the sealed result."""

    def get(self, request: HttpRequest, dossier_id: int, version_id: int) -> HttpResponseBase:
        """Return the file.

        :raises VersionNotFoundError: the dossier has no such paper for the applicant.
        """
        del dossier_id
        if version_id not in papers_for_applicant(self.dossier, self.case()):
            raise VersionNotFoundError
        stream, value = attachments.open_version(
            actor=self.citizen, version_id=version_id, may_read=True
        )
        return serve(value, stream, inline="tai" not in request.GET)


def papers_for_applicant(dossier: DossierView, case: CaseView) -> frozenset[int]:
    """Return the stored papers that the applicant may have: never a draft, never an inner form."""
    handed_in = {
        paper.version_id
        for paper in case.papers
        if paper.role in {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    }
    issued = {form.version_id for form in dossier.forms if form.form in FORM_NAMES}
    result = dossier.result
    sealed = {result.version_id} if result is not None and result.sealed_at is not None else set()
    return frozenset(handed_in | issued | sealed)


def demand_name(index: int) -> str:
    """Return the name of the file field of one demand."""
    return f"item_{index}"


def _demands(
    request: SupplementView, said: dict[str, str], kept: dict[str, tuple[int, ...]]
) -> tuple[Demand, ...]:
    known = attachments.versions(version_ids=[one for ids in kept.values() for one in ids])
    demands = []
    for index, item in enumerate(request.items):
        name = demand_name(index)
        versions = tuple(one for one in kept.get(name, ()) if one in known)
        demands.append(
            Demand(
                name=item.name,
                why=item.why,
                field=FieldView(
                    name=name,
                    label=_("Chụp hoặc chọn tệp: %(paper)s") % {"paper": item.name},
                    kind=FieldKind.FILE,
                    hint=_("Ảnh rõ bốn góc hoặc PDF, mỗi tệp không quá 20 MB."),
                    error=said.get(name, ""),
                    accept=FILE_ACCEPT,
                    multiple=True,
                    element_id=name,
                ),
                files=tuple(
                    FileRow(name=known[one].name, note=_("Đã nhận, không phải gửi lại"))
                    for one in versions
                ),
                kept=versions,
            )
        )
    return tuple(demands)


def _errors(demands: tuple[Demand, ...], said: dict[str, str]) -> tuple[FieldError, ...]:
    labels = {demand.field.name: demand.name for demand in demands}
    labels["note"] = _("Lời nhắn")
    return tuple(
        FieldError(label=labels[field], anchor=field, message=sentence)
        for field, sentence in said.items()
        if field in labels
    )


def _promise(
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
        said.append(_("Hạn bổ sung: %(at)s.") % {"at": promised(request.answer_by)})
    said.append(_("Mỗi giai đoạn, cơ quan chỉ được yêu cầu bổ sung một lần."))
    return tuple(said)


def _where(
    dossier: DossierView, case: CaseView, agency: AgencyValue, now: datetime
) -> tuple[KeyValue, ...]:
    facts = []
    task = open_task(case)
    if task is not None and dossier.processing not in {
        ProcessingState.WITHDRAWN,
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


def _holder(task: Any, now: datetime) -> str:
    """Say in whose hands it is: the applicant, a desk, a post and its division; no names."""
    if task.holder.party_id is not None:
        return _("Phía bạn")
    if task.holder.post_id is not None:
        post = org.post(post_id=task.holder.post_id, at=now)
        return ", ".join(part for part in (post.title, post.division_name) if part)
    desks = {"one_stop": _("Bộ phận một cửa"), "clerical": _("Văn thư")}
    return desks.get(task.holder.desk, _("Cơ quan giải quyết"))


def _papers(dossier: DossierView, case: CaseView) -> tuple[PaperRow, ...]:
    return tuple(
        PaperRow(
            name=paper.name,
            url=paper_url(dossier, paper.version_id),
            tag=Tag(words=_("Cần sửa"), kind=TagKind.MARK, icon="alert")
            if paper.state is PaperState.MARKED
            else None,
            note=paper.why
            if paper.state is PaperState.MARKED
            else _("Gửi ngày %(day)s") % {"day": day(paper.at)},
        )
        for paper in case.papers
        if paper.role in {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    )


def _forms(dossier: DossierView) -> tuple[PaperRow, ...]:
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


def _result(dossier: DossierView) -> dict[str, Any] | None:
    result = dossier.result
    if result is None or result.sealed_at is None:
        return None
    return {
        "number": result.number,
        "day": day(result.issued_on) if result.issued_on else "",
        "url": paper_url(dossier, result.version_id),
        "check_url": reverse(
            "one_stop:my_paper_check",
            kwargs={"dossier_id": dossier.id, "version_id": result.version_id},
        ),
    }
