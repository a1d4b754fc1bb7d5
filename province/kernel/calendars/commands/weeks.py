"""Changes of the ordinary week, and of the day up to which the calendar is decided."""

from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
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
from province.kernel.calendars.contracts import CalendarSpan, DecidedDays
from province.kernel.calendars.errors import (
    PatternOverlapsError,
    PeriodUnfitError,
    WeekNotFoundError,
    YearGoesBackError,
)
from province.kernel.calendars.models import DecidedYear, PatternPeriod

PATTERN_SET = register_action("calendars.pattern_set", _("Ghi giờ làm việc trong tuần"))
PATTERN_WITHDRAWN = register_action("calendars.pattern_withdrawn", _("Rút giờ làm việc trong tuần"))
YEAR_PUBLISHED = register_action(
    "calendars.year_published", _("Công bố năm đã có đủ quyết định về ngày nghỉ")
)


@transaction.atomic
def set_pattern(*, actor: Actor, agency_id: int | None, span: CalendarSpan, decision: str) -> None:
    """Give a calendar other weekly hours for a period.

    Earlier hours without an end stand back while the new ones hold: to the last day of these, or
    for good when these have none either.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises PeriodUnfitError: the period ends before it begins.
    :raises PatternOverlapsError: other hours hold in a part of the period.
    """
    require_right(actor=actor, agency_id=agency_id)
    require_decision(decision=decision)
    first, last = span.valid_from, span.valid_until
    if first is None or (last is not None and last < first):
        raise PeriodUnfitError
    lock_calendars()
    calendar = calendar_row(agency_id=agency_id)
    in_force = PatternPeriod.objects.in_force().filter(calendar=calendar)
    beneath = in_force.beneath(first)
    validity = DateRange(first, last + timedelta(days=1) if last else None)
    beside = in_force.filter(validity__overlap=validity).exclude(pk__in=beneath.values("pk"))
    other = beside.order_by("validity", "id").first()
    if other is not None:
        raise PatternOverlapsError(decision=other.decision)
    earlier = beneath.first()
    PatternPeriod.objects.create(
        calendar=calendar,
        validity=validity,
        weekly_hours=span.pattern.to_json(),
        decision=decision,
        recorded_by=actor.key,
    )
    tell(
        actor=actor,
        action=PATTERN_SET,
        agency_id=agency_id,
        days=(first, last),
        changes={
            "first": first.isoformat(),
            "last": last.isoformat() if last else "",
            "decision": decision,
            "hours": span.pattern.to_json(),
            "instead_of": earlier.decision if earlier else "",
        },
    )


@transaction.atomic
def withdraw_pattern(
    *, actor: Actor, agency_id: int | None, week_id: int, decision: str, reason: str
) -> None:
    """Take weekly hours out of force, by another decision; they stay as history.

    The earlier hours without an end, in whose stead they held, hold again. Why they were withdrawn
    stands in the audit.

    :raises MayNotChangeCalendarError: the actor does not decide on this calendar.
    :raises DecisionMissingError: no decision is named.
    :raises WeekNotFoundError: no such hours are in force in this calendar.
    """
    require_right(actor=actor, agency_id=agency_id)
    require_decision(decision=decision)
    lock_calendars()
    in_force = PatternPeriod.objects.in_force().filter(calendar__agency_id=agency_id)
    row = in_force.filter(pk=week_id).first()
    if row is None:
        raise WeekNotFoundError
    row.is_withdrawn, row.withdrawn_by = True, decision
    row.save(update_fields=["is_withdrawn", "withdrawn_by"])
    first, upper = row.validity.lower, row.validity.upper
    again = in_force.beneath(first).first()
    tell(
        actor=actor,
        action=PATTERN_WITHDRAWN,
        agency_id=agency_id,
        days=(first, upper - timedelta(days=1) if upper else None),
        changes={
            "first": first.isoformat(),
            "decision": decision,
            "reason": reason,
            "again": again.decision if again else "",
        },
    )


@transaction.atomic
def publish_year(*, actor: Actor, decided: DecidedDays) -> bool:
    """Write that every decision on days off is published up to a day; return whether that is new.

    :raises MayNotChangeCalendarError: the actor does not decide on the province's calendar.
    :raises DecisionMissingError: no decision is named.
    :raises YearGoesBackError: a later day of that year is published already.
    """
    require_right(actor=actor, agency_id=None)
    require_decision(decision=decided.decision)
    year = decided.last_date.year
    known = DecidedYear.objects.filter(year=year).first()
    if known and known.last_date > decided.last_date:
        raise YearGoesBackError(last_date=known.last_date.strftime("%d/%m/%Y"))
    if known and known.last_date == decided.last_date:
        return False
    lock_calendars()
    DecidedYear.objects.update_or_create(
        year=year,
        defaults={
            "last_date": decided.last_date,
            "decision": decided.decision,
            "reason": decided.reason,
            "recorded_by": actor.key,
        },
    )
    tell(
        actor=actor,
        action=YEAR_PUBLISHED,
        agency_id=None,
        days=(known.last_date if known else date(year, 1, 1), decided.last_date),
        changes={"last_date": decided.last_date.isoformat(), "decision": decided.decision},
    )
    return True
