"""Hours of an ordinary week: given, followed by others, withdrawn, and their history."""

from datetime import date, time

import pytest
from django.db import transaction

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
from province.kernel.calendars.models import PatternPeriod
from province.kernel.calendars.public import list_week_history, week_on

pytestmark = pytest.mark.django_db
AGENCY = Actor(account_id=7, abilities_by_unit={5: frozenset({permissions.MANAGE_AGENCY})})
STRANGER = Actor(account_id=8, abilities_by_unit={6: frozenset({permissions.MANAGE_AGENCY})})
SHORT = WorkingPattern(weekdays=(((time(7, 0), time(11, 0)),),) * 6 + ((),))


def give(first: date, last: date | None = None, *, decision: str = "QĐ 1") -> None:
    span = CalendarSpan(pattern=SHORT, valid_from=first, valid_until=last)
    set_pattern(actor=AGENCY, agency_id=5, span=span, decision=decision)


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
        {"first": "2026-09-01", "decision": "QĐ 9", "reason": "Ghi nhầm đơn vị"},
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
