"""Takes the file of days off in: as often as one likes, with the same result."""

from collections.abc import Sequence

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
from province.kernel.calendars.commands.days import put_in_force
from province.kernel.calendars.contracts import DayOverride
from province.kernel.calendars.queries import list_days

HOLIDAYS_LOADED = register_action("calendars.holidays_loaded", _("Nạp ngày nghỉ từ tệp dữ kiện"))


@transaction.atomic
def load_holidays(*, actor: Actor, rows: Sequence[DayOverride]) -> int:
    """Put the decided days of a file in force for the province; return how many are new or changed.

    A day that an official has decided otherwise by hand since is left as it is.

    :raises MayNotChangeCalendarError: the actor does not decide on the province's calendar.
    :raises DecisionMissingError: a row names no decision.
    """
    require_right(actor=actor, agency_id=None)
    for row in rows:
        require_decision(decision=row.decision)
    if not rows:
        return 0
    first, last = min(row.date for row in rows), max(row.date for row in rows)
    known = {day.date: day for day in list_days(agency_id=None, first=first, last=last)}
    fresh = [row for row in rows if _is_news(known.get(row.date), row)]
    if not fresh:
        return 0
    lock_calendars()
    calendar = calendar_row(agency_id=None)
    for row in fresh:
        put_in_force(actor=actor, calendar=calendar, override=row)
    tell(
        actor=actor,
        action=HOLIDAYS_LOADED,
        agency_id=None,
        days=(min(row.date for row in fresh), max(row.date for row in fresh)),
        changes={"days": len(fresh), "decision": "holidays.csv"},
    )
    return len(fresh)


def _is_news(known: DayOverride | None, row: DayOverride) -> bool:
    """Tell whether the file says more than the calendar; a decision by hand has no source file."""
    return known is None or (known != row and known.source != "")
