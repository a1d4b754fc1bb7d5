"""Signing and sealing several papers: unusual ones first, the PIN once, what became of each."""

import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts.acts import BatchOutcome, BatchProgress
from province.contexts.one_stop.errors import BatchNotFoundError, MayNotError
from province.contexts.one_stop.queries.desk import results_of, results_of_dossiers
from province.contexts.one_stop.web.desk.batch_lines import (
    Outcome,
    Waiting,
    chosen_in,
    name_of,
    outcome_of,
    picture_of,
    waiting_of,
    why_read,
)
from province.contexts.one_stop.web.desk.forms import PinForm
from province.foundation.identity.actors import Actor
from province.foundation.ui.fields import errors_of
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.calendars.public import all_calendars, moment_words
from province.kernel.cases import public as cases
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import CredentialSummary
from province.kernel.signing.errors import (
    FirstPinError,
    LockedError,
    NoCredentialError,
    WrongPinError,
)

MOST = 300
OWN_KEYS = "own_keys:list"  # a page of the storeys above; without it there is no link
KEY_LENGTH = 64
DONE, GOING = "xong", "lo"
AT_ONCE = 5  # some seconds of work: no front door gives up meanwhile


class BatchPage(DeskMixin, TemplateView, ABC):
    """What waits for one's signature or seal."""

    template_name = "one_stop/desk/batch.html"
    ability: str
    task_kind: TaskKind
    heading: StrOrPromise
    verb: StrOrPromise
    icon: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever does this.

        :raises MayNotError: the actor's role does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(self.ability):
            raise MayNotError
        self.now = timezone.now()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what waits, or how far a batch has come that stopped in its middle."""
        key = request.GET.get(GOING, "")[:KEY_LENGTH]
        progress = public.batch_progress(actor=self.actor, key=key)
        if progress is not None and progress.left:
            return self._going(progress, key, PinForm(), sealed="")
        if progress is not None:
            return HttpResponseRedirect(f"{request.path}?{urlencode({DONE: key})}")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Do the next ones, then show how far it has come; a wrong PIN does none of them."""
        key = request.GET.get(GOING, "")[:KEY_LENGTH]
        begins = not key
        key = key or request.POST.get("key", "")[:KEY_LENGTH] or str(uuid.uuid4())
        form = PinForm(request.POST)
        sealed = request.POST.get("sealed", "")
        pin = public.pin_in(actor=self.actor, key=key, sealed=sealed, now=self.now)
        if begins:
            chosen = chosen_in(request.POST.getlist("chosen"))
            if not chosen or not form.is_valid():
                if not chosen:
                    form.add_error(None, _("Chưa chọn văn bản nào."))
                return self._again(form)
            public.begin_batch(actor=self.actor, chosen=chosen, key=key)
        progress = public.batch_progress(actor=self.actor, key=key)
        if progress is None:
            raise BatchNotFoundError
        if not pin and not form.is_valid():
            return self._going(progress, key, form, sealed="", status=422)
        pin = pin or form.cleaned_data["pin"]
        try:
            progress = self.perform(key, pin)
        except (WrongPinError, LockedError, FirstPinError) as refusal:
            form.is_valid()
            form.add_error("pin", str(refusal))
            if begins and not progress.outcomes:
                return self._again(form)
            return self._going(progress, key, form, sealed="", status=422)
        if progress.left:
            sealed = public.seal_pin(actor=self.actor, key=key, pin=pin, now=self.now)
            return self._going(progress, key, PinForm(), sealed=sealed)
        return HttpResponseRedirect(f"{request.path}?{urlencode({DONE: key})}")

    @abstractmethod
    def perform(self, key: str, pin: str) -> BatchProgress:
        """Do the next ones one after another, each in a transaction of its own."""

    @abstractmethod
    def credential(self) -> CredentialSummary | None:
        """Return the key with which this is done."""

    def _again(self, form: PinForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _going(
        self, progress: BatchProgress, key: str, form: PinForm, *, sealed: str, status: int = 200
    ) -> HttpResponse:
        """Show how far the batch has come; while the PIN stands the page goes on by itself."""
        context = {
            "actor": self.actor,
            "heading": self.heading,
            "verb": self.verb,
            "icon": self.icon,
            "done": len(progress.outcomes),
            "total": progress.total,
            "following": len(progress.outcomes) + 1,
            "refused": [one for one in self._told(progress.outcomes) if one.refusal],
            "address": f"{self.request.path}?{urlencode({GOING: key})}",
            "home": self.request.path,
            "sealed": sealed,
            "form": form,
            "errors": errors_of(form=form) if form.is_bound else (),
        }
        parent = TemplateView.get_context_data(self, **context)
        return render(self.request, "one_stop/desk/batch_going.html", parent, status=status)

    def _outcomes(self) -> tuple[Outcome, ...]:
        """Return what became of the batch whose key the address carries."""
        key = self.request.GET.get(DONE, "")[:KEY_LENGTH]
        progress = public.batch_progress(actor=self.actor, key=key)
        return self._told(progress.outcomes) if progress is not None else ()

    def _told(self, told: Sequence[BatchOutcome]) -> tuple[Outcome, ...]:
        if not told:
            return ()
        lines = results_of_dossiers(actor=self.actor, dossier_ids=[one.dossier_id for one in told])
        return tuple(
            outcome_of(lines[one.dossier_id], one) for one in told if one.dossier_id in lines
        )

    def _waiting(self) -> list[Waiting]:
        page = cases.duties(
            actor=self.actor,
            filters=cases.DutyFilter(task_kinds=(self.task_kind.value,), kinds=("dossier",)),
            after="",
            limit=MOST,
            now=self.now,
        )
        lines = results_of(actor=self.actor, case_ids=[duty.case_id for duty in page.items])
        calendars = all_calendars()
        chosen = self._chosen()
        found = [
            waiting_of(duty, lines[duty.case_id], calendars, self.now, chosen)
            for duty in page.items
            if duty.case_id in lines and not duty.paused
        ]
        return sorted(found, key=lambda one: not one.must_read)

    def _chosen(self) -> frozenset[str] | None:
        """Return what was chosen before: dossiers of the sent form, or duties of the inbox."""
        if self.request.method == "POST":
            return frozenset(self.request.POST.getlist("chosen"))
        given = self.request.GET.getlist("viec")
        return frozenset(f"task:{task}" for task in given) if given else None

    def get_context_data(self, *, form: PinForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return the papers in two groups, the key, and the one that is looked at."""
        outcomes = self._outcomes()
        waiting = self._waiting()
        credential = self.credential()
        looked = self._looked_at(waiting)
        form = form or PinForm()
        return super().get_context_data(
            heading=self.heading,
            verb=self.verb,
            icon=self.icon,
            must_read=[one.row for one in waiting if one.must_read],
            usual=[one.row for one in waiting if not one.must_read],
            total=len(waiting),
            looked=looked,
            kind_words=name_of(looked.line) if looked else "",
            picture=picture_of(looked),
            file_url=reverse("one_stop:dossier", args=[looked.line.case_id]) if looked else "",
            why=why_read(looked.line) if looked and looked.must_read else "",
            credential=credential,
            pin_url=page_url(OWN_KEYS),
            valid_until=moment_words(moment=credential.valid_until) if credential else "",
            form=form,
            words=" ".join(str(error) for error in form.non_field_errors()),
            errors=errors_of(form=form) if form.is_bound else (),
            outcomes=outcomes,
            request_key=str(uuid.uuid4()),
            done=sum(not one.refusal for one in outcomes),
            **kwargs,
        )

    def _looked_at(self, waiting: Sequence[Waiting]) -> Waiting | None:
        asked = self.request.GET.get("xem", "")
        found = next((one for one in waiting if str(one.line.dossier_id) == asked), None)
        return found or (waiting[0] if waiting else None)


class SignMany(BatchPage):
    """What waits for one's signature."""

    ability = permissions.SIGN
    task_kind = TaskKind.SIGN
    heading = gettext_lazy("Chờ ký")
    verb = gettext_lazy("Ký các văn bản đã chọn")
    icon = "pen"

    def perform(self, key: str, pin: str) -> BatchProgress:
        """Sign them with one PIN."""
        return public.sign_next(actor=self.actor, key=key, pin=pin, most=AT_ONCE, now=self.now)

    def credential(self) -> CredentialSummary | None:
        """Return one's own key."""
        try:
            return signing.my_credential(actor=self.actor, official_id=self.actor.official_id or 0)
        except NoCredentialError:
            return None


class SealMany(BatchPage):
    """What waits for number and seal."""

    ability = permissions.SEAL
    task_kind = TaskKind.SEAL
    heading = gettext_lazy("Chờ đóng dấu")
    verb = gettext_lazy("Cấp số, đóng dấu các văn bản đã chọn")
    icon = "stamp"

    def perform(self, key: str, pin: str) -> BatchProgress:
        """Give them number and seal with one PIN."""
        return public.seal_next(actor=self.actor, key=key, pin=pin, most=AT_ONCE, now=self.now)

    def credential(self) -> CredentialSummary | None:
        """Return the seal that one keeps."""
        return _seal_of(self.actor)


def _seal_of(actor: Actor) -> CredentialSummary | None:
    for unit in sorted(actor.units_with(permissions.SEAL)):
        try:
            return signing.seal_of(actor=actor, agency_id=unit)
        except NoCredentialError:
            continue
    return None
