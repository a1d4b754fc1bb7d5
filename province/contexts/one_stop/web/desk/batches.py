"""Signing and sealing several papers: unusual ones first, the PIN once, what became of each."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts import ResultKind
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.queries.desk import ResultLine, results_of
from province.contexts.one_stop.web.desk import words
from province.contexts.one_stop.web.desk.forms import PinForm
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import ClockChip, InboxRow
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_money
from province.foundation.web.clock_chips import chip_of
from province.foundation.web.desk import DeskMixin
from province.kernel.calendars.contracts import Calendar
from province.kernel.calendars.public import calendar_for, moment_words, working_minutes_left
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Duty
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import CredentialSummary
from province.kernel.signing.errors import LockedError, NoCredentialError, WrongPinError

MOST = 300


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


class BatchPage(DeskMixin, TemplateView):
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
        """Do the chosen ones; a wrong PIN does none of them."""
        waiting = self._waiting()
        wanted = set(request.POST.getlist("chosen"))
        chosen = [one.line for one in waiting if str(one.line.dossier_id) in wanted]
        form = PinForm(request.POST)
        if not chosen:
            form.is_valid()
            form.add_error(None, _("Chưa chọn văn bản nào."))
            return self._again(form)
        if not form.is_valid():
            return self._again(form)
        try:
            outcomes = self.perform(chosen, form.cleaned_data["pin"], form.cleaned_data["key"])
        except (WrongPinError, LockedError) as refusal:
            form.add_error("pin", str(refusal))
            return self._again(form)
        return self.render_to_response(self.get_context_data(outcomes=outcomes))

    def perform(self, chosen: Sequence[ResultLine], pin: str, key: str) -> tuple[Outcome, ...]:
        """Do them one after another, each in a transaction of its own."""
        raise NotImplementedError

    def credential(self) -> CredentialSummary | None:
        """Return the key with which this is done."""
        raise NotImplementedError

    def _again(self, form: PinForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _waiting(self) -> list[Waiting]:
        page = cases.duties(
            actor=self.actor,
            filters=cases.DutyFilter(task_kinds=(self.task_kind.value,), kinds=("dossier",)),
            after="",
            limit=MOST,
            now=self.now,
        )
        lines = results_of(actor=self.actor, case_ids=[duty.case_id for duty in page.items])
        calendar = calendar_for()
        chosen = self._chosen()
        found = [
            _waiting_of(duty, lines[duty.case_id], calendar, self.now, chosen)
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

    def get_context_data(
        self,
        *,
        form: PinForm | None = None,
        outcomes: tuple[Outcome, ...] = (),
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return the papers in two groups, the key, and the one that is looked at."""
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
            kind_words=words.RESULT[looked.line.kind] if looked else "",
            picture=_picture(looked),
            file_url=reverse("one_stop:dossier", args=[looked.line.case_id]) if looked else "",
            why=_why(looked.line) if looked and looked.must_read else "",
            credential=credential,
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

    def perform(self, chosen: Sequence[ResultLine], pin: str, key: str) -> tuple[Outcome, ...]:
        """Sign them with one PIN."""
        del key  # each dossier is signed once: a second time finds no open task
        outcomes = public.sign_several(
            actor=self.actor,
            dossier_ids=[line.dossier_id for line in chosen],
            pin=pin,
            now=self.now,
        )
        lines = {line.dossier_id: line for line in chosen}
        return tuple(_outcome(lines[one.dossier_id], one.refusal) for one in outcomes)

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

    def perform(self, chosen: Sequence[ResultLine], pin: str, key: str) -> tuple[Outcome, ...]:
        """Seal them one after another; a wrong PIN stops at the first."""
        return tuple(self._seal(line, pin, f"{key}:{line.dossier_id}") for line in chosen)

    def _seal(self, line: ResultLine, pin: str, key: str) -> Outcome:
        try:
            number = public.seal(
                actor=self.actor,
                dossier_id=line.dossier_id,
                pin=pin,
                revision=None,
                key=key,
                now=self.now,
            )
        except (WrongPinError, LockedError):
            raise
        except DomainError as refusal:
            return _outcome(line, str(refusal))
        return _outcome(line, "", number=number)

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
    calendar: Calendar,
    now: datetime,
    chosen: frozenset[str] | None,
) -> Waiting:
    must_read = line.kind is ResultKind.REFUSAL
    checked = not must_read if chosen is None else _was_chosen(duty, line, chosen)
    return Waiting(
        line=line,
        must_read=must_read,
        row=InboxRow(
            title=f"{words.RESULT[line.kind]}: {line.applicant}",
            url=f"?xem={line.dossier_id}#xem",
            icon="alert" if must_read else "check",
            meta=_meta(line),
            clock=_clock(duty, calendar, now),
            select_name="chosen",
            select_value=str(line.dossier_id),
            select_label=_("Chọn văn bản của %(name)s") % {"name": line.applicant},
            checked=checked,
        ),
    )


def _was_chosen(duty: Duty, line: ResultLine, chosen: frozenset[str]) -> bool:
    return bool({str(line.dossier_id), f"task:{duty.task_id}"} & chosen)


def _meta(line: ResultLine) -> str:
    proposal: Mapping[str, Any] = line.proposal
    if line.kind is ResultKind.REFUSAL:
        return _("Từ chối luôn cần người ký đọc lý do · %(code)s") % {"code": line.code}
    amount = format_money(int(proposal.get("monthly_amount") or 0))
    return _("Mức %(amount)s/tháng, hệ số %(coefficient)s · %(code)s") % {
        "amount": amount,
        "coefficient": proposal.get("coefficient", ""),
        "code": line.code,
    }


def _why(line: ResultLine) -> str:
    return str(line.proposal.get("reason", ""))


def _clock(duty: Duty, calendar: Calendar, now: datetime) -> ClockChip | None:
    if duty.due_at is None:
        return None
    left = working_minutes_left(calendar, now, duty.due_at)
    return chip_of(minutes=left, is_late=duty.due_at < now)


def _picture(looked: Waiting | None) -> str:
    if looked is None:
        return ""
    return reverse("one_stop:paper_page", args=[looked.line.case_id, looked.line.version_id, 1])


def _outcome(line: ResultLine, refusal: str, *, number: str = "") -> Outcome:
    return Outcome(
        title=f"{words.RESULT[line.kind]}: {line.applicant}",
        url=reverse("one_stop:dossier", args=[line.case_id]),
        refusal=refusal,
        number=number,
    )
