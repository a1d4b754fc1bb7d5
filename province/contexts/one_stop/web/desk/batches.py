"""Signing and sealing several papers: unusual ones first, the PIN once, what became of each."""

import re
import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts.acts import BatchOutcome, Chosen
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.queries.desk import ResultLine, results_of, results_of_dossiers
from province.contexts.one_stop.web.desk.forms import PinForm
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import ClockChip, InboxRow
from province.foundation.ui.fields import errors_of
from province.foundation.web.clock_chips import chip_of
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.calendars.contracts import Calendar, Calendars
from province.kernel.calendars.public import all_calendars, moment_words, working_minutes_left
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Duty
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
DONE = "xong"
SEEN = re.compile(r"(?P<id>[0-9]{1,18}):(?P<revision>[0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One paper that waits, with its line of the list."""

    line: ResultLine
    row: InboxRow
    must_read: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one paper."""

    title: str
    url: str
    refusal: str
    number: str = ""


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

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Do the chosen ones, then show what became of them; a wrong PIN does none of them."""
        key = request.POST.get("key", "")[:KEY_LENGTH] or str(uuid.uuid4())
        if public.batch_outcomes(actor=self.actor, key=key) is None:
            chosen = _chosen_in(request.POST.getlist("chosen"))
            form = PinForm(request.POST)
            if not form.is_valid() or not chosen:
                if not chosen:
                    form.add_error(None, _("Chưa chọn văn bản nào."))
                return self._again(form)
            try:
                self.perform(chosen, form.cleaned_data["pin"], key)
            except (WrongPinError, LockedError, FirstPinError) as refusal:
                form.add_error("pin", str(refusal))
                return self._again(form)
        return HttpResponseRedirect(f"{request.path}?{urlencode({DONE: key})}")

    @abstractmethod
    def perform(self, chosen: Sequence[Chosen], pin: str, key: str) -> None:
        """Do them one after another, each in a transaction of its own."""

    @abstractmethod
    def credential(self) -> CredentialSummary | None:
        """Return the key with which this is done."""

    def _again(self, form: PinForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _outcomes(self) -> tuple[Outcome, ...]:
        """Return what became of the batch whose key the address carries."""
        key = self.request.GET.get(DONE, "")[:KEY_LENGTH]
        told = public.batch_outcomes(actor=self.actor, key=key) or ()
        if not told:
            return ()
        lines = results_of_dossiers(actor=self.actor, dossier_ids=[one.dossier_id for one in told])
        return tuple(
            _outcome(lines[one.dossier_id], one) for one in told if one.dossier_id in lines
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
            _waiting_of(duty, lines[duty.case_id], calendars, self.now, chosen)
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
            kind_words=_name_of(looked.line) if looked else "",
            picture=_picture(looked),
            file_url=reverse("one_stop:dossier", args=[looked.line.case_id]) if looked else "",
            why=_why(looked.line) if looked and looked.must_read else "",
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

    def perform(self, chosen: Sequence[Chosen], pin: str, key: str) -> None:
        """Sign them with one PIN."""
        public.sign_several(actor=self.actor, chosen=chosen, pin=pin, key=key, now=self.now)

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

    def perform(self, chosen: Sequence[Chosen], pin: str, key: str) -> None:
        """Give them number and seal with one PIN."""
        public.seal_several(actor=self.actor, chosen=chosen, pin=pin, key=key, now=self.now)

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


def _waiting_of(
    duty: Duty,
    line: ResultLine,
    calendars: Calendars,
    now: datetime,
    chosen: frozenset[str] | None,
) -> Waiting:
    must_read = bool(_why(line))
    checked = not must_read if chosen is None else _was_chosen(duty, line, chosen)
    return Waiting(
        line=line,
        must_read=must_read,
        row=InboxRow(
            title=f"{_name_of(line)}: {line.applicant}",
            url=f"?xem={line.dossier_id}#xem",
            icon="alert" if must_read else "check",
            meta=_meta(line),
            clock=_clock(duty, calendars.of(duty.unit_id), now),
            select_name="chosen",
            select_value=f"{line.dossier_id}:{duty.revision}",
            select_label=_("Chọn văn bản của %(name)s") % {"name": line.applicant},
            checked=checked,
        ),
    )


def _was_chosen(duty: Duty, line: ResultLine, chosen: frozenset[str]) -> bool:
    return bool({f"{line.dossier_id}:{duty.revision}", f"task:{duty.task_id}"} & chosen)


def _chosen_in(values: Sequence[str]) -> tuple[Chosen, ...]:
    """Read the chosen lines: a dossier and the state in which it was seen."""
    found = (SEEN.fullmatch(value) for value in values)
    return tuple(Chosen(int(one["id"]), int(one["revision"])) for one in found if one)


def _name_of(line: ResultLine) -> StrOrPromise:
    return public.result_name(procedure_code=line.procedure_code, result=line.kind)


def _meta(line: ResultLine) -> str:
    if line.kind is ResultKind.REFUSAL:
        return _("Từ chối luôn cần người ký đọc lý do · %(code)s") % {"code": line.code}
    summary, _unusual = public.result_summary(
        procedure_code=line.procedure_code, facts=line.proposal["facts"]
    )
    return f"{summary} · {line.code}"


def _why(line: ResultLine) -> str:
    """Return why a paper must be read before it is signed, or nothing when it is as usual."""
    if line.kind is ResultKind.REFUSAL:
        return str(line.proposal["reason"])
    _summary, unusual = public.result_summary(
        procedure_code=line.procedure_code, facts=line.proposal["facts"]
    )
    return unusual


def _clock(duty: Duty, calendar: Calendar, now: datetime) -> ClockChip | None:
    if duty.due_at is None:
        return None
    left = working_minutes_left(calendar, now, duty.due_at)
    return chip_of(minutes=left, is_late=duty.due_at < now)


def _picture(looked: Waiting | None) -> str:
    if looked is None:
        return ""
    return reverse("one_stop:paper_page", args=[looked.line.case_id, looked.line.version_id, 1])


def _outcome(line: ResultLine, told: BatchOutcome) -> Outcome:
    return Outcome(
        title=f"{_name_of(line)}: {line.applicant}",
        url=reverse("one_stop:dossier", args=[line.case_id]),
        refusal=told.refusal,
        number=told.number,
    )
