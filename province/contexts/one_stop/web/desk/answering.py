"""The desk's pages while an applicant is waited for: papers that come by hand, or none in time."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.views import DossierView, SupplementView
from province.contexts.one_stop.errors import NoSupplementOpenError, NotNowError
from province.contexts.one_stop.queries.legal_data import REFUSAL_LAW
from province.contexts.one_stop.web.desk import acts
from province.contexts.one_stop.web.desk.file_data import applicant_of
from province.contexts.one_stop.web.desk.forms import RefuseForm, fill_law
from province.contexts.one_stop.web.sending import (
    Sending,
    demands_of,
    errors_of,
    read_sending,
)
from province.contexts.one_stop.web.uploads import one_sentence_each
from province.foundation.errors import DomainError
from province.foundation.ui.contracts import Crumb, FieldKind, FieldView
from province.foundation.ui.fields import errors_of as errors_of_form
from province.foundation.ui.fields import field_from_bound
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url

PURPOSE = "Nhận giấy bổ sung, hoặc kết thúc vì quá hạn bổ sung"
KEY_LENGTH = 64
WRONG = 422
OVER = {NoSupplementOpenError.code, "cases.stale", "cases.closed"}


class AnswerMixin(DeskMixin, TemplateView):
    """A page of a dossier whose applicant is waited for."""

    act_key: str
    dossier: DossierView
    asked: SupplementView

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier and what was asked for; when nothing waits, go back to the dossier.

        :raises DossierNotFoundError: no such dossier for this actor.
        :raises NotNowError: the act is not for this actor, or not yet.
        """
        self.now = timezone.now()
        self.read(purpose=PURPOSE if request.method == "GET" else None)
        asked = acts.waiting_request(self.dossier)
        if asked is None:
            return self.answered_before()
        self.asked = asked
        possible = acts.answer_acts(dossier=self.dossier, actor=self.actor, now=self.now)
        if acts.PAGES[self.act_key] not in possible:
            raise NotNowError
        return super().dispatch(request, *args, **kwargs)

    def read(self, *, purpose: str | None) -> None:
        """Read the dossier anew; with a purpose the look at it is written down."""
        self.dossier = public.get_dossier(
            actor=self.actor, case_id=self.kwargs["case_id"], purpose=purpose, now=self.now
        )

    def key(self) -> str:
        """Return the key of this request."""
        given = str(self.request.POST.get("key", ""))[:KEY_LENGTH]
        return f"answer:{self.asked.id}:{given}" if given else ""

    def answered_before(self) -> HttpResponse:
        """Say that nothing waits any longer."""
        messages.info(self.request, _("Hồ sơ không còn chờ người nộp bổ sung."))
        return redirect("one_stop:dossier", case_id=self.dossier.case_id)

    def done(self) -> HttpResponse:
        """Say what was done, on the page of the dossier."""
        messages.success(self.request, str(acts.PAGES[self.act_key].done))
        return redirect("one_stop:dossier", case_id=self.dossier.case_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what both pages show."""
        act = acts.PAGES[self.act_key]
        number = self.dossier.code or self.dossier.filing_no
        home = reverse("one_stop:dossier", kwargs={"case_id": self.dossier.case_id})
        return super().get_context_data(
            dossier=self.dossier,
            number=number,
            applicant=applicant_of(self.dossier),
            asked=self.asked,
            act=act,
            home=home,
            crumbs=(
                Crumb(label=_("Hồ sơ"), url=page_url("one_stop:dossiers")),
                Crumb(label=number, url=home),
                Crumb(label=str(act.label)),
            ),
            request_key=self.request.POST.get("key") or str(uuid.uuid4()),
            **kwargs,
        )


class SupplyOnPaper(AnswerMixin):
    """The papers that the applicant brings: scanned, named, recorded on their behalf."""

    template_name = "one_stop/desk/supply_on_paper.html"
    act_key = acts.SUPPLY_ON_PAPER

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Record the answer; what was taken in survives a failed sending."""
        sent = read_sending(request=request, actor=self.actor, asked=self.asked, now=self.now)
        if sent.faults:
            return self._again(sent)
        try:
            public.supply_on_paper(
                actor=self.actor,
                dossier_id=self.dossier.id,
                papers=sent.papers(self.asked),
                note=sent.note,
                key=self.key(),
                now=self.now,
            )
        except DomainError as refusal:
            if refusal.code in OVER:
                return self.answered_before()
            return self._again(sent, said=str(refusal), status=refusal.status)
        return self.done()

    def _again(self, sent: Sending, *, said: str = "", status: int = WRONG) -> HttpResponse:
        self.read(purpose=PURPOSE)
        return self.render_to_response(self.get_context_data(sent=sent, said=said), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the fields, with what an earlier try has brought."""
        sent = kwargs.pop("sent", None) or Sending(kept={}, note="")
        said = {fault.field: str(fault.sentence) for fault in one_sentence_each(sent.faults)}
        demands = demands_of(self.asked, said, sent.kept)
        return super().get_context_data(
            demands=demands,
            errors=errors_of(demands, said),
            note_field=FieldView(
                name="note",
                label=_("Ghi chú"),
                kind=FieldKind.LONG,
                value=sent.note,
                hint=_("Ai mang đến, giấy nào không có và vì sao."),
                error=said.get("note", ""),
                required=False,
                element_id="note",
            ),
            **kwargs,
        )


class EndUnanswered(AnswerMixin):
    """The end of a dossier whose applicant has not answered in time, with the reason."""

    template_name = "one_stop/desk/end_unanswered.html"
    act_key = acts.END_UNANSWERED

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """End the dossier, or show what is missing."""
        form = RefuseForm(request.POST)
        if not form.is_valid():
            return self._again(form)
        try:
            public.end_unanswered(
                actor=self.actor,
                dossier_id=self.dossier.id,
                reason=form.cleaned_data["reason"],
                law=form.cleaned_data["law"],
                key=self.key(),
                now=self.now,
            )
        except DomainError as refusal:
            if refusal.code in OVER:
                return self.answered_before()
            form.add_error(None, str(refusal))
            return self._again(form, status=refusal.status)
        return self.done()

    def _again(self, form: RefuseForm, *, status: int = WRONG) -> HttpResponse:
        self.read(purpose=PURPOSE)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, filled with the usual reason."""
        day = f"{timezone.localtime(self.asked.answer_by or self.now):%d/%m/%Y}"
        usual = _("Đã quá ngày %(day)s mà người nộp chưa bổ sung giấy tờ theo yêu cầu.")
        form = kwargs.pop("form", None) or RefuseForm(initial={"reason": usual % {"day": day}})
        if not form.is_bound:
            law = public.proposed_law(on=timezone.localdate(self.now), what=REFUSAL_LAW)
            fill_law(form.fields["law"], law)
        terms = public.supplement_terms(on=timezone.localdate(self.asked.asked_at))
        return super().get_context_data(
            fields=tuple(field_from_bound(bound) for bound in form if not bound.is_hidden),
            errors=errors_of_form(form=form) if form.is_bound else (),
            said=" ".join(str(error) for error in form.non_field_errors()),
            terms=terms,
            **kwargs,
        )
