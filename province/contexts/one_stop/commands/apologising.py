"""A result that will be late: the agency says sorry and names one new day, on Mẫu 04 (R12)."""

from datetime import date, datetime

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.form_numbers import next_form_number
from province.contexts.one_stop.commands.locking import (
    case_of,
    find_dossier,
    keep_form,
    lock_dossier,
    require,
    set_state,
)
from province.contexts.one_stop.commands.paper_parts import applicant_of, filed_lines, place_of
from province.contexts.one_stop.commands.printing import LOCAL, local_day, signer_of
from province.contexts.one_stop.contracts.states import FormIssued
from province.contexts.one_stop.errors import (
    NewDayUnfitError,
    NotLateYetError,
    NotNowError,
    ReappointedBeforeError,
    ReasonNeededError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.rules.dossier import is_late_or_soon
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.calendars import public as calendars
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL, ClockState
from province.kernel.org import public as org
from province.kernel.printing import public as printing
from province.kernel.printing.contracts import ApologyValues, FormKind, Head, PrintedPaper

NAME = "Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết.pdf"
GROUND = "apology"


@transaction.atomic
def reappoint(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, new_date: date, reason: str, key: str, now: datetime
) -> int:
    """Promise a late result anew, once, to the end of a working day; returns the stored Mẫu 04.

    The first promise stays on record; lists, clock and applicant see the new one.

    :raises ReasonNeededError: no reason is given.
    :raises MayNotError: the actor does not sign here.
    :raises MayNotSignForError: the signer has no own post of the head's role here.
    :raises NotNowError: the legal clock does not run.
    :raises NotLateYetError: the result is neither late nor soon late.
    :raises ReappointedBeforeError: it was promised anew before.
    :raises NewDayUnfitError: the day is off, or not later than today and the promised one.
    :raises KeyReusedError: the key was used for another letter.
    """
    if not reason.strip():
        raise ReasonNeededError
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.reappoint",
        digest=digest_of({"dossier": dossier_id, "day": new_date.isoformat(), "reason": reason}),
    )
    if memory.answer is not None:
        return int(memory.answer["form"])
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.SIGN, dossier=dossier)
    clock = case_of(actor=actor, dossier=dossier, now=now).clock(LEGAL)
    if clock is None or clock.state is not ClockState.RUNNING or dossier.due_at is None:
        raise NotNowError
    if clock.due_at is None or not is_late_or_soon(clock.due_at, now):
        raise NotLateYetError(due=_day(clock.due_at or dossier.due_at))
    promised, due_at = dossier.due_at, _end_of(dossier, new_date, now)
    cases.extend(
        actor=actor,
        case_id=dossier.case_id,
        name=LEGAL,
        to=due_at,
        ground=GROUND,
        note=reason,
        now=now,
    )
    dossier = lock_dossier(dossier_id=dossier_id)
    if IssuedForm.objects.filter(dossier=dossier, form=FormIssued.APOLOGY).exists():
        raise ReappointedBeforeError
    dossier = set_state(actor=actor, dossier_id=dossier_id, processing=None, now=now)
    dossier.save()
    number = next_form_number(dossier=dossier, form=FormIssued.APOLOGY, now=now)
    form = keep_form(
        actor=actor,
        dossier=dossier,
        form=FormIssued.APOLOGY,
        number=number,
        paper=_print(actor, dossier, promised, reason, number, now),
        name=NAME,
        now=now,
    )
    memory.keep({"form": form})
    return form


def _end_of(dossier: Dossier, new_date: date, now: datetime) -> datetime:
    """Return the closing of the new day.

    :raises NewDayUnfitError: it is off, or not later than today and the promised day.
    """
    calendar = calendars.calendar_for(agency_id=dossier.agency_id)
    assert dossier.due_at is not None  # noqa: S101 -- the caller has looked
    last = max(local_day(now), local_day(dossier.due_at))
    if new_date <= last or not calendars.is_working_day(calendar, new_date):
        raise NewDayUnfitError(due=_day(dossier.due_at))
    return calendars.end_of_working_day(calendar, new_date)


def _day(at: datetime) -> str:
    return f"{at.astimezone(LOCAL):%d/%m/%Y}"


def _print(  # noqa: PLR0913, PLR0917 -- the form has these parts
    actor: Actor, dossier: Dossier, promised: datetime, reason: str, number: str, now: datetime
) -> PrintedPaper:
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = applicant_of(actor=actor, dossier=dossier, now=now)
    assert dossier.due_at is not None  # noqa: S101 -- it has just been moved
    values = ApologyValues(
        head=Head(agency=agency.name, place=place_of(agency=agency)),
        number=number,
        code=dossier.code or "",
        applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
        request=dossier.procedure_name,
        received_at=dossier.received_at or now,
        due_at=promised,
        new_due_at=dossier.due_at,
        due_is_provisional=dossier.due_provisional,
        reason=reason,
        signer=signer_of(actor=actor, agency_id=dossier.agency_id, now=now),
    )
    return printing.print_form(form=FormKind.APOLOGY, values=values, on=local_day(now))
