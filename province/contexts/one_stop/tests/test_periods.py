from datetime import UTC, date, datetime

import pytest

from province.contexts.one_stop.contracts.figures import Measure, Window
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.one_stop.rules.narrowing import Narrowing, narrowing_in
from province.contexts.one_stop.rules.periods import (
    LOCAL,
    Period,
    PeriodKind,
    period_after,
    period_around,
    period_before,
    period_of,
    window_of,
    year_until,
)

NOW = datetime(2026, 11, 19, 2, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "after"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "2026-10", "2026-12"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-01", "2024-03"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026-11", "2027-01"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4", "2026-Q2"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2026-Q3", "2027-Q1"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025", "2027"),
        (
            "2026-11-03_2026-11-09",
            date(2026, 11, 3),
            date(2026, 11, 9),
            "2026-10-27_2026-11-02",
            "2026-11-10_2026-11-16",
        ),
    ],
)
def test_a_period_is_read_and_written(
    text: str, first: date, last: date, before: str, after: str
) -> None:
    period = period_of(text)

    assert period is not None
    assert (period.first, period.last, period.key) == (first, last, text)
    assert period_before(period).key == before
    assert period_after(period).key == after


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-Q5", "26", "1999", "2026-11-09_2026-11-03", "2026-02-30_2026-03-01", "x"],
)
def test_what_is_no_period_is_left_out(text: str) -> None:
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("kind", "key"),
    [(PeriodKind.MONTH, "2026-08"), (PeriodKind.QUARTER, "2026-Q3"), (PeriodKind.YEAR, "2026")],
)
def test_the_period_around_a_day(kind: PeriodKind, key: str) -> None:
    assert period_around(date(2026, 8, 31), kind).key == key


def period(text: str) -> Period:
    found = period_of(text)
    assert found is not None
    return found


def test_a_window_ends_with_the_second_of_now_or_with_its_period() -> None:
    now = datetime(2026, 11, 19, 9, 0, 31, tzinfo=LOCAL)
    first = datetime(2026, 11, 1, tzinfo=LOCAL)
    assert window_of(period("2026-11"), at=NOW) == Window(first, now)
    october = Window(datetime(2026, 10, 1, tzinfo=LOCAL), first)
    assert window_of(period("2026-10"), at=NOW) == october
    coming = datetime(2026, 12, 1, tzinfo=LOCAL)
    assert window_of(period("2026-12"), at=NOW) == Window(coming, coming)
    assert year_until(period("2026-11"), at=NOW) == Window(datetime(2025, 12, 1, tzinfo=LOCAL), now)


def test_an_address_says_what_was_counted() -> None:
    narrowing = Narrowing(
        measure=Measure.OVERDUE,
        period=period("2026-Q4"),
        at=NOW,
        agency_id=7,
        channel=Channel.ONLINE,
        procedure="1.001776",
    )

    assert narrowing.pairs == {
        "so": "qua-han",
        "ky": "2026-Q4",
        "luc": "2026-11-19T09:00:30",
        "dv": "7",
        "kenh": "online",
        "tthc": "1.001776",
    }
    read = narrowing_in(narrowing.pairs, now=NOW)
    assert read.pairs == narrowing.pairs
    assert read.window == narrowing.window


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"so": "qua-han"}, {}),
        ({"ky": "2026-11"}, {}),
        ({"so": "x", "ky": "2026-11", "dv": "7"}, {"dv": "7"}),
        ({"dv": "²", "kenh": "fax", "tthc": "1" * 13}, {}),
        ({"dv": "9" * 19}, {}),
        (
            {"so": "qua-han", "ky": "2026-11", "luc": "hôm qua"},
            {"so": "qua-han", "ky": "2026-11", "luc": "2026-11-19T09:00:30"},
        ),
        (
            {"so": "qua-han", "ky": "2026-11", "luc": "2030-01-01T00:00:00"},
            {"so": "qua-han", "ky": "2026-11", "luc": "2026-11-19T09:00:30"},
        ),
    ],
)
def test_what_an_address_says_wrongly_is_left_out(
    said: dict[str, str], left: dict[str, str]
) -> None:
    assert narrowing_in(said, now=NOW).pairs == left
