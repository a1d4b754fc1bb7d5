"""The lines of a batch: what waits, why it must be read first, what became of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.acts import BatchOutcome, Chosen
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.queries.desk import ResultLine
from province.foundation.ui.contracts import ClockChip, InboxRow
from province.foundation.web.clock_chips import chip_of
from province.kernel.calendars.contracts import Calendar, Calendars
from province.kernel.calendars.public import working_minutes_left
from province.kernel.cases.contracts.values import Duty

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


def waiting_of(
    duty: Duty,
    line: ResultLine,
    calendars: Calendars,
    now: datetime,
    chosen: frozenset[str] | None,
) -> Waiting:
    """Return a paper that waits, with its line of the list."""
    must_read = bool(why_read(line))
    checked = not must_read if chosen is None else _was_chosen(duty, line, chosen)
    return Waiting(
        line=line,
        must_read=must_read,
        row=InboxRow(
            title=f"{name_of(line)}: {line.applicant}",
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


def chosen_in(values: Sequence[str]) -> tuple[Chosen, ...]:
    """Read the chosen lines: a dossier and the state in which it was seen."""
    found = (SEEN.fullmatch(value) for value in values)
    return tuple(Chosen(int(one["id"]), int(one["revision"])) for one in found if one)


def name_of(line: ResultLine) -> StrOrPromise:
    """Return what the paper is called."""
    return public.result_name(procedure_code=line.procedure_code, result=line.kind)


def _meta(line: ResultLine) -> str:
    if line.kind is ResultKind.REFUSAL:
        return _("Từ chối: %(why)s · %(code)s") % {
            "why": line.proposal["reason"],
            "code": line.code,
        }
    summary, unusual = public.result_summary(
        procedure_code=line.procedure_code, facts=line.proposal["facts"]
    )
    return " · ".join(part for part in (unusual, summary, line.code) if part)


def why_read(line: ResultLine) -> str:
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


def picture_of(looked: Waiting | None) -> str:
    """Return the address of the first page of the paper that is looked at."""
    if looked is None:
        return ""
    return reverse("one_stop:paper_page", args=[looked.line.case_id, looked.line.version_id, 1])


def outcome_of(line: ResultLine, told: BatchOutcome) -> Outcome:
    """Return what became of one paper."""
    return Outcome(
        title=f"{name_of(line)}: {line.applicant}",
        url=reverse("one_stop:dossier", args=[line.case_id]),
        refusal=told.refusal,
        number=told.number,
    )
