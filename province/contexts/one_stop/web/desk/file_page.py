"""The page of a dossier: everything about it on one screen, and what may be done now."""

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.states import UNDOABLE
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.errors import NotNowError, SupplementOnceError
from province.contexts.one_stop.rules.talks import of_the_plan
from province.contexts.one_stop.web.desk import (
    acts,
    clocks,
    earlier,
    file_data,
    panels,
    reading,
    talks,
    viewing,
    words,
)
from province.contexts.one_stop.web.desk.doing import Work, do
from province.contexts.one_stop.web.desk.forms import ActForm
from province.foundation.errors import DomainError, InvalidInputError
from province.foundation.idempotency.memory import recall
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.web.asked import id_in, page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.calendars.public import calendar_for
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import ActView, CaseView, HandoverView, TaskState
from province.kernel.cases.errors import CaseClosedError, NotYoursError, StaleError

PURPOSE = "Xem hồ sơ để giải quyết"
PURPOSE_NUMBERS = "Hiện số định danh, điện thoại để giải quyết hồ sơ"
OVERTAKEN = (StaleError, NotNowError, NotYoursError, CaseClosedError, SupplementOnceError)
NEXT = "tiep"
GIVING = "desk:pass_on"
KEY_LENGTH = 64


class _Unsaved(Exception):  # noqa: N818 -- not a fault: it carries an answer out of the transaction
    """An answer to an act that did nothing: whatever the transaction held is given back."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


class DossierPage(DeskMixin, TemplateView):
    """One dossier: its data, papers, clock, history, and the acts of whoever holds its task."""

    template_name = "one_stop/desk/dossier.html"
    dossier: DossierView
    case: CaseView
    handovers: tuple[HandoverView, ...]
    timeline: tuple[ActView, ...]
    possible: acts.Possible
    reveal: bool
    overtaken_by = ""
    typed: talks.TalkForm | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the dossier; the look at it is written down for the person to see.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        looking = request.method == "GET"
        self.reveal = looking and request.GET.get("hien") == file_data.SHOWN
        self._read(purpose=PURPOSE_NUMBERS if self.reveal else PURPOSE if looking else None)

    def _read(self, *, purpose: str | None) -> None:
        """Read the dossier anew; with a purpose the look at it is written down."""
        case_id = self.kwargs["case_id"]
        self.dossier = public.get_dossier(
            actor=self.actor, case_id=case_id, purpose=purpose, now=self.now
        )
        self.case = cases.get_case(actor=self.actor, case_id=case_id, purpose=None, now=self.now)
        self.handovers = cases.handovers(actor=self.actor, case_id=case_id)
        self.timeline = cases.timeline(actor=self.actor, case_id=case_id)
        self.possible = acts.possible_acts(
            dossier=self.dossier,
            case=self.case,
            actor=self.actor,
            handovers=self.handovers,
            acts=self.timeline,
            now=self.now,
        )

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Do one act; what is wrong or too late comes back with everything that was typed.

        :raises NotNowError: there is no such act.
        """
        act = acts.ACTS.get(request.POST.get("viec", ""))
        if act is None:
            raise NotNowError
        try:
            with transaction.atomic():
                return self._once(act, request)
        except _Unsaved as answer:
            return answer.response

    def _once(self, act: acts.Act, request: HttpRequest) -> HttpResponse:
        """Do an act once for each request key; the same key again gets the first answer."""
        key = str(request.POST.get("key", ""))[:KEY_LENGTH]
        memory = recall(
            actor=self.actor,
            key=f"desk:{self.case.id}:{key}" if key else "",
            command=f"desk.{act.key}",
        )
        if memory.answer is not None:
            return self._onward(act, str(memory.answer["said"]))
        desk = panels.Desk(dossier=self.dossier, case=self.case, actor=self.actor, now=self.now)
        form = panels.form_of(act=act, desk=desk, data=request.POST)
        task = self.possible.task
        if task is None or self.possible.find(act.key) is None:
            raise _Unsaved(self._too_late(act, form, NotNowError()))
        if not form.is_valid():
            raise _Unsaved(self._again(act, form, 422))
        work = Work(act=act, actor=self.actor, dossier=self.dossier, task=task, now=self.now)
        try:
            said = do(work=work, form=form)
        except OVERTAKEN as refusal:
            raise _Unsaved(self._too_late(act, form, refusal)) from None
        except DomainError as refusal:
            of_pin = "pin" in form.fields and not isinstance(refusal, InvalidInputError)
            form.add_error("pin" if of_pin else None, str(refusal))
            raise _Unsaved(self._again(act, form, refusal.status)) from None
        memory.keep({"said": said})
        return self._onward(act, said)

    def _onward(self, act: acts.Act, said: str) -> HttpResponse:
        """Go back to the inbox, or on to the next duty, with a word and the way to take it back."""
        undo = ""
        if act.journal in UNDOABLE:
            undo = reverse("one_stop:undo", args=[self.case.id])
        messages.success(self.request, said, extra_tags=undo)
        if self.request.POST.get("sau_do") == NEXT:
            page = cases.duties(
                actor=self.actor, filters=cases.DutyFilter(), after="", limit=2, now=self.now
            )
            waiting = [duty for duty in page.items if duty.case_id != self.case.id]
            if waiting and waiting[0].case_kind == "dossier":
                return redirect("one_stop:dossier", case_id=waiting[0].case_id)
        if act.key in {acts.ACCEPT, acts.TAKE_UP}:
            return redirect("one_stop:dossier", case_id=self.case.id)
        return HttpResponseRedirect(page_url("desk:inbox") or self.request.path)

    def _too_late(self, act: acts.Act, form: ActForm, refusal: DomainError) -> HttpResponse:
        """Say who was faster; what was typed stays on the page."""
        timeline = cases.timeline(actor=self.actor, case_id=self.case.id)
        names = file_data.names_in(acts=timeline)
        last = file_data.last_doing(acts=timeline, names=names)
        self.overtaken_by = f"{refusal} {last}".strip()
        form.is_valid()
        return self._again(act, form, 409)

    def _again(self, act: acts.Act, form: ActForm, status: int) -> HttpResponse:
        """Show the page again, and write that look down too."""
        self._read(purpose=PURPOSE)
        return self.render_to_response(self.get_context_data(act=act, form=form), status=status)

    def get_context_data(
        self, *, act: acts.Act | None = None, form: ActForm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return everything that the page shows."""
        asked = self.request.GET
        desk = panels.Desk(dossier=self.dossier, case=self.case, actor=self.actor, now=self.now)
        act = act or self._opened(asked.get("viec", ""))
        if act is not None and form is None and act.has_form:
            form = panels.form_of(act=act, desk=desk, data=None)
        calendar = calendar_for(agency_id=self.dossier.agency_id)
        names = file_data.names_in(acts=self.timeline)
        title = self.dossier.code or self.dossier.filing_no
        crumbs = (
            Crumb(label=_("Hộp việc"), url=page_url("desk:inbox")),
            Crumb(label=_("Hồ sơ"), url=page_url("one_stop:dossiers")),
            Crumb(label=title),
        )
        return super().get_context_data(
            dossier=self.dossier,
            case=self.case,
            title=title,
            crumbs=crumbs if crumbs[0].url else crumbs[1:],
            state=words.PROCESSING[self.dossier.processing],
            applicant=file_data.applicant_of(self.dossier),
            chip=clocks.chip_of_case(case=self.case, calendar=calendar, now=self.now),
            box=clocks.box_of(
                view=self.dossier,
                case=self.case,
                task=self.possible.task,
                calendar=calendar,
                now=self.now,
            ),
            sections=file_data.sections_of(dossier=self.dossier, reveal=self.reveal),
            remarks=public.number_remarks(payload=self.dossier.payload),
            filing=file_data.filing_facts(dossier=self.dossier),
            proposal=file_data.proposal_facts(dossier=self.dossier),
            changed=earlier.change_note(actor=self.actor, dossier=self.dossier),
            reveal=self.reveal,
            viewer=viewing.viewer_of(
                case=self.case,
                task=self.possible.task,
                reader=reading.Reader(actor=self.actor, case_id=self.case.id, now=self.now),
                look=viewing.Look(
                    version_id=id_in(asked.get("giay", "")),
                    page=page_in(asked.get("trang", "")),
                    zoomed=asked.get("co") == "lon",
                    act=asked.get("viec", ""),
                ),
            ),
            history=file_data.history_of(acts=self.timeline, names=names),
            handovers=file_data.handover_lines(
                handovers=of_the_plan(self.handovers, self.case.tasks), now=self.now
            ),
            talk=self._talk(names),
            possible=self.possible,
            reassign_url=self._reassign_url(),
            act=act,
            panel=panels.panel_of(act=act, form=form, desk=desk) if act and form else None,
            is_possible=act is not None and self.possible.find(act.key) is not None,
            errors=errors_of(form=form) if form is not None and form.is_bound else (),
            overtaken_by=self.overtaken_by,
            request_key=str(uuid.uuid4()),
            **kwargs,
        )

    def _talk(self, names: Mapping[int, str]) -> talks.TalkPanel:
        """Return notes, messages and questions, with a form that came back."""
        reader = talks.Reader(actor=self.actor, case=self.case, names=names, now=self.now)
        said = public.talk_of(actor=self.actor, case=self.case, acts=self.timeline)
        return talks.panel_of(said=said, reader=reader, typed=self.typed)

    def _reassign_url(self) -> str:
        """Return the page on which whoever reassigns in the unit gives the open work away."""
        if self.possible.task is not None or not page_url(GIVING):
            return ""
        ids = [task.id for task in self.case.tasks if task.state is TaskState.OPEN]
        duties = cases.duties_to_pass(actor=self.actor, task_ids=ids) if ids else ()
        query = urlencode({"viec": [duty.task_id for duty in duties]}, doseq=True)
        return f"{page_url(GIVING)}?{query}" if duties else ""

    def _opened(self, key: str) -> acts.Act | None:
        """Return the act whose form stands open: the one asked for, or the primary one."""
        asked = self.possible.find(key)
        if asked is not None and asked.has_form:
            return asked
        primary = self.possible.primary
        wants_form = primary is not None and primary.has_form and primary.key != acts.PASS_ON
        return primary if wants_form else None


class UndoAct(DossierPage):
    """Takes one's own last act back while nobody has gone on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Undo, and show the dossier as it was.

        :raises StaleError: somebody has gone on with it.
        """
        if self.possible.undo_task_id is None:
            raise StaleError
        public.undo(
            actor=self.actor,
            dossier_id=self.dossier.id,
            task_id=self.possible.undo_task_id,
            reason=_("Hoàn tác bước vừa làm"),
            now=self.now,
        )
        messages.success(request, _("Đã hoàn tác. Hồ sơ trở lại bước của bạn."))
        return redirect("one_stop:dossier", case_id=self.case.id)
