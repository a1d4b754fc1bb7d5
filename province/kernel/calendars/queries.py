"""Everything that reads the legal calendar. It is public law: nobody needs a right to read it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from province.kernel.calendars.contracts import (
    Calendar,
    Calendars,
    CalendarSpan,
    DayOverride,
    DecidedDays,
    OverrideKind,
    RecordedDay,
    RecordedWeek,
    WorkingPattern,
    hours_from_json,
)
from province.kernel.calendars.models import (
    CalendarVersion,
    DayDecision,
    DecidedYear,
    PatternPeriod,
    WorkingCalendar,
)
from province.kernel.calendars.rules.days import pattern_on

_KNOWN: dict[str, Calendars] = {}


def calendar_for(*, agency_id: int | None = None) -> Calendar:
    """Return the calendar of an agency, or of the province; one small query while nothing changes.

    Before any year is published every deadline on it is provisional.
    """
    return all_calendars().of(agency_id)


def all_calendars() -> Calendars:
    """Return the calendars of the province and its agencies; a list asks once for all its rows."""
    token = calendar_token()
    known = _KNOWN.get(token)
    if known is None:
        known = _read_calendars(token)
        _KNOWN.clear()
        _KNOWN[token] = known
    return known


def calendar_token() -> str:
    """Return the token that changes with every change of any calendar; empty before the first."""
    token = CalendarVersion.objects.values_list("token", flat=True).first()
    return str(token) if token else ""


def list_days(*, agency_id: int | None, first: date, last: date) -> tuple[DayOverride, ...]:
    """Return the decisions in force on the days of one calendar, both ends included, by date."""
    rows = (
        DayDecision.objects.in_force()
        .filter(calendar__agency_id=agency_id, date__gte=first, date__lte=last)
        .order_by("date", "id")
    )
    return tuple(_override(row) for row in rows)


def list_recorded_days(
    *, agency_ids: Collection[int], first: date, last: date
) -> tuple[RecordedDay, ...]:
    """Return the decisions in force for the province and these agencies, with who recorded them.

    Both ends are included; by date, the province's before an agency's.
    """
    rows = (
        DayDecision.objects.in_force()
        .filter(_province_or(agency_ids), date__gte=first, date__lte=last)
        .select_related("calendar")
        .order_by("date", "calendar__agency_id", "id")
    )
    found = (
        RecordedDay(
            agency_id=row.calendar.agency_id,
            override=_override(row),
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
        )
        for row in rows
    )
    return tuple(
        sorted(found, key=lambda one: (one.override.date, one.agency_id is not None, one.agency_id))
    )


def list_recorded_weeks(
    *, agency_ids: Collection[int], first: date, last: date
) -> tuple[RecordedWeek, ...]:
    """Return the weekly hours that hold on some of these days, the province's before an agency's.

    Where none was recorded the pattern of ``PROVINCE_PATTERN`` holds.
    """
    found = (
        one
        for one in reversed(_weeks(_province_or(agency_ids)))
        if not one.withdrawn_by and one.span.meets(first, last)
    )
    return tuple(sorted(found, key=lambda one: (one.agency_id is not None, one.agency_id)))


def list_week_history(*, agency_id: int | None) -> tuple[RecordedWeek, ...]:
    """Return every week ever recorded in one calendar, withdrawn ones too, the latest first.

    Where several in force cover a day, the first of them holds.
    """
    return _weeks(Q(calendar__agency_id=agency_id))


def week_on(*, agency_id: int | None, day: date) -> WorkingPattern:
    """Return the hours of an ordinary week in one calendar as of a day."""
    return pattern_on(calendar_for(agency_id=agency_id), day)


def list_decided_days() -> tuple[DecidedDays, ...]:
    """Return up to which day each year is decided, the newest first."""
    return tuple(
        DecidedDays(
            last_date=row.last_date,
            decision=row.decision,
            reason=row.reason,
            recorded_by=row.recorded_by,
        )
        for row in DecidedYear.objects.order_by("-year", "id")
    )


def last_decided_on() -> date:
    """Return the last day with published decisions, or the first day of time when there is none."""
    newest = DecidedYear.objects.order_by("-last_date", "id").values_list("last_date", flat=True)
    return newest.first() or date.min


def _province_or(agency_ids: Collection[int]) -> Q:
    return Q(calendar__agency_id__isnull=True) | Q(calendar__agency_id__in=agency_ids)


def _read_calendars(token: str) -> Calendars:
    decided = last_decided_on()
    agency_of = dict(WorkingCalendar.objects.order_by("id").values_list("id", "agency_id"))
    days: dict[int | None, dict[date, DayOverride]] = {}
    for row in DayDecision.objects.in_force().order_by("date", "id"):
        days.setdefault(agency_of[row.calendar_id], {})[row.date] = _override(row)
    spans: dict[int | None, list[CalendarSpan]] = {}
    for period in PatternPeriod.objects.in_force().order_by("-validity", "-id"):
        spans.setdefault(agency_of[period.calendar_id], []).append(_span(period))

    def calendar(agency_id: int | None) -> Calendar:
        return Calendar(
            last_decided_on=decided,
            overrides={**days.get(None, {}), **days.get(agency_id, {})},
            spans=tuple(_own_first(spans, agency_id)),
            agency_id=agency_id,
            version=token,
        )

    own = {agency_id for agency_id in agency_of.values() if agency_id is not None}
    return Calendars(province=calendar(None), own={one: calendar(one) for one in sorted(own)})


def _own_first(
    spans: dict[int | None, list[CalendarSpan]], agency_id: int | None
) -> Iterable[CalendarSpan]:
    """Give the agency's own weeks before those of the province."""
    if agency_id is not None:
        yield from spans.get(agency_id, [])
    yield from spans.get(None, [])


def _override(row: DayDecision) -> DayOverride:
    return DayOverride(
        date=row.date,
        kind=OverrideKind(row.kind),
        hours=hours_from_json(row.hours),
        swap_with=row.swap_with,
        decision=row.decision,
        note=row.note,
        source=row.source,
    )


def _weeks(wanted: Q) -> tuple[RecordedWeek, ...]:
    """Read all weeks of some calendars, the latest first.

    Of those without an end each holds, at the longest, to the eve of the next without one.
    """
    rows = PatternPeriod.objects.filter(wanted).select_related("calendar")
    weeks, next_from = [], dict[int, date]()
    for row in rows.order_by("-validity", "-id"):
        span = _span(row)
        if span.valid_until is None and not row.is_withdrawn:
            follows = next_from.get(row.calendar_id)
            span = replace(span, valid_until=follows - timedelta(days=1) if follows else None)
            next_from[row.calendar_id] = row.validity.lower
        weeks.append(_week(row, span))
    return tuple(weeks)


def _week(row: PatternPeriod, span: CalendarSpan) -> RecordedWeek:
    return RecordedWeek(
        agency_id=row.calendar.agency_id,
        span=span,
        decision=row.decision,
        id=row.pk,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        withdrawn_by=row.withdrawn_by,
    )


def _span(period: PatternPeriod) -> CalendarSpan:
    until = period.validity.upper
    return CalendarSpan(
        pattern=WorkingPattern.from_json(period.weekly_hours),
        valid_from=period.validity.lower,
        valid_until=until - timedelta(days=1) if until else None,
    )
