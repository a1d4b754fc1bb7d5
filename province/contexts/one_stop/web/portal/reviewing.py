"""Everything on one page before it is sent, the sending itself, and what happens after."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Filed as FiledValue
from province.contexts.one_stop.contracts.filing import FiledPaper, Filing
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.errors import (
    AgencyDoesNotDecideError,
    IncompleteFilingError,
    MayNotError,
    MayNotFileError,
    NoLongerEditableError,
    NotTakingFilingsError,
)
from province.contexts.one_stop.web.portal.choices import communes_for
from province.contexts.one_stop.web.portal.drafting import DraftMixin, step_items
from province.contexts.one_stop.web.portal.pages import draft_filed, step_place
from province.contexts.one_stop.web.portal.papers import signatures_on
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.one_stop.web.portal.revising import dossier_named
from province.contexts.one_stop.web.portal.starting import fee_words
from province.contexts.one_stop.web.portal.words import off_hours, promised
from province.contexts.procedures import public as procedures
from province.foundation.errors import FieldFault
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.ui.contracts import Crumb, FieldError, StepState, TimelineItem
from province.foundation.web.remarks import faults_in, forget, plain_faults, remarks, show_again
from province.kernel.attachments import public as attachments
from province.kernel.calendars import public as calendars
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import StaleError
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FormChoice, SummarySection
from province.kernel.forms.errors import DraftNotFoundError
from province.kernel.org import public as org
from province.kernel.processes.contracts import TaskKind

WAYS = {
    "portal": Delivery.ELECTRONIC,
    "counter": Delivery.COUNTER,
    "post": Delivery.POST,
}


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one step, and where they are changed."""

    title: str
    url: str
    summary: SummarySection


class ReviewDraft(DraftMixin, View):
    """All answers and papers, what is missing, and the button that files."""

    def get(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Show everything that would be filed."""
        del draft_id
        said = remarks(request=request, place=self._remarks_at())
        if said.get("revision") != self.draft.revision:
            said = {}
        faults = faults_in(said) or self.filing_faults(self.draft)
        return self._page(request, faults=faults, words=said.get("words", ""))

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """File the draft as it was shown, once: a second click gets the answer of the first."""
        if request.POST.get("revision") != str(self.draft.revision):
            words = _("Tờ khai đã đổi ở thẻ khác sau khi bạn mở trang này. Xem lại rồi gửi.")
            return self._again(request, words=words)
        sections = self._sections()
        if self._missing():
            return redirect(request.path)
        try:
            filed = self._send(self._filing(sections))
        except IncompleteFilingError as refusal:
            return self._again(request, faults=refusal.faults, words=str(refusal))
        except (
            NotTakingFilingsError,
            AgencyDoesNotDecideError,
            MayNotFileError,
            MayNotError,
            NoLongerEditableError,
            KeyReusedError,
            StaleError,
        ) as refusal:
            return self._again(request, words=str(refusal))
        self._forget_what_was_said(request)
        draft_filed(session=request.session, draft_id=draft_id, filing_no=filed.filing_no)
        with suppress(DraftNotFoundError):  # a second click at the same time has thrown it away
            forms.discard(actor=self.citizen, draft_id=draft_id, now=self.now)
        if self.draft.revises:
            words = _("Đã gửi bản sửa. Số nộp giữ nguyên: %(number)s.")
            messages.success(request, words % {"number": filed.filing_no})
            return redirect("one_stop:my_dossier", dossier_id=filed.dossier_id)
        return redirect("one_stop:filed", filing_no=filed.filing_no)

    def _send(self, filing: Filing) -> FiledValue:
        """File it, or put it in the place of what was filed."""
        key = f"draft:{self.draft.id}"
        revised = dossier_named(self.draft.revises)
        if revised is None:
            return one_stop.receive_filing(actor=self.citizen, filing=filing, key=key, now=self.now)
        return one_stop.revise_filing(
            actor=self.citizen,
            dossier_id=revised,
            filing=filing,
            key=f"{key}:{self.draft.revision}",
            now=self.now,
        )

    def _remarks_at(self) -> str:
        return f"review:{self.draft.id}"

    def _forget_what_was_said(self, request: HttpRequest) -> None:
        steps = (step_place(draft_id=self.draft.id, step=s.key) for s in self.definition.steps)
        forget(request=request, places=(self._remarks_at(), *steps))

    def _again(
        self, request: HttpRequest, *, words: str, faults: tuple[FieldFault, ...] = ()
    ) -> HttpResponse:
        said = {
            "revision": self.draft.revision,
            "faults": plain_faults(faults),
            "words": words,
        }
        return show_again(request=request, place=self._remarks_at(), said=said)

    def _filing(self, sections: tuple[SummarySection, ...]) -> Filing:
        payload = forms.reachable_values(self.definition, self.draft.values)
        asked = {row.field for section in sections for row in section.rows}
        names = {f.key: f.label for step in self.plain.steps for f in step.fields if f.key in asked}
        return Filing(
            origin=Origin.PORTAL,
            channel=Channel.ONLINE,
            procedure_code=self.draft.subject,
            agency_id=int(str(payload["commune"])),
            applicant_party_id=self.party_id,
            payload=payload,
            papers=tuple(
                FiledPaper(field=field, component=names[field], version_id=version_id)
                for field, versions in self.draft.papers.items()
                if field in names
                for version_id in versions
            ),
            delivery=WAYS.get(str(payload.get("result_way")), Delivery.ELECTRONIC),
        )

    def _missing(self) -> tuple[FieldError, ...]:
        papers = {field: list(ids) for field, ids in self.draft.papers.items()}
        return tuple(
            FieldError(label=gap.label, anchor=self._edit_url(gap.step, gap.field))
            for gap in forms.missing(self.definition, self.draft.values, papers)
        )

    def _edit_url(self, step: str, field: str = "") -> str:
        url = reverse("one_stop:draft_step", kwargs={"draft_id": self.draft.id, "step": step})
        return f"{url}?sua=1#{field}" if field else f"{url}?sua=1"

    def _communes(self) -> tuple[FormChoice, ...]:
        return communes_for(actor=self.citizen, on=timezone.localdate(self.now))

    def _sections(self) -> tuple[SummarySection, ...]:
        ids = [one for versions in self.draft.papers.values() for one in versions]
        known = attachments.versions(version_ids=ids)
        names = {
            field: tuple(known[one].name for one in versions if one in known)
            for field, versions in self.draft.papers.items()
        }
        return forms.summary(
            self.definition, self.draft.values, papers=names, communes=self._communes(), say=_
        )

    def _page(
        self,
        request: HttpRequest,
        *,
        faults: tuple[FieldFault, ...] = (),
        words: str = "",
    ) -> HttpResponse:
        sections = self._sections()
        procedure = procedures.procedure(code=self.draft.subject, on=timezone.localdate(self.now))
        step_of = {row.field: section.step for section in sections for row in section.rows}
        context = {
            "draft": self.draft,
            "procedure_name": procedure.name,
            "fee": fee_words(procedure),
            "fee_note": procedure.fee_note,
            "steps": step_items(draft=self.draft, steps=self.steps(self.draft), now=""),
            "sections": tuple(
                Section(title=section.title, url=self._edit_url(section.step), summary=section)
                for section in sections
            ),
            "missing": self._missing(),
            "refused": tuple(
                FieldError(
                    label=str(fault.sentence),
                    anchor=self._edit_url(step_of[asked], fault.field),
                )
                for fault in faults
                if (asked := fault.field.partition("__")[0]) in step_of
            ),
            "words": words,
            "revises": self.draft.revises,
            "remarks": one_stop.number_remarks(payload=self.draft.values),
            "signatures": self._signatures(),
            "goes_to": self._goes_to(),
            "back_url": self._edit_url(sections[-1].step).removesuffix("?sua=1"),
        }
        return render(request, "one_stop/portal/draft_review.html", context)

    def _signatures(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the papers with signatures, each with what they say."""
        ids = [one for versions in self.draft.papers.values() for one in versions]
        known = attachments.versions(version_ids=ids)
        said = (
            (known[one].name, signatures_on(self.draft, known[one], self.now))
            for one in ids
            if one in known
        )
        return tuple((name, words) for name, words in said if words)

    def _goes_to(self) -> str:
        chosen = str(self.draft.values.get("commune", ""))
        return next((one.label for one in self._communes() if one.value == chosen), "")


class Filed(CitizenMixin, TemplateView):
    """The filing has arrived: its number, and what happens now."""

    template_name = "one_stop/portal/filed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the filing, until when it is answered, and what comes after."""
        now = timezone.now()
        dossier = one_stop.get_dossier_by_code(
            actor=self.citizen, code=self.kwargs["filing_no"], purpose=None, now=now
        )
        agency = org.agency(agency_id=dossier.agency_id)
        calendar = calendars.calendar_for(agency_id=agency.id)
        answer_by = self._answer_by(dossier, now)
        return super().get_context_data(
            dossier=dossier,
            agency=agency,
            waits=dossier.processing is ProcessingState.SUBMITTED,
            answer_words=promised(answer_by) if answer_by else "",
            off_hours=off_hours(calendar, dossier.filed_at),
            follows=_follows(agency.short_name, answer_by),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Đã nộp"))),
            **kwargs,
        )

    def _answer_by(self, dossier: DossierView, now: datetime) -> datetime | None:
        """Return until when the one-stop desk answers, as its own task says."""
        case = cases.get_case(actor=self.citizen, case_id=dossier.case_id, purpose=None, now=now)
        return next(
            (
                task.due_at
                for task in case.tasks
                if task.kind is TaskKind.TAKE_IN and task.state is TaskState.OPEN
            ),
            None,
        )


def _follows(agency: str, answer_by: datetime | None) -> tuple[TimelineItem, ...]:
    answer = _("Trả lời trước %(at)s.") % {"at": promised(answer_by)} if answer_by else ""
    return (
        TimelineItem(title=_("Bạn đã nộp hồ sơ"), state=StepState.DONE),
        TimelineItem(
            title=_("Trung tâm Phục vụ hành chính công %(agency)s kiểm tra hồ sơ")
            % {"agency": agency},
            state=StepState.NOW,
            note=answer,
        ),
        TimelineItem(
            title=_("Bạn nhận mã hồ sơ và giấy hẹn trả kết quả"),
            state=StepState.TODO,
            note=_("Thiếu giấy tờ thì cơ quan nói rõ giấy nào, vì sao, chỉ một lần."),
        ),
        TimelineItem(title=_("Cơ quan giải quyết và trả kết quả"), state=StepState.TODO),
    )
