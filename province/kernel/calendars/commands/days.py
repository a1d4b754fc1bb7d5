"""Changes of single days. None of them moves a clock: people do, case by case, by decision."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.identity.actors import Actor
from province.kernel.calendars.commands.changing import (
    calendar_row,
    lock_calendars,
    require_decision,
    require_right,
    tell,
)
from province.kernel.calendars.contracts import DayOverride
from province.kernel.calendars.errors import OverrideNotFoundError, SwapUnfitError
from province.kernel.calendars.models import DayDecision, WorkingCalendar
from province.kernel.calendars.queries import list_days

OVERRIDE_SET = register_action("calendars.override_set", _("Ghi quyết định về một ngày làm việc"))
OVERRIDE_WITHDRAWN = register_action(
    "calendars.override_withdrawn", _("Rút quyết định về một ngày làm việc")
)


@transaction.atomic
def set_override(*, actor: Actor, agency_id: int | None, override: DayOverride) -> bool:
    """Put a decision on one day in force instead of any before; return whether that changed it.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises SwapUnfitError: the day is exchanged for itself.
    """
    require_right(actor=actor, agency_id=agency_id)
    require_decision(decision=override.decision)
    if override.swap_with == override.date:
        raise SwapUnfitError(day=override.date.strftime("%d/%m/%Y"))
    if _in_force(agency_id=agency_id, override=override):
        return False
    lock_calendars()
    calendar = calendar_row(agency_id=agency_id)
    put_in_force(actor=actor, calendar=calendar, override=override)
    tell(
        actor=actor,
        action=OVERRIDE_SET,
        agency_id=agency_id,
        days=(override.date, override.date),
        changes={
            "date": override.date.isoformat(),
            "kind": override.kind.value,
            "decision": override.decision,
        },
    )
    return True


@transaction.atomic
def withdraw_override(
    *, actor: Actor, agency_id: int | None, day: date, decision: str, reason: str = ""
) -> None:
    """Take the decision on one day out of force, by another decision; it stays as history.

    Why it was withdrawn stands in the audit.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises OverrideNotFoundError: no decision in force changes this day.
    """
    require_right(actor=actor, agency_id=agency_id)
    require_decision(decision=decision)
    lock_calendars()
    withdrawn = DayDecision.objects.in_force().filter(calendar__agency_id=agency_id, date=day)
    if not withdrawn.update(is_withdrawn=True, withdrawn_by=decision):
        raise OverrideNotFoundError(day=day.strftime("%d/%m/%Y"))
    tell(
        actor=actor,
        action=OVERRIDE_WITHDRAWN,
        agency_id=agency_id,
        days=(day, day),
        changes={"date": day.isoformat(), "decision": decision, "reason": reason},
    )


def put_in_force(*, actor: Actor, calendar: WorkingCalendar, override: DayOverride) -> None:
    """Write the row of a decided day and withdraw the one before it; the lock is held."""
    DayDecision.objects.in_force().filter(calendar=calendar, date=override.date).update(
        is_withdrawn=True, withdrawn_by=override.decision
    )
    DayDecision.objects.create(
        calendar=calendar,
        date=override.date,
        kind=override.kind.value,
        hours=[
            [start.isoformat("minutes"), end.isoformat("minutes")] for start, end in override.hours
        ],
        swap_with=override.swap_with,
        decision=override.decision,
        note=override.note,
        source=override.source,
        recorded_by=actor.key,
    )


def _in_force(*, agency_id: int | None, override: DayOverride) -> bool:
    known = list_days(agency_id=agency_id, first=override.date, last=override.date)
    return known == (override,)
