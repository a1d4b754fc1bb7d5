"""The calendars that the vectors and the tests name."""

import csv
from datetime import date, time
from pathlib import Path

from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    Calendar,
    CalendarSpan,
    DayOverride,
    OverrideKind,
    WorkingPattern,
)

FACTS = Path(__file__).parents[1] / "facts" / "holidays.csv"
DECIDED = date(2026, 12, 31)
MORNING = ((time(7, 0), time(11, 30)),)


def facts() -> dict[date, DayOverride]:
    days = {}
    with FACTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["date"])
            swap = date.fromisoformat(row["swap_with"]) if row["swap_with"] else None
            kind = OverrideKind.WORKING if row["is_working_weekend"] == "1" else OverrideKind.OFF
            days[day] = DayOverride(date=day, kind=kind, swap_with=swap, note=row["name"])
    return days


def province() -> Calendar:
    return Calendar(last_decided_on=DECIDED, overrides=facts())


def plain() -> Calendar:
    return Calendar(last_decided_on=DECIDED)


def saturday_morning() -> Calendar:
    """An agency that also works on Saturday mornings from 01/7/2026."""
    week = WorkingPattern(weekdays=(*PROVINCE_PATTERN.weekdays[:5], MORNING, ()))
    span = CalendarSpan(pattern=week, valid_from=date(2026, 7, 1))
    return Calendar(last_decided_on=DECIDED, overrides=facts(), spans=(span,), agency_id=1)


def storm() -> Calendar:
    """An agency that closes at 11:30 on 15/9/2026 and the whole of 16/9/2026."""
    closes = DayOverride(date=date(2026, 9, 15), kind=OverrideKind.SPECIAL, hours=MORNING)
    closed = DayOverride(date=date(2026, 9, 16), kind=OverrideKind.OFF)
    days = {**facts(), closes.date: closes, closed.date: closed}
    return Calendar(last_decided_on=DECIDED, overrides=days, agency_id=2)


CALENDARS = {
    "province": province(),
    "plain": plain(),
    "saturday_morning": saturday_morning(),
    "storm": storm(),
}
