"""Hours of an ordinary week: given, followed by others, withdrawn, and their history."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor
from province.kernel.calendars import permissions
from province.kernel.calendars.commands.weeks import set_pattern, withdraw_pattern
from province.kernel.calendars.contracts import PROVINCE_PATTERN, CalendarSpan, WorkingPattern
from province.kernel.calendars.errors import (
    DecisionMissingError,
    MayNotChangeCalendarError,
    PatternOverlapsError,
    WeekNotFoundError,
)
from province.kernel.calendars.models import PatternPeriod, WorkingCalendar
from province.kernel.calendars.public import list_recorded_weeks, list_week_history, week_on

pytestmark = pytest.mark.django_db
AGENCY = Actor(account_id=7, abilities_by_unit={5: frozenset({permissions.MANAGE_AGENCY})})
STRANGER = Actor(account_id=8, abilities_by_unit={6: frozenset({permissions.MANAGE_AGENCY})})
SHORT = WorkingPattern(weekdays=(((time(7, 0), time(11, 0)),),) * 6 + ((),))
SUMMER = WorkingPattern(weekdays=(((time(6, 30), time(10, 30)),),) * 6 + ((),))


def give(
    first: date,
    last: date | None = None,
    *,
    decision: str = "QĐ 1",
    pattern: WorkingPattern = SHORT,
) -> None:
    span = CalendarSpan(pattern=pattern, valid_from=first, valid_until=last)
    set_pattern(actor=AGENCY, agency_id=5, span=span, decision=decision)


def take_back(decision: str, *, by: str = "QĐ 9") -> None:
    week_id = PatternPeriod.objects.get(decision=decision).pk
    withdraw_pattern(actor=AGENCY, agency_id=5, week_id=week_id, decision=by, reason="Ghi nhầm")


def weeks_on(*days: date) -> list[WorkingPattern]:
    return [week_on(agency_id=5, day=day) for day in days]


def recorded() -> list[tuple[str, date | None, date | None, str]]:
    return [
        (one.decision, one.span.valid_from, one.span.valid_until, one.withdrawn_by)
        for one in list_week_history(agency_id=5)
    ]


def test_later_hours_end_those_without_an_end_on_the_eve() -> None:
    give(date(2026, 9, 1))

    give(date(2027, 1, 1), decision="QĐ 2")

    assert recorded() == [
        ("QĐ 2", date(2027, 1, 1), None, ""),
        ("QĐ 1", date(2026, 9, 1), date(2026, 12, 31), ""),
    ]
    assert week_on(agency_id=5, day=date(2026, 8, 31)) == PROVINCE_PATTERN
    assert week_on(agency_id=5, day=date(2026, 9, 1)) == SHORT
    assert week_on(agency_id=None, day=date(2026, 9, 1)) == PROVINCE_PATTERN


JUNE, JULY, AUGUST = date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 1)
LAST_OF_JULY = date(2026, 7, 31)


def test_after_hours_with_an_end_the_earlier_ones_hold_again() -> None:
    give(date(2025, 9, 1))

    give(JULY, LAST_OF_JULY, decision="QĐ 2", pattern=SUMMER)

    assert weeks_on(JUNE, JULY, LAST_OF_JULY, AUGUST) == [SHORT, SUMMER, SUMMER, SHORT]
    assert recorded() == [
        ("QĐ 2", JULY, LAST_OF_JULY, ""),
        ("QĐ 1", date(2025, 9, 1), None, ""),
    ]
    assert AuditEntry.objects.latest("id").changes == {
        "first": "2026-07-01",
        "last": "2026-07-31",
        "decision": "QĐ 2",
        "hours": SUMMER.to_json(),
        "instead_of": "QĐ 1",
    }


@pytest.mark.parametrize("last", [None, LAST_OF_JULY])
def test_when_hours_are_withdrawn_the_earlier_ones_hold_again(last: date | None) -> None:
    give(date(2025, 9, 1))
    give(JULY, last, decision="QĐ 2", pattern=SUMMER)

    take_back("QĐ 2")

    assert weeks_on(JUNE, JULY, LAST_OF_JULY, AUGUST) == [SHORT] * 4
    assert recorded() == [
        ("QĐ 2", JULY, last, "QĐ 9"),
        ("QĐ 1", date(2025, 9, 1), None, ""),
    ]
    assert AuditEntry.objects.latest("id").changes == {
        "first": "2026-07-01",
        "decision": "QĐ 9",
        "reason": "Ghi nhầm",
        "again": "QĐ 1",
    }


def test_hours_withdrawn_in_the_middle_leave_no_hole() -> None:
    give(date(2025, 9, 1))
    give(JULY, decision="QĐ 2", pattern=SUMMER)
    give(date(2026, 9, 1), date(2026, 9, 30), decision="QĐ 3", pattern=PROVINCE_PATTERN)
    days = (JUNE, JULY, date(2026, 9, 1), date(2026, 10, 1))
    assert weeks_on(*days) == [SHORT, SUMMER, PROVINCE_PATTERN, SUMMER]

    take_back("QĐ 2")

    assert weeks_on(*days) == [SHORT, SHORT, PROVINCE_PATTERN, SHORT]


def test_hours_that_others_follow_do_not_show_in_later_years() -> None:
    give(date(2025, 9, 1))
    give(JULY, decision="QĐ 2")
    give(date(2026, 9, 1), date(2026, 9, 30), decision="QĐ 3")

    def shown(year: int) -> list[str]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = list_recorded_weeks(agency_ids=(5,), first=first, last=last)
        return [one.decision for one in found]

    assert [shown(year) for year in (2024, 2025, 2026, 2027)] == [
        [],
        ["QĐ 1"],
        ["QĐ 1", "QĐ 2", "QĐ 3"],
        ["QĐ 2"],
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((JULY, None), (JULY, None)),
        ((JULY, AUGUST), (LAST_OF_JULY, date(2026, 9, 1))),
    ],
)
def test_the_database_itself_keeps_hours_apart(
    first: tuple[date, date | None], second: tuple[date, date | None]
) -> None:
    calendar = WorkingCalendar.objects.create(agency_id=5)
    asked = {"calendar": calendar, "weekly_hours": SHORT.to_json(), "decision": "QĐ 1"}
    PatternPeriod.objects.create(validity=DateRange(*first), **asked)

    with pytest.raises(IntegrityError), transaction.atomic():
        PatternPeriod.objects.create(validity=DateRange(*second), **asked)

    assert PatternPeriod.objects.count() == 1


def test_hours_with_an_end_are_not_cut() -> None:
    give(date(2026, 9, 1), date(2026, 12, 31))

    with pytest.raises(PatternOverlapsError) as refusal, transaction.atomic():
        give(date(2026, 12, 31), decision="QĐ 2")

    assert "theo QĐ 1" in str(refusal.value)
    assert recorded() == [("QĐ 1", date(2026, 9, 1), date(2026, 12, 31), "")]
    assert AuditEntry.objects.count() == 1


def test_a_refused_week_leaves_the_earlier_one_open() -> None:
    give(date(2026, 9, 1), date(2026, 9, 30), decision="QĐ 1")
    give(date(2026, 10, 1), decision="QĐ 2")
    give(date(2027, 1, 1), date(2027, 1, 31), decision="QĐ 3")
    before = recorded()

    with pytest.raises(PatternOverlapsError), transaction.atomic():
        give(date(2027, 1, 15), decision="QĐ 4")

    assert recorded() == before


def test_withdrawn_hours_hold_no_longer_and_stay_as_history() -> None:
    give(date(2026, 9, 1))
    week_id = PatternPeriod.objects.get().pk

    withdraw_pattern(
        actor=AGENCY, agency_id=5, week_id=week_id, decision="QĐ 9", reason="Ghi nhầm đơn vị"
    )

    assert week_on(agency_id=5, day=date(2026, 9, 1)) == PROVINCE_PATTERN
    assert recorded() == [("QĐ 1", date(2026, 9, 1), None, "QĐ 9")]
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.changes) == (
        "calendars.pattern_withdrawn",
        {"first": "2026-09-01", "decision": "QĐ 9", "reason": "Ghi nhầm đơn vị", "again": ""},
    )
    assert OutboxEvent.objects.count() == 2
    give(date(2026, 9, 1), decision="QĐ 10")
    assert week_on(agency_id=5, day=date(2026, 9, 1)) == SHORT


@pytest.mark.parametrize(
    ("actor", "agency_id", "decision", "refusal"),
    [
        (STRANGER, 5, "QĐ 9", MayNotChangeCalendarError),
        (AGENCY, None, "QĐ 9", MayNotChangeCalendarError),
        (STRANGER, 6, "QĐ 9", WeekNotFoundError),
        (AGENCY, 5, " ", DecisionMissingError),
    ],
)
def test_a_refused_withdrawal_changes_nothing(
    actor: Actor, agency_id: int | None, decision: str, refusal: type[Exception]
) -> None:
    give(date(2026, 9, 1))
    week_id = PatternPeriod.objects.get().pk

    with pytest.raises(refusal), transaction.atomic():
        withdraw_pattern(
            actor=actor, agency_id=agency_id, week_id=week_id, decision=decision, reason="Nhầm"
        )

    assert recorded() == [("QĐ 1", date(2026, 9, 1), None, "")]
    assert (AuditEntry.objects.count(), OutboxEvent.objects.count()) == (1, 1)


def test_hours_are_withdrawn_once() -> None:
    give(date(2026, 9, 1))
    week_id = PatternPeriod.objects.get().pk
    asked = {"agency_id": 5, "week_id": week_id, "reason": "Nhầm"}
    withdraw_pattern(actor=AGENCY, decision="QĐ 9", **asked)  # type: ignore[arg-type]  # one form

    with pytest.raises(WeekNotFoundError), transaction.atomic():
        withdraw_pattern(actor=AGENCY, decision="QĐ 10", **asked)  # type: ignore[arg-type]  # same

    assert recorded() == [("QĐ 1", date(2026, 9, 1), None, "QĐ 9")]
