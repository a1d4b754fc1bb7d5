"""From a dossier back to a draft: to change what was filed, or to file the same anew."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.web.portal.dossiers import DossierMixin, may_revise
from province.contexts.one_stop.web.portal.starting import form_for, known_answers, why_closed
from province.contexts.procedures import public as procedures
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import ScanState
from province.kernel.cases.contracts.values import PaperRole, PaperView
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import Beginning, FieldKind, FormDefinition
from province.kernel.forms.errors import FormNotFoundError

_REFERENCE = "dossier:"


def dossier_named(reference: str) -> int | None:
    """Return which dossier a draft changes, or nothing for a new one."""
    return int(reference.removeprefix(_REFERENCE)) if reference else None


class FromDossier(DossierMixin, View):
    """A draft that begins with what a dossier of one's own says."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Lead back to the dossier, where the button stands."""
        del request
        return redirect("one_stop:my_dossier", dossier_id=dossier_id)

    def papers_again(self) -> tuple[PaperView, ...]:
        """Return the papers of the filing, those with a virus left out."""
        papers = [one for one in self.case().papers if one.role is PaperRole.COMPONENT]
        known = attachments.versions(version_ids=[one.version_id for one in papers])
        return tuple(
            paper
            for paper in papers
            if paper.version_id in known
            and known[paper.version_id].owner == self.citizen.key
            and known[paper.version_id].state is not ScanState.INFECTED
        )

    def filed_form(self) -> FormDefinition | None:
        """Return the form with which the dossier was filed."""
        return _form_on(self.dossier, timezone.localdate(self.dossier.filed_at))


class ReviseDossier(FromDossier):
    """Open what was filed as a draft, to be sent in the place of what was filed."""

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Begin the draft, or go on with the one that waits."""
        form = self.filed_form()
        is_asked = self.waiting_request() is not None
        if form is None or not may_revise(self.dossier, is_asked=is_asked):
            words = _("Hồ sơ không sửa được nữa: đã được tiếp nhận, đang bổ sung hoặc đã kết thúc.")
            messages.info(request, words)
            return redirect("one_stop:my_dossier", dossier_id=dossier_id)
        draft = forms.start_draft(
            actor=self.citizen,
            form_key=form.key,
            subject=self.dossier.procedure_code,
            prefill=known_answers(self.citizen, self.party_id, self.now),
            beginning=Beginning(
                values=self.dossier.payload,
                papers=_places(form, self.papers_again()),
                revises=f"{_REFERENCE}{dossier_id}",
                on=timezone.localdate(self.dossier.filed_at),
            ),
            now=self.now,
        )
        return redirect("one_stop:draft_review", draft_id=draft.id)


class RefileDossier(FromDossier):
    """Begin a new draft with the answers and papers of an earlier dossier."""

    def post(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Begin the draft, and say what could not be taken over."""
        del dossier_id
        day = timezone.localdate(self.now)
        procedure = procedures.procedure(code=self.dossier.procedure_code, on=day)
        form = form_for(procedure, day)
        if form is None or why_closed(procedure, form):
            return redirect("one_stop:start", code=procedure.code)
        papers = self.papers_again()
        draft = forms.start_draft(
            actor=self.citizen,
            form_key=form.key,
            subject=procedure.code,
            prefill=known_answers(self.citizen, self.party_id, self.now),
            beginning=Beginning(values=self.dossier.payload, papers=_places(form, papers)),
            now=self.now,
        )
        messages.success(request, _("Đã chép hồ sơ trước. Kiểm tra lại từng bước rồi gửi."))
        lost = (*self._answers_lost(form), *self._papers_lost(form, papers))
        if lost:
            words = _("Không chép được, hãy điền hoặc gửi lại nếu cần: %(names)s.")
            messages.info(request, words % {"names": ", ".join(lost)})
        return redirect("one_stop:draft_step", draft_id=draft.id, step=form.steps[0].key)

    def _answers_lost(self, form: FormDefinition) -> tuple[str, ...]:
        """Name the answers that the form of today no longer asks for."""
        before = self.filed_form()
        gone = [key for key in self.dossier.payload if form.field(key) is None]
        asked = [before.field(key) for key in gone] if before else []
        return tuple(pgettext("form", field.label) for field in asked if field is not None)

    def _papers_lost(self, form: FormDefinition, again: Sequence[PaperView]) -> tuple[str, ...]:
        """Name the papers that are not sent again: a place that is gone, or not one's own file."""
        kept = {one for ids in _places(form, again).values() for one in ids}
        papers = [one for one in self.case().papers if one.role is PaperRole.COMPONENT]
        names = [pgettext("form", one.name) for one in papers if one.version_id not in kept]
        return tuple(dict.fromkeys(names))


def _form_on(dossier: DossierView, day: date) -> FormDefinition | None:
    try:
        return one_stop.form_of(procedure_code=dossier.procedure_code, on=day)
    except FormNotFoundError:
        return None


def _places(form: FormDefinition, papers: Sequence[PaperView]) -> dict[str, list[int]]:
    """Put papers at the places of the form that have their name."""
    fields = {
        field.label: field.key
        for step in form.steps
        for field in step.fields
        if field.kind is FieldKind.FILE
    }
    places: dict[str, list[int]] = {}
    for paper in papers:
        if paper.name in fields:
            places.setdefault(fields[paper.name], []).append(paper.version_id)
    return places
