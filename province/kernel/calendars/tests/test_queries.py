"""Reading the calendar: one small query while nothing changes, and never a stale answer."""

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    CalendarSpan,
    DayOverride,
    DecidedDays,
    OverrideKind,
)
from province.kernel.calendars.models import DayDecision
from province.kernel.calendars.public import (
    calendar_for,
    last_decided_on,
    list_days,
    list_decided_days,
    list_recorded_days,
    list_recorded_weeks,
    publish_year,
    set_override,
    set_pattern,
)
from province.kernel.calendars.tests.calendars import facts

pytestmark = pytest.mark.django_db

ACTOR = job_actor("test", permissions.MANAGE_PROVINCE)
DAY = DayOverride(date=date(2026, 9, 15), kind=OverrideKind.OFF, decision="QĐ 1")


def load(*arguments: str) -> str:
    said = StringIO()
    call_command("load_calendar", *arguments, stdout=said)
    return said.getvalue().strip()


def test_an_empty_calendar_decides_nothing() -> None:
    calendar = calendar_for(agency_id=5)

    assert calendar is calendar_for()
    assert calendar.last_decided_on == date.min
    assert last_decided_on() == date.min
    assert dict(calendar.overrides) == {}


def test_a_known_calendar_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    load()
    calendar = calendar_for(agency_id=5)

    with django_assert_num_queries(1):
        again = calendar_for(agency_id=5)

    assert again is calendar


def test_reading_costs_the_same_for_one_and_for_three_calendars(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    set_override(actor=ACTOR, agency_id=1, override=DAY)
    with django_assert_num_queries(5):
        calendar_for(agency_id=1)
    set_override(actor=ACTOR, agency_id=2, override=DAY)
    set_override(actor=ACTOR, agency_id=3, override=DAY)

    with django_assert_num_queries(5):
        calendar_for(agency_id=3)


def test_a_change_that_is_rolled_back_is_never_seen_again() -> None:
    set_override(actor=ACTOR, agency_id=None, override=DAY)
    other = DayOverride(date=date(2026, 9, 16), kind=OverrideKind.OFF, decision="QĐ 2")

    with transaction.atomic():
        set_override(actor=ACTOR, agency_id=None, override=other)
        seen_inside = set(calendar_for().overrides)
        transaction.set_rollback(True)

    assert seen_inside == {DAY.date, other.date}
    assert set(calendar_for().overrides) == {DAY.date}


def test_the_facts_are_loaded_once() -> None:
    first, second = load(), load()

    assert first == "Lịch làm việc: 63 ngày mới hoặc đổi, 4 năm mới công bố."
    assert second == "Lịch làm việc: 0 ngày mới hoặc đổi, 0 năm mới công bố."
    assert DayDecision.objects.count() == 63
    assert AuditEntry.objects.count() == 5
    assert last_decided_on() == date(2026, 12, 31)
    assert "24/11/2026" in list_decided_days()[0].reason


def test_the_loaded_calendar_is_the_one_of_the_vectors() -> None:
    load()

    loaded = calendar_for()

    expected = {day: (fact.kind, fact.swap_with) for day, fact in facts().items()}
    assert {
        day: (known.kind, known.swap_with) for day, known in loaded.overrides.items()
    } == expected


def test_swapped_days_name_their_decision() -> None:
    load()

    days = list_days(agency_id=None, first=date(2026, 1, 1), last=date(2026, 1, 31))

    assert [(day.date.day, day.kind.value, day.decision) for day in days] == [
        (1, "off", "Bộ luật Lao động 45/2019/QH14"),
        (2, "off", "12729/VPCP-KGVX ngày 25/12/2025"),
        (10, "working", "12729/VPCP-KGVX ngày 25/12/2025"),
    ]


def test_a_day_decided_by_hand_survives_the_next_load() -> None:
    by_hand = DayOverride(date=date(2026, 11, 24), kind=OverrideKind.WORKING, decision="QĐ 9")
    load()
    set_override(actor=ACTOR, agency_id=None, override=by_hand)

    said = load()

    assert said == "Lịch làm việc: 0 ngày mới hoặc đổi, 0 năm mới công bố."
    assert list_days(agency_id=None, first=by_hand.date, last=by_hand.date) == (by_hand,)


def test_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "days.csv"
    broken.write_text(
        "date,is_day_off,is_working_weekend,swap_with,name,note,source,confidence\n"
        "2027-13-01,1,0,,Tết,,sổ tay,high\n",
        encoding="utf-8",
    )

    with pytest.raises(CommandError, match=r"Dòng 2 của tệp days\.csv không đọc được: 2027-13-01"):
        load(f"--file={broken}")

    assert DayDecision.objects.count() == 0


def test_recorded_days_say_in_whose_calendar_and_by_whom() -> None:
    unit = Actor(account_id=7, abilities_by_unit={5: frozenset({permissions.MANAGE_AGENCY})})
    elsewhere = DayOverride(date=date(2026, 9, 16), kind=OverrideKind.OFF, decision="QĐ 3")
    set_override(actor=unit, agency_id=5, override=DAY)
    set_override(actor=ACTOR, agency_id=None, override=DAY)
    set_override(actor=ACTOR, agency_id=6, override=elsewhere)

    def recorded(*agency_ids: int) -> list[tuple[int | None, DayOverride, str]]:
        year = list_recorded_days(
            agency_ids=agency_ids, first=date(2026, 1, 1), last=date(2026, 12, 31)
        )
        return [(one.agency_id, one.override, one.recorded_by) for one in year]

    assert recorded() == [(None, DAY, "job:test")]
    assert recorded(5) == [(None, DAY, "job:test"), (5, DAY, "account:7")]


def test_recorded_weeks_are_those_that_hold_on_the_days_asked_for() -> None:
    old = CalendarSpan(
        pattern=PROVINCE_PATTERN, valid_from=date(2020, 1, 1), valid_until=date(2025, 12, 31)
    )
    own = CalendarSpan(pattern=PROVINCE_PATTERN, valid_from=date(2026, 12, 31))
    set_pattern(actor=ACTOR, agency_id=None, span=old, decision="QĐ 1")
    set_pattern(actor=ACTOR, agency_id=5, span=own, decision="QĐ 2")

    def weeks(year: int) -> list[tuple[int | None, CalendarSpan, str]]:
        found = list_recorded_weeks(
            agency_ids=(5,), first=date(year, 1, 1), last=date(year, 12, 31)
        )
        return [(one.agency_id, one.span, one.decision) for one in found]

    assert weeks(2025) == [(None, old, "QĐ 1")]
    assert weeks(2026) == [(5, own, "QĐ 2")]


def test_a_decided_year_says_who_recorded_it() -> None:
    decided = DecidedDays(last_date=date(2027, 12, 31), decision="QĐ 5", reason="TB 9")

    publish_year(actor=ACTOR, decided=decided)

    assert list_decided_days() == (replace(decided, recorded_by="job:test"),)
