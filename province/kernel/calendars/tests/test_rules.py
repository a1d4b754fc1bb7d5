"""The sums and questions of working time that are not deadlines, and the ruler."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest

from province.kernel.calendars.contracts import (
    Calendar,
    DayOverride,
    Limit,
    LimitUnit,
    OverrideKind,
    Pause,
    RulerDay,
    RulerMark,
)
from province.kernel.calendars.public import (
    add_working_minutes,
    answer_deadline,
    day_ruler,
    due_moment,
    end_of_working_day,
    is_late,
    is_working_day,
    is_working_moment,
    next_working_moment,
    subtract_working_minutes,
    working_days_before,
    working_days_between,
    working_minutes,
    working_minutes_left,
)
from province.kernel.calendars.rules.days import PROVINCE_ZONE, DayTable
from province.kernel.calendars.tests.calendars import CALENDARS, province

PROVINCE = CALENDARS["province"]
STORM = CALENDARS["storm"]
WEEK = Limit(amount=5, unit=LimitUnit.WORK_DAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PROVINCE_ZONE)


OPEN = ["03-09 07:00", "03-09 11:29", "03-09 13:30", "03-09 16:59:59", "01-10 09:00"]
CLOSED = ["03-09 06:59", "03-09 11:30", "03-09 17:00", "03-14 09:00", "01-02 09:00", "11-24 09:00"]


@pytest.mark.parametrize("moment", OPEN)
def test_the_office_is_open_from_the_minute_of_opening(moment: str) -> None:
    assert is_working_moment(PROVINCE, at(f"2026-{moment}"))


@pytest.mark.parametrize("moment", CLOSED)
def test_the_office_is_closed_from_the_minute_of_closing(moment: str) -> None:
    assert not is_working_moment(PROVINCE, at(f"2026-{moment}"))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-09 09:00:30", "2026-03-09 09:00"),
        ("2026-03-09 12:00", "2026-03-09 13:30"),
        ("2026-03-13 17:00", "2026-03-16 07:00"),
        ("2026-02-14 00:00", "2026-02-23 07:00"),
    ],
)
def test_the_next_working_moment(moment: str, expected: str) -> None:
    assert next_working_moment(PROVINCE, at(moment)) == at(expected)


def test_working_minutes_between_two_moments() -> None:
    friday, monday = at("2026-03-06 16:00"), at("2026-03-09 08:00")

    assert working_minutes(PROVINCE, friday, monday) == 120
    assert working_minutes(PROVINCE, monday, friday) == 0
    assert working_minutes_left(PROVINCE, friday, monday) == 120
    assert working_minutes_left(PROVINCE, monday, friday) == -120


def test_late_begins_with_the_minute_after_the_deadline() -> None:
    due = at("2026-03-09 16:59")

    assert not is_late(at("2026-03-09 16:59:59"), due)
    assert is_late(at("2026-03-09 17:00"), due)


@pytest.mark.parametrize(
    ("due", "days", "expected"),
    [
        ("2026-03-09 16:59", 1, "2026-03-06 16:59"),
        ("2026-03-09 17:00", 1, "2026-03-06 17:00"),
        ("2026-03-10 07:00", 1, "2026-03-09 07:00"),
        ("2026-02-23 10:00", 2, "2026-02-12 10:00"),
        ("2026-03-14 10:00", 1, "2026-03-13 10:00"),
        ("2026-03-09 16:59", 0, "2026-03-09 16:59"),
    ],
)
def test_the_same_clock_time_working_days_earlier(due: str, days: int, expected: str) -> None:
    assert working_days_before(PROVINCE, at(due), days) == at(expected)


def test_a_day_that_closes_early_is_left_at_its_closing() -> None:
    assert working_days_before(STORM, at("2026-09-17 16:00"), 1) == at("2026-09-15 11:30")


@pytest.mark.parametrize(
    ("moment", "minutes", "expected"),
    [
        ("2026-03-10 10:00", 480, "2026-03-09 10:00"),
        ("2026-03-09 17:00", 480, "2026-03-06 17:00"),
        ("2026-03-09 08:00", 120, "2026-03-06 16:00"),
        ("2026-03-09 12:00:30", 0, "2026-03-09 12:00"),
    ],
)
def test_working_time_is_taken_back(moment: str, minutes: int, expected: str) -> None:
    assert subtract_working_minutes(PROVINCE, at(moment), minutes) == at(expected)


def test_no_time_added_is_the_next_working_moment() -> None:
    assert add_working_minutes(PROVINCE, at("2026-03-14 09:00"), 0) == at("2026-03-16 07:00")


def test_no_working_time_is_added_or_taken_below_zero() -> None:
    for count in (add_working_minutes, subtract_working_minutes, working_days_before):
        with pytest.raises(ValueError, match="cannot be negative"):
            count(PROVINCE, at("2026-03-09 09:00"), -1)


def test_working_days_between_two_days() -> None:
    friday, monday = date(2026, 1, 9), date(2026, 1, 12)

    assert working_days_between(PROVINCE, friday, monday) == 2
    assert working_days_between(PROVINCE, monday, friday) == -2
    assert working_days_between(PROVINCE, friday, friday) == 0
    assert working_days_between(PROVINCE, date(2026, 2, 13), date(2026, 2, 23)) == 1


def test_the_end_of_a_working_day() -> None:
    assert end_of_working_day(PROVINCE, date(2026, 2, 14)) == at("2026-02-23 17:00")
    assert end_of_working_day(STORM, date(2026, 9, 15)) == at("2026-09-15 11:30")
    assert not is_working_day(STORM, date(2026, 9, 16))


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 3, 9, 9, 0)  # noqa: DTZ001 -- the point of the test

    with pytest.raises(ValueError, match="needs its time zone"):
        due_moment(PROVINCE, WEEK, naive)
    with pytest.raises(ValueError, match="needs its time zone"):
        answer_deadline(PROVINCE, naive)


@pytest.mark.parametrize("year", [1989, 2151])
def test_years_that_nobody_counts_in_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="from 1990 to 2150"):
        due_moment(PROVINCE, WEEK, datetime(year, 6, 1, tzinfo=UTC))


def test_a_limit_that_leaves_the_kept_years_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1990 to 2150"):
        due_moment(province(), Limit(amount=9999, unit=LimitUnit.MONTH), at("2026-03-09 09:00"))
    with pytest.raises(ValueError, match="from 1990 to 2150"):
        due_moment(province(), Limit(amount=99999, unit=LimitUnit.WORK_DAY), at("2026-03-09 09:00"))
    with pytest.raises(ValueError, match="from 1990 to 2150"):
        subtract_working_minutes(province(), at("2026-03-09 09:00"), 480 * 99999)


def test_threads_share_one_table_while_it_grows() -> None:
    table = DayTable(province(), date(2026, 1, 5))
    days = [date(2026, 1, 5) + timedelta(days=37 * step) for step in range(-100, 100)]
    alone = [
        table.before(day) - table.before(date(2026, 1, 5)) for day in sorted(days, reverse=True)
    ]
    fresh = DayTable(province(), date(2026, 1, 5))

    with ThreadPoolExecutor(max_workers=8) as pool:
        together = list(pool.map(fresh.before, sorted(days, reverse=True)))

    assert [found - fresh.before(date(2026, 1, 5)) for found in together] == alone


def test_a_day_worked_in_exchange_has_hours_even_in_a_week_without_that_weekday() -> None:
    calendar = Calendar(
        last_decided_on=date(2026, 12, 31),
        overrides={
            date(2026, 3, 15): DayOverride(date=date(2026, 3, 15), kind=OverrideKind.WORKING)
        },
    )

    assert end_of_working_day(calendar, date(2026, 3, 14)) == at("2026-03-15 17:00")


def marks(days: tuple[RulerDay, ...]) -> list[tuple[int, str]]:
    return [(day.date.day, day.mark.value) for day in days]


def test_the_ruler_shows_used_off_half_and_days_ahead() -> None:
    start, now = at("2026-11-20 08:30"), at("2026-11-23 10:00")
    due = due_moment(PROVINCE, Limit(amount=3, unit=LimitUnit.WORK_DAY), start).at

    days = day_ruler(PROVINCE, start, due, now)

    assert marks(days) == [
        (20, "used"),
        (21, "off"),
        (22, "off"),
        (23, "half"),
        (24, "off"),
        (25, "ahead"),
        (26, "ahead"),
    ]
    assert [day.date.day for day in days if day.is_now] == [23]
    assert [day.date.day for day in days if day.is_due] == [26]
    assert days[4].note == "Ngày Văn hóa Việt Nam"
    assert not any(day.is_provisional for day in days)


def test_the_ruler_shows_days_on_which_the_clock_stands() -> None:
    start, now = at("2026-03-02 09:00"), at("2026-03-06 10:00")
    held = [Pause(from_at=at("2026-03-03 14:00"), until_at=at("2026-03-05 14:00"))]
    due = due_moment(PROVINCE, WEEK, start, held).at

    days = day_ruler(PROVINCE, start, due, now, held)

    assert marks(days) == [
        (2, "used"),
        (3, "used"),
        (4, "hold"),
        (5, "hold"),
        (6, "half"),
        (7, "off"),
        (8, "off"),
        (9, "ahead"),
        (10, "ahead"),
        (11, "ahead"),
    ]


def test_the_ruler_of_a_late_limit_goes_on_to_today() -> None:
    start, due = at("2026-03-02 09:00"), at("2026-03-03 09:00")

    days = day_ruler(PROVINCE, start, due, at("2026-03-05 09:00"))

    assert marks(days) == [(2, "used"), (3, "used"), (4, "late"), (5, "late")]
    long_after = day_ruler(PROVINCE, start, due, at("2026-06-05 09:00"))
    assert (len(long_after), long_after[-1].date) == (12, date(2026, 3, 13))


def test_the_ruler_of_an_undecided_year_says_so() -> None:
    start, now = at("2026-12-31 09:00"), at("2026-12-31 09:00")
    due = due_moment(PROVINCE, Limit(amount=1, unit=LimitUnit.WORK_DAY), start).at

    days = day_ruler(PROVINCE, start, due, now)

    assert [(day.date.day, day.mark, day.is_provisional) for day in days] == [
        (31, RulerMark.AHEAD, False),
        (1, RulerMark.OFF, True),
        (2, RulerMark.OFF, True),
        (3, RulerMark.OFF, True),
        (4, RulerMark.AHEAD, True),
    ]


def test_the_ruler_of_a_fixed_moment_before_its_start_is_that_day() -> None:
    days = day_ruler(
        PROVINCE, at("2026-03-09 09:00"), at("2026-03-06 09:00"), at("2026-03-06 08:00")
    )

    assert [(day.date.day, day.is_due) for day in days] == [(6, True)]


def test_no_deadline_has_no_ruler() -> None:
    assert day_ruler(PROVINCE, at("2026-03-09 09:00"), None, at("2026-03-09 09:00")) == ()


def test_a_calendar_of_other_hours_on_one_day() -> None:
    special = DayOverride(
        date=date(2026, 3, 9), kind=OverrideKind.SPECIAL, hours=((time(8, 0), time(10, 0)),)
    )
    calendar = Calendar(last_decided_on=date(2026, 12, 31), overrides={special.date: special})

    hours = Limit(amount=3, unit=LimitUnit.WORK_HOUR)
    assert due_moment(calendar, hours, at("2026-03-09 07:00")).at == at("2026-03-10 08:00")
