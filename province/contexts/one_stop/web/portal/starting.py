"""Where filing begins: what is needed, the drafts that wait, and a new draft."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import Channel, ComponentFacts, ProcedureValue
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import Crumb, PaperRow, StepState, Tag, TagKind, TimelineItem
from province.foundation.ui.formats import format_money
from province.kernel.calendars.public import limit_words
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue, FormDefinition
from province.kernel.forms.errors import FormNotFoundError
from province.kernel.parties import public as parties

OWN_DATA = "Điền sẵn tờ khai của chính mình"


class Start(CitizenMixin, TemplateView):
    """What a procedure takes, and the button that starts a draft."""

    template_name = "one_stop/portal/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is needed and the drafts that are open for this procedure."""
        now = timezone.now()
        procedure = procedures.procedure(code=self.kwargs["code"], on=timezone.localdate(now))
        form = form_for(procedure, timezone.localdate(now))
        return super().get_context_data(
            procedure=procedure,
            closed_because=why_closed(procedure, form),
            limit=limit_words(limit=procedure.limit) if procedure.limit else "",
            answer_limit=limit_words(limit=procedure.answer_limit),
            fee=fee_words(procedure),
            papers=tuple(_paper(paper) for paper in procedure.components),
            follows=_follows(procedure),
            step_count=len(forms.visible_steps(form, {})) + 1 if form else 0,
            drafts=new_drafts(self.citizen, procedure.code, now),
            crumbs=_crumbs(procedure),
            **kwargs,
        )

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Start a draft and open its first step; one that nobody has touched yet is used again."""
        del request
        now = timezone.now()
        procedure = procedures.procedure(code=code, on=timezone.localdate(now))
        form = form_for(procedure, timezone.localdate(now))
        if form is None or why_closed(procedure, form):
            return redirect("one_stop:start", code=procedure.code)
        waiting = new_drafts(self.citizen, procedure.code, now)
        draft = next((one for one in waiting if one.revision == 0), None)
        if draft is None:
            draft = self._new_draft(form, procedure, now)
        return redirect("one_stop:draft_step", draft_id=draft.id, step=draft.step)

    def _new_draft(
        self, form: FormDefinition, procedure: ProcedureValue, now: datetime
    ) -> DraftValue:
        return forms.start_draft(
            actor=self.citizen,
            form_key=form.key,
            subject=procedure.code,
            prefill=known_answers(self.citizen, self.party_id, now),
            now=now,
        )


class DiscardDraft(CitizenMixin, TemplateView):
    """Throw a draft away, after a question."""

    template_name = "one_stop/portal/discard_draft.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the draft that would go."""
        draft = forms.draft(
            actor=self.citizen, draft_id=self.kwargs["draft_id"], now=timezone.now()
        )
        names = procedures.names(codes=[draft.subject])
        return super().get_context_data(
            draft=draft, procedure_name=names.get(draft.subject, ""), **kwargs
        )

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Throw it away for good."""
        del request
        forms.discard(actor=self.citizen, draft_id=draft_id, now=timezone.now())
        return redirect("one_stop:my_dossiers")


def known_answers(actor: Actor, party_id: int, now: datetime) -> dict[str, str]:
    """Return what the register knows of the person, by the names that forms ask for."""
    person = parties.party(actor=actor, party_id=party_id, purpose=OWN_DATA, case_id=None, now=now)
    return {
        "party.full_name": person.full_name,
        "party.personal_number": person.personal_number,
        "party.phone": person.phone,
        "party.address": person.address,
        "party.commune": str(person.commune_id) if person.commune_id else "",
    }


def new_drafts(actor: Actor, code: str, now: datetime) -> tuple[DraftValue, ...]:
    """Return the drafts of new dossiers of a procedure; such as change a filing are no new ones."""
    found = forms.drafts(actor=actor, now=now, subject=code)
    return tuple(draft for draft in found if not draft.revises)


def procedure_url(code: str) -> str:
    """Return the page of a procedure in the catalogue; empty where there is none."""
    try:
        return reverse("procedures:detail", kwargs={"code": code})
    except NoReverseMatch:
        return ""


def form_for(procedure: ProcedureValue, on: date) -> FormDefinition | None:
    """Return the form that the procedure is filed with on a day, or nothing."""
    try:
        return one_stop.form_of(procedure_code=procedure.code, on=on)
    except FormNotFoundError:
        return None


def why_closed(procedure: ProcedureValue, form: FormDefinition | None) -> str:
    """Say why nothing can be filed here; empty when it can."""
    if not procedure.takes_filings:
        return procedure.why_not
    if Channel.ONLINE not in procedure.channels or form is None:
        return _(
            "Thủ tục này chưa nộp được trên mạng. Hãy nộp tại Trung tâm Phục vụ hành chính công "
            "nơi giải quyết."
        )
    return ""


def fee_words(procedure: ProcedureValue) -> str:
    """Say what the version of the procedure that holds now costs."""
    if procedure.fee is None:
        return _("Chưa rõ mức thu")
    return format_money(procedure.fee) if procedure.fee else _("Miễn phí")


def _paper(paper: ComponentFacts) -> PaperRow:
    if paper.required_when:
        when = paper.required_when
        tag = Tag(words=_("Tùy trường hợp"), kind=TagKind.MAYBE)
        note = _("Nộp nếu có.") if when == "nếu có" else _("Chỉ cần khi %(when)s.") % {"when": when}
        return PaperRow(name=paper.name, tag=tag, note=note)
    if paper.form:
        return PaperRow(
            name=paper.name,
            tag=Tag(words=_("Bạn điền"), kind=TagKind.NEED, icon="pen"),
            note=_("Điền ngay trên mạng ở các bước sau; bạn không phải in."),
        )
    return PaperRow(
        name=paper.name,
        tag=Tag(words=_("Bạn gửi"), kind=TagKind.NEED, icon="cam"),
        note=_("Chụp ảnh rõ bốn góc, hoặc gửi tệp PDF."),
    )


def _follows(procedure: ProcedureValue) -> tuple[TimelineItem, ...]:
    if procedure.limit is None or not procedure.takes_filings:
        return ()
    return (
        TimelineItem(
            title=_("Điền từng bước, máy tự lưu"),
            state=StepState.TODO,
            note=_("Thiếu hoặc sai chỗ nào, bạn biết trước khi gửi."),
        ),
        TimelineItem(
            title=_("Trong %(limit)s, Trung tâm Phục vụ hành chính công trả lời")
            % {"limit": limit_words(limit=procedure.answer_limit)},
            state=StepState.TODO,
            note=_("Nhận hồ sơ kèm giấy hẹn, hoặc nói rõ cần bổ sung gì, chỉ một lần."),
        ),
        TimelineItem(
            title=_("Trong %(limit)s từ khi nhận đủ hồ sơ, có kết quả")
            % {"limit": limit_words(limit=procedure.limit)},
            state=StepState.TODO,
            note=procedure.result_name,
        ),
    )


def _crumbs(procedure: ProcedureValue) -> tuple[Crumb, ...]:
    home = Crumb(label=_("Trang chủ"), url="/")
    url = procedure_url(procedure.code)
    middle = (Crumb(label=procedure.name, url=url),) if url else ()
    return (home, *middle, Crumb(label=_("Nộp hồ sơ")))
