"""What every change of the legal calendar shares: the right, the lock, the record, the news."""

from datetime import date
from typing import Any

from django.contrib.postgres.functions import RandomUUID

from province.foundation.audit.recording import record
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.kernel.calendars import permissions
from province.kernel.calendars.errors import DecisionMissingError, MayNotChangeCalendarError
from province.kernel.calendars.events import CalendarChanged
from province.kernel.calendars.models import CalendarVersion, WorkingCalendar


def require_right(*, actor: Actor, agency_id: int | None) -> None:
    """Make sure that the actor decides on this calendar.

    :raises MayNotChangeCalendarError: the actor does not.
    """
    if actor.can(permissions.MANAGE_PROVINCE):
        return
    if agency_id is None or not actor.can(permissions.MANAGE_AGENCY, unit=agency_id):
        raise MayNotChangeCalendarError


def require_decision(*, decision: str) -> None:
    """Make sure that a decision is named.

    :raises DecisionMissingError: it is not.
    """
    if not decision.strip():
        raise DecisionMissingError


def lock_calendars() -> None:
    """Let one change of calendars go on at a time, and give it a token of its own."""
    fresh = {"token": RandomUUID()}  # made by the database: a rolled-back token never comes back
    CalendarVersion.objects.update_or_create(pk=1, defaults=fresh)


def calendar_row(*, agency_id: int | None) -> WorkingCalendar:
    """Return the row of a calendar, made at its first change; the lock is held."""
    row, _made = WorkingCalendar.objects.get_or_create(agency_id=agency_id)
    return row


def tell(
    *,
    actor: Actor,
    action: str,
    agency_id: int | None,
    days: tuple[date, date | None],
    changes: dict[str, Any],
) -> None:
    """Write the audit entry of a change and put its event in the outbox."""
    target = f"calendar:{agency_id}" if agency_id else "calendar:province"
    record(actor=actor, action=action, target=target, changes=changes)
    first, last = days
    emit(
        CalendarChanged(
            agency_id=agency_id,
            first_date=first.isoformat(),
            last_date=last.isoformat() if last else None,
            decision=str(changes["decision"]),
        )
    )
