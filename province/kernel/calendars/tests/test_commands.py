"""Changes of the calendar: who may, what is written and told, and that nothing else happens."""

from datetime import date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    CalendarSpan,
    DayOverride,
    DecidedDays,
    Limit,
    LimitUnit,
    OverrideKind,
    WorkingPattern,
)
from province.kernel.calendars.errors import (
    DecisionMissingError,
    MayNotChangeCalendarError,
    OverrideNotFoundError,
    PatternOverlapsError,
    PeriodUnfitError,
    SwapUnfitError,
    YearGoesBackError,
)
from province.kernel.calendars.models import (
    DayDecision,
    DecidedYear,
    PatternPeriod,
    WorkingCalendar,
)
from province.kernel.calendars.public import (
    calendar_for,
    calendar_token,
    due_moment,
    last_decided_on,
    list_days,
    list_decided_days,
    load_holidays,
    publish_year,
    set_override,
    set_pattern,
    withdraw_override,
)
from province.kernel.calendars.rules.days import PROVINCE_ZONE

pytestmark = pytest.mark.django_db

PROVINCE = job_actor("test", permissions.MANAGE_PROVINCE)
AGENCY = Actor(
    account_id=7, abilities_by_unit={5: frozenset({permissions.MANAGE_AGENCY})}, name="Ánh"
)
STORM = DayOverride(
    date=date(2026, 9, 15),
    kind=OverrideKind.OFF,
    decision="Công điện 12/CĐ-UBND ngày 14/9/2026",
    note="Bão số 6",
)
ONE_DAY = Limit(amount=1, unit=LimitUnit.WORK_DAY)
BEFORE = datetime(2026, 9, 14, 10, 0, tzinfo=PROVINCE_ZONE)


def nothing_happened() -> bool:
    counts = [
        model.objects.count()
        for model in (AuditEntry, OutboxEvent, DayDecision, PatternPeriod, DecidedYear)
    ]
    return counts == [0, 0, 0, 0, 0]


def due_at(agency_id: int | None) -> datetime | None:
    return due_moment(calendar_for(agency_id=agency_id), ONE_DAY, BEFORE).at


def test_a_decision_moves_the_days_of_one_agency_only() -> None:
    changed = set_override(actor=AGENCY, agency_id=5, override=STORM)

    assert changed
    assert due_at(5) == datetime(2026, 9, 16, 10, 0, tzinfo=PROVINCE_ZONE)
    assert due_at(6) == datetime(2026, 9, 15, 10, 0, tzinfo=PROVINCE_ZONE)
    assert due_at(None) == datetime(2026, 9, 15, 10, 0, tzinfo=PROVINCE_ZONE)
    assert list_days(agency_id=5, first=STORM.date, last=STORM.date) == (STORM,)


def test_the_agency_s_own_decision_goes_before_that_of_the_province() -> None:
    open_here = DayOverride(date=STORM.date, kind=OverrideKind.WORKING, decision="QĐ 30/QĐ-UBND")
    set_override(actor=AGENCY, agency_id=5, override=open_here)

    set_override(actor=PROVINCE, agency_id=None, override=STORM)

    assert due_at(5) == datetime(2026, 9, 15, 10, 0, tzinfo=PROVINCE_ZONE)
    assert due_at(6) == datetime(2026, 9, 16, 10, 0, tzinfo=PROVINCE_ZONE)


def test_a_decision_is_recorded_and_told() -> None:
    set_override(actor=AGENCY, agency_id=5, override=STORM)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.target) == (
        "calendars.override_set",
        "account:7",
        "calendar:5",
    )
    assert entry.changes == {"date": "2026-09-15", "kind": "off", "decision": STORM.decision}
    event = OutboxEvent.objects.get()
    assert (event.name, event.payload) == (
        "calendars.calendar_changed",
        {
            "agency_id": 5,
            "first_date": "2026-09-15",
            "last_date": "2026-09-15",
            "decision": STORM.decision,
        },
    )


def test_the_same_decision_again_changes_nothing() -> None:
    set_override(actor=PROVINCE, agency_id=None, override=STORM)
    token = calendar_token()

    changed = set_override(actor=PROVINCE, agency_id=None, override=STORM)

    assert not changed
    assert calendar_token() == token
    assert (AuditEntry.objects.count(), OutboxEvent.objects.count()) == (1, 1)


def test_another_decision_replaces_the_first_and_keeps_it_as_history() -> None:
    set_override(actor=PROVINCE, agency_id=None, override=STORM)
    morning = DayOverride(
        date=STORM.date,
        kind=OverrideKind.SPECIAL,
        hours=((time(7, 0), time(11, 30)),),
        decision="Công điện 13/CĐ-UBND",
    )

    set_override(actor=PROVINCE, agency_id=None, override=morning)

    assert list_days(agency_id=None, first=STORM.date, last=STORM.date) == (morning,)
    history = DayDecision.objects.get(is_withdrawn=True)
    assert (history.kind, history.withdrawn_by) == ("off", "Công điện 13/CĐ-UBND")


def test_a_withdrawn_decision_holds_no_longer() -> None:
    set_override(actor=PROVINCE, agency_id=None, override=STORM)

    withdraw_override(
        actor=PROVINCE,
        agency_id=None,
        day=STORM.date,
        decision="Công điện 14/CĐ-UBND",
        reason="Bão đổi hướng",
    )

    assert list_days(agency_id=None, first=STORM.date, last=STORM.date) == ()
    assert AuditEntry.objects.get(action="calendars.override_withdrawn").changes == {
        "date": "2026-09-15",
        "decision": "Công điện 14/CĐ-UBND",
        "reason": "Bão đổi hướng",
    }
    assert due_at(None) == datetime(2026, 9, 15, 10, 0, tzinfo=PROVINCE_ZONE)
    assert list(OutboxEvent.objects.values_list("payload__decision", flat=True)) == [
        STORM.decision,
        "Công điện 14/CĐ-UBND",
    ]


def test_nothing_can_be_withdrawn_twice() -> None:
    with pytest.raises(OverrideNotFoundError) as refusal, transaction.atomic():
        withdraw_override(actor=PROVINCE, agency_id=None, day=STORM.date, decision="QĐ 1")

    assert str(refusal.value) == (
        "Ngày 15/09/2026 không có quyết định nào đang áp dụng trong lịch này."
    )
    assert nothing_happened()
    assert calendar_token() == ""


@pytest.mark.parametrize(("actor", "agency_id"), [(AGENCY, None), (AGENCY, 6), (Actor(), 5)])
def test_a_stranger_changes_nothing(actor: Actor, agency_id: int | None) -> None:
    with pytest.raises(MayNotChangeCalendarError):
        set_override(actor=actor, agency_id=agency_id, override=STORM)
    with pytest.raises(MayNotChangeCalendarError):
        withdraw_override(actor=actor, agency_id=agency_id, day=STORM.date, decision="QĐ 1")
    with pytest.raises(MayNotChangeCalendarError):
        set_pattern(
            actor=actor,
            agency_id=agency_id,
            span=CalendarSpan(pattern=PROVINCE_PATTERN, valid_from=STORM.date),
            decision="QĐ 1",
        )
    with pytest.raises(MayNotChangeCalendarError):
        publish_year(
            actor=actor, decided=DecidedDays(last_date=date(2027, 12, 31), decision="QĐ 1")
        )
    with pytest.raises(MayNotChangeCalendarError):
        load_holidays(actor=actor, rows=[STORM])

    assert nothing_happened()


def test_a_change_without_decision_is_refused() -> None:
    bare = DayOverride(date=STORM.date, kind=OverrideKind.OFF, decision=" ")

    with pytest.raises(DecisionMissingError):
        set_override(actor=PROVINCE, agency_id=None, override=bare)
    with pytest.raises(DecisionMissingError):
        load_holidays(actor=PROVINCE, rows=[STORM, bare])

    assert nothing_happened()


def test_a_file_without_days_changes_nothing() -> None:
    assert load_holidays(actor=PROVINCE, rows=[]) == 0
    assert nothing_happened()


def test_a_day_is_not_exchanged_for_itself() -> None:
    odd = DayOverride(date=STORM.date, kind=OverrideKind.OFF, swap_with=STORM.date, decision="QĐ 1")

    with pytest.raises(SwapUnfitError) as refusal:
        set_override(actor=PROVINCE, agency_id=None, override=odd)

    assert str(refusal.value) == "Ngày hoán đổi phải khác ngày 15/09/2026."
    assert nothing_happened()


def test_an_agency_gets_weekly_hours_of_its_own_for_a_period() -> None:
    morning = ((time(7, 0), time(11, 30)),)
    week = WorkingPattern(weekdays=(*PROVINCE_PATTERN.weekdays[:5], morning, ()))
    span = CalendarSpan(pattern=week, valid_from=date(2026, 9, 1), valid_until=date(2026, 9, 30))

    set_pattern(actor=AGENCY, agency_id=5, span=span, decision="QĐ 20/QĐ-UBND")

    friday = datetime(2026, 9, 11, 16, 0, tzinfo=PROVINCE_ZONE)
    hours = Limit(amount=2, unit=LimitUnit.WORK_HOUR)
    assert calendar_for(agency_id=5).spans == (span,)
    assert due_moment(calendar_for(agency_id=5), hours, friday).at == datetime(
        2026, 9, 12, 8, 0, tzinfo=PROVINCE_ZONE
    )
    assert due_moment(calendar_for(), hours, friday).at == datetime(
        2026, 9, 14, 8, 0, tzinfo=PROVINCE_ZONE
    )


def test_two_weeks_of_hours_do_not_overlap() -> None:
    span = CalendarSpan(pattern=PROVINCE_PATTERN, valid_from=date(2026, 9, 1))
    set_pattern(actor=PROVINCE, agency_id=None, span=span, decision="QĐ 20/QĐ-UBND")

    with pytest.raises(PatternOverlapsError), transaction.atomic():
        set_pattern(actor=PROVINCE, agency_id=None, span=span, decision="QĐ 21/QĐ-UBND")

    assert PatternPeriod.objects.count() == 1
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("first", [None, date(2026, 9, 2)])
def test_a_period_has_a_beginning_before_its_end(first: date | None) -> None:
    span = CalendarSpan(pattern=PROVINCE_PATTERN, valid_from=first, valid_until=date(2026, 9, 1))

    with pytest.raises(PeriodUnfitError):
        set_pattern(actor=PROVINCE, agency_id=None, span=span, decision="QĐ 20/QĐ-UBND")

    assert nothing_happened()


def test_a_published_year_ends_the_word_expected() -> None:
    start = datetime(2027, 3, 1, 9, 0, tzinfo=PROVINCE_ZONE)
    before = due_moment(calendar_for(), ONE_DAY, start)

    news = publish_year(
        actor=PROVINCE,
        decided=DecidedDays(last_date=date(2027, 12, 31), decision="Lịch nghỉ 2027"),
    )

    after = due_moment(calendar_for(), ONE_DAY, start)
    assert news
    assert (before.provisional, after.provisional) == (True, False)
    assert last_decided_on() == date(2027, 12, 31)
    assert [year.decision for year in list_decided_days()] == ["Lịch nghỉ 2027"]


def test_a_year_is_published_once_and_never_goes_back() -> None:
    whole = DecidedDays(last_date=date(2027, 12, 31), decision="Lịch nghỉ 2027")
    half = DecidedDays(last_date=date(2027, 6, 30), decision="Lịch nghỉ 2027")
    publish_year(actor=PROVINCE, decided=half)
    publish_year(actor=PROVINCE, decided=whole)

    again = publish_year(actor=PROVINCE, decided=whole)
    with pytest.raises(YearGoesBackError) as refusal:
        publish_year(actor=PROVINCE, decided=half)

    assert not again
    assert str(refusal.value) == "Lịch đã được công bố đến ngày 31/12/2027; không thể lùi lại."
    assert DecidedYear.objects.get().last_date == date(2027, 12, 31)
    assert OutboxEvent.objects.count() == 2


def test_the_database_itself_keeps_one_decision_per_day() -> None:
    calendar = WorkingCalendar.objects.create(agency_id=None)
    DayDecision.objects.create(calendar=calendar, date=STORM.date, kind="off", decision="QĐ 1")

    with pytest.raises(IntegrityError, match="day_decision_one_in_force"), transaction.atomic():
        DayDecision.objects.create(calendar=calendar, date=STORM.date, kind="off", decision="QĐ 2")
    with pytest.raises(IntegrityError, match="one_per_agency"), transaction.atomic():
        WorkingCalendar.objects.create(agency_id=None)
    with pytest.raises(IntegrityError, match="special_has_hours"), transaction.atomic():
        DayDecision.objects.create(
            calendar=calendar, date=date(2026, 9, 16), kind="special", decision="QĐ 2"
        )
