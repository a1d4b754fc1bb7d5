"""Values refuse what cannot be, and survive the way to JSON and back."""

from datetime import UTC, date, datetime, time

import pytest

from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    DayOverride,
    Limit,
    LimitUnit,
    OverrideKind,
    Pause,
    WorkingPattern,
)

MOMENT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
NAIVE = datetime(2026, 3, 9, 2, 0)  # noqa: DTZ001 -- the point of the test


@pytest.mark.parametrize(
    ("limit", "plain"),
    [
        (Limit(10, LimitUnit.WORK_DAY), {"amount": 10, "unit": "work_day"}),
        (
            Limit(0, LimitUnit.SAME_DAY, cutoff=time(11, 0)),
            {"amount": 0, "unit": "same_day", "cutoff": "11:00"},
        ),
        (
            Limit(0, LimitUnit.UNTIL, until=MOMENT),
            {"amount": 0, "unit": "until", "until": "2026-03-09T02:00:00+00:00"},
        ),
    ],
)
def test_a_limit_survives_json(limit: Limit, plain: dict[str, object]) -> None:
    assert limit.to_json() == plain
    assert Limit.from_json(plain) == limit


def test_a_week_survives_json() -> None:
    plain = PROVINCE_PATTERN.to_json()

    assert plain[0] == [["07:00", "11:30"], ["13:30", "17:00"]]
    assert plain[5:] == [[], []]
    assert WorkingPattern.from_json(plain) == PROVINCE_PATTERN


def test_a_limit_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Limit(-1, LimitUnit.DAY)
    with pytest.raises(ValueError, match="more than 1000000"):
        Limit(1_000_001, LimitUnit.WORK_MINUTE)
    with pytest.raises(ValueError, match="`until`"):
        Limit(0, LimitUnit.UNTIL)
    with pytest.raises(ValueError, match="`until`"):
        Limit(1, LimitUnit.DAY, until=MOMENT)
    with pytest.raises(ValueError, match="time zone"):
        Limit(0, LimitUnit.UNTIL, until=NAIVE)
    with pytest.raises(ValueError, match="cut-off"):
        Limit(1, LimitUnit.DAY, cutoff=time(15, 0))


def test_a_pause_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Pause(from_at=NAIVE, until_at=MOMENT)
    with pytest.raises(ValueError, match="before it begins"):
        Pause(from_at=MOMENT, until_at=MOMENT.replace(hour=1))


def test_hours_that_cannot_be_are_refused() -> None:
    day = date(2026, 3, 9)
    with pytest.raises(ValueError, match="names its hours"):
        DayOverride(date=day, kind=OverrideKind.SPECIAL)
    with pytest.raises(ValueError, match="names its hours"):
        DayOverride(date=day, kind=OverrideKind.OFF, hours=((time(7), time(8)),))
    for hours in (
        ((time(8), time(7)),),
        ((time(7), time(9)), (time(8), time(10))),
        ((time(13), time(14)), (time(7), time(8))),
    ):
        with pytest.raises(ValueError, match="in order"):
            DayOverride(date=day, kind=OverrideKind.SPECIAL, hours=hours)
    with pytest.raises(ValueError, match="whole minutes"):
        DayOverride(date=day, kind=OverrideKind.SPECIAL, hours=((time(7, 0, 30), time(8)),))
    with pytest.raises(ValueError, match="seven days"):
        WorkingPattern(weekdays=((),) * 7)
    with pytest.raises(ValueError, match="seven days"):
        WorkingPattern(weekdays=PROVINCE_PATTERN.weekdays[:6])
