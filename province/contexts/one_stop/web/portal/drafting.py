"""One screen for each step of a draft; everything typed is kept, right or wrong."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.web.portal.choices import asks_commune, communes_for, named_commune
from province.contexts.one_stop.web.portal.held import held_answers
from province.contexts.one_stop.web.portal.pages import (
    filing_of,
    known_revision,
    open_page,
    page_saved,
    step_place,
)
from province.contexts.one_stop.web.portal.papers import (
    REMOVE,
    attach_uploads,
    file_row,
    remove_paper,
    signatures_on,
)
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.one_stop.web.uploads import one_sentence_each
from province.contexts.procedures import public as procedures
from province.foundation.errors import FieldFault
from province.foundation.ui.contracts import FileRow, StepItem, StepState
from province.foundation.web.remarks import faults_in, plain_faults, remarks, show_again
from province.kernel.attachments import public as attachments
from province.kernel.attachments.errors import VersionNotFoundError
from province.kernel.attachments.web.serving import serve
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import (
    DraftValue,
    FieldKind,
    FormChoice,
    FormDefinition,
    FormStep,
    Raw,
)
from province.kernel.forms.errors import DraftNotFoundError, DraftStaleError, StepNotFoundError
from province.kernel.forms.web.widgets import step_view

STAY, MORE = "_stay", "_more"


class DraftMixin(CitizenMixin):
    """A page of a draft of one's own; a draft that was filed leads to its filing."""

    draft: DraftValue
    plain: FormDefinition
    definition: FormDefinition
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the draft and the form that it was begun with.

        :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
        """
        self.now = timezone.now()
        draft_id = kwargs["draft_id"]
        try:
            self.draft = forms.draft(actor=self.citizen, draft_id=draft_id, now=self.now)
        except DraftNotFoundError:
            filing_no = filing_of(session=request.session, draft_id=draft_id)
            if filing_no:
                return redirect("one_stop:filed", filing_no=filing_no)
            raise
        self.plain = forms.form_version(key=self.draft.form_key, version=self.draft.form_version)
        self.definition = forms.in_language(self.plain)
        return super().dispatch(request, *args, **kwargs)

    def steps(self, draft: DraftValue) -> tuple[FormStep, ...]:
        """Return the steps that the answers so far ask for."""
        reached = forms.reachable_values(self.definition, draft.values)
        return forms.visible_steps(self.definition, reached)

    def filing_faults(self, draft: DraftValue) -> tuple[FieldFault, ...]:
        """Return what in the answers so far cannot be, as the procedure's kind says."""
        return one_stop.filing_faults(
            procedure_code=draft.subject,
            payload=forms.reachable_values(self.definition, draft.values),
            on=timezone.localdate(self.now),
        )


class DraftStep(DraftMixin, View):
    """One step: shown, saved, and on to the next one."""

    largest_body = settings.LARGEST_BODY_WITH_FILES

    step: FormStep

    def get(self, request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
        """Show the step; one that the answers no longer ask for leads to where the draft stands.

        :raises StepNotFoundError: the form has no such step.
        """
        self.step = self._find(step)
        asked = [each.key for each in self.steps(self.draft)]
        if step not in asked:
            there = self.draft.step if self.draft.step in asked else asked[0]
            return redirect("one_stop:draft_step", draft_id=draft_id, step=there)
        said = remarks(request=request, place=self._remarks_at())
        if said.get("revision") != self.draft.revision:
            said = {}
        return self._page(
            request,
            self.draft,
            faults_in(said),
            typed=said.get("typed"),
            words=said.get("words", ""),
        )

    def post(self, request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
        """Save what was typed and sent, whatever is wrong with it, then go on or stay.

        :raises StepNotFoundError: the form has no such step.
        """
        self.step = self._find(step)
        if pressed := request.POST.get(REMOVE):
            remove_paper(actor=self.citizen, draft=self.draft, pressed=pressed, now=self.now)
        file_faults = self._take_files(request)
        raw: Raw = dict(request.POST.lists())
        mark = request.POST.get("page", "")
        try:
            saved = forms.save_step(
                actor=self.citizen,
                draft_id=draft_id,
                step=step,
                raw=raw,
                revision=known_revision(
                    session=request.session,
                    draft_id=draft_id,
                    step=step,
                    mark=mark,
                    revision=request.POST.get("revision", ""),
                ),
                now=self.now,
                communes=self._communes(),
            )
        except DraftStaleError as refusal:
            fresh = forms.draft(actor=self.citizen, draft_id=draft_id, now=self.now)
            return self._again(request, fresh, file_faults, typed=raw, words=str(refusal))
        if REMOVE in request.POST or MORE in request.POST or STAY in request.POST:
            if file_faults:
                return self._again(request, saved.draft, file_faults)
            return redirect(f"{request.get_full_path()}#{self._place(request)}")
        faults = (*saved.faults, *file_faults, *self._missing_papers(saved.draft, file_faults))
        faults = (*faults, *self._contradictions(saved.draft, faults))
        if faults:
            return self._again(request, saved.draft, faults)
        return redirect(self._next_url(request, saved.draft))

    def _remarks_at(self) -> str:
        return step_place(draft_id=self.draft.id, step=self.step.key)

    def _again(
        self,
        request: HttpRequest,
        draft: DraftValue,
        faults: tuple[FieldFault, ...],
        *,
        typed: Raw | None = None,
        words: str = "",
    ) -> HttpResponse:
        """Lead to the page that says what is wrong, as long as the draft stays as it is now."""
        said = {
            "revision": draft.revision,
            "faults": plain_faults(faults),
            "typed": typed,
            "words": words,
        }
        return show_again(request=request, place=self._remarks_at(), said=said)

    def _find(self, key: str) -> FormStep:
        step = self.definition.step(key)
        if step is None:
            raise StepNotFoundError
        return step

    def _communes(self) -> tuple[FormChoice, ...]:
        if not asks_commune(self.step):
            return ()
        return communes_for(actor=self.citizen, on=timezone.localdate(self.now))

    def _take_files(self, request: HttpRequest) -> tuple[FieldFault, ...]:
        faults: list[FieldFault] = []
        for field in self.step.fields:
            files = request.FILES.getlist(field.key) if field.kind is FieldKind.FILE else []
            if files:
                faults += attach_uploads(
                    actor=self.citizen, draft=self.draft, field=field.key, files=files, now=self.now
                )
        return one_sentence_each(faults)

    def _missing_papers(
        self, draft: DraftValue, said: tuple[FieldFault, ...]
    ) -> tuple[FieldFault, ...]:
        known = {fault.field for fault in said}
        papers = {field: list(ids) for field, ids in draft.papers.items()}
        files = {field.key for field in self.step.fields if field.kind is FieldKind.FILE}
        return tuple(
            FieldFault(
                field=gap.field,
                code="forms.required",
                sentence=_("Chưa gửi: %(label)s.") % {"label": gap.label},
            )
            for gap in forms.missing(self.definition, draft.values, papers)
            if gap.field in files - known
        )

    def _contradictions(
        self, draft: DraftValue, said: tuple[FieldFault, ...]
    ) -> tuple[FieldFault, ...]:
        """Return what this step says against another one or the law, where nothing else is said."""
        asked = {field.key for field in self.step.fields} - {fault.field for fault in said}
        return tuple(
            fault for fault in self.filing_faults(draft) if fault.field.partition("__")[0] in asked
        )

    def _place(self, request: HttpRequest) -> str:
        """Return which field the pressed button belongs to, so that the page opens there."""
        pressed = request.POST.get(REMOVE) or request.POST.get(MORE) or ""
        field = pressed.partition(":")[0]
        return field if any(each.key == field for each in self.step.fields) else "main"

    def _next_url(self, request: HttpRequest, draft: DraftValue) -> str:
        keys = [each.key for each in self.steps(draft)]
        every = [each.key for each in self.definition.steps]
        later = [key for key in keys if every.index(key) > every.index(self.step.key)]
        if "sua" in request.GET or not later:
            return reverse("one_stop:draft_review", kwargs={"draft_id": draft.id})
        return reverse("one_stop:draft_step", kwargs={"draft_id": draft.id, "step": later[0]})

    def _page(
        self,
        request: HttpRequest,
        draft: DraftValue,
        faults: tuple[FieldFault, ...] = (),
        *,
        typed: Raw | None = None,
        words: str = "",
    ) -> HttpResponse:
        communes = self._communes()
        keys = [each.key for each in self.steps(draft)]
        here = keys.index(self.step.key) if self.step.key in keys else 0
        names = procedures.names(codes=[draft.subject])
        context = {
            "draft": draft,
            "step": step_view(
                step=self.step,
                draft=draft,
                faults=faults,
                communes=communes,
                files=self._files(draft),
                typed=typed,
            ),
            "words": words,
            "steps": step_items(draft=draft, steps=self.steps(draft), now=self.step.key),
            "number": here + 1,
            "count": len(keys) + 1,
            "procedure_name": names.get(draft.subject, ""),
            "page": open_page(
                session=request.session,
                draft_id=draft.id,
                step=self.step.key,
                revision=draft.revision,
            ),
            "has_files": any(field.kind is FieldKind.FILE for field in self.step.fields),
            "back_url": _step_url(draft, keys[here - 1])
            if here
            else reverse("one_stop:start", kwargs={"code": draft.subject}),
            "held": held_answers(
                definition=self.definition, draft=draft, communes=communes or named_commune(draft)
            ),
        }
        return render(request, "one_stop/portal/draft_step.html", context)

    def _files(self, draft: DraftValue) -> dict[str, tuple[FileRow, ...]]:
        fields = [field.key for field in self.step.fields if field.kind is FieldKind.FILE]
        known = attachments.versions(
            version_ids=[one for field in fields for one in draft.papers.get(field, ())]
        )
        return {
            field: tuple(
                file_row(
                    known[one],
                    url=reverse(
                        "one_stop:draft_paper", kwargs={"draft_id": draft.id, "version_id": one}
                    ),
                    field=field,
                    removable=True,
                    said=signatures_on(self.draft, known[one], self.now),
                )
                for one in draft.papers.get(field, ())
                if one in known
            )
            for field in fields
        }


class AutosaveStep(DraftMixin, View):
    """What the open page of a step sends by itself while somebody types."""

    def post(self, request: HttpRequest, draft_id: int, step: str) -> HttpResponse:
        """Save the step; 409 when another page has saved it since, so that nothing is overwritten.

        :raises StepNotFoundError: the form has no such step.
        """
        asked = self.definition.step(step)
        if asked is None:
            raise StepNotFoundError
        mark = request.POST.get("page", "")
        session = request.session
        communes = (
            communes_for(actor=self.citizen, on=timezone.localdate(self.now))
            if asks_commune(asked)
            else ()
        )
        try:
            saved = forms.save_step(
                actor=self.citizen,
                draft_id=draft_id,
                step=step,
                raw=dict(request.POST.lists()),
                revision=known_revision(
                    session=session,
                    draft_id=draft_id,
                    step=step,
                    mark=mark,
                    revision=request.POST.get("revision", ""),
                ),
                now=self.now,
                communes=communes,
            )
        except DraftStaleError:
            return HttpResponse(status=409)
        page_saved(
            session=session,
            draft_id=draft_id,
            step=step,
            mark=mark,
            revision=saved.draft.revision,
        )
        return HttpResponse(status=204)


class DraftPaper(DraftMixin, View):
    """A paper of a draft, back to whoever sent it."""

    def get(self, request: HttpRequest, draft_id: int, version_id: int) -> HttpResponseBase:
        """Return the file.

        :raises VersionNotFoundError: the draft holds no such paper.
        """
        del request, draft_id
        if not any(version_id in ids for ids in self.draft.papers.values()):
            raise VersionNotFoundError
        stream, value = attachments.open_version(
            actor=self.citizen, version_id=version_id, may_read=False
        )
        return serve(value, stream, inline=True)


def step_items(*, draft: DraftValue, steps: tuple[FormStep, ...], now: str) -> tuple[StepItem, ...]:
    """Return the steps with their states, and the last one, where all is checked and sent."""
    keys = [step.key for step in steps]
    here = keys.index(now) if now in keys else len(keys)
    reached = max(here, keys.index(draft.step) if draft.step in keys else 0)
    items = [
        StepItem(
            label=step.title,
            state=_state(index, here),
            url=_step_url(draft, step.key) if index <= reached else "",
        )
        for index, step in enumerate(steps)
    ]
    return (*items, StepItem(label=_("Kiểm tra và gửi"), state=_state(len(keys), here)))


def _state(index: int, here: int) -> StepState:
    if index == here:
        return StepState.NOW
    return StepState.DONE if index < here else StepState.TODO


def _step_url(draft: DraftValue, step: str) -> str:
    return reverse("one_stop:draft_step", kwargs={"draft_id": draft.id, "step": step})
