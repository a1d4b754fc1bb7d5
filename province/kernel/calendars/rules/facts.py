"""Reads the files of days off and of decided years: facts, each with where it was found."""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date

from province.kernel.calendars.contracts import DayOverride, DecidedDays, OverrideKind

LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14"
NO_NUMBER = "Lịch nghỉ đã công bố (tệp dữ kiện chưa ghi số văn bản)"
NUMBER = re.compile(r"(\d+(?:/VPCP-KGVX|-NQ/TW)) \(?(\d{1,2}/\d{1,2}/\d{4})")


def read_facts(lines: Iterable[str]) -> tuple[DayOverride | tuple[int, str], ...]:
    """Return the days of a file of facts; a row that cannot be read as its line and its text."""
    return tuple(_day(row, number) for number, row in enumerate(csv.DictReader(lines), start=2))


def read_decided(lines: Iterable[str]) -> tuple[DecidedDays | tuple[int, str], ...]:
    """Return the decided years of a file of facts; a row that cannot be read as line and text."""
    rows = csv.DictReader(lines)
    return tuple(_decided(row, number) for number, row in enumerate(rows, start=2))


def undecided_years(days: Iterable[DayOverride], decided: Iterable[DecidedDays]) -> tuple[int, ...]:
    """Return the years of which days off are known, but not that these are all."""
    known = {known.last_date.year for known in decided}
    return tuple(sorted({day.date.year for day in days} - known))


def _decided(row: Mapping[str, str], number: int) -> DecidedDays | tuple[int, str]:
    try:
        last, decision, source = (
            date.fromisoformat(row["last_date"]),
            row["decision"],
            row["source"],
        )
        reason = row["reason"]
    except (KeyError, TypeError, ValueError):
        return number, _text(row)
    if not decision or not source:
        return number, _text(row)
    said = f"{reason} Nguồn: {source}.".strip()
    return DecidedDays(last_date=last, decision=decision, reason=said)


def _text(row: Mapping[str, str]) -> str:
    return ",".join(str(cell) for cell in row.values())


def _day(row: Mapping[str, str], number: int) -> DayOverride | tuple[int, str]:
    try:
        day = date.fromisoformat(row["date"])
        swap_with = date.fromisoformat(row["swap_with"]) if row["swap_with"] else None
        kind = {("1", "0"): OverrideKind.OFF, ("0", "1"): OverrideKind.WORKING}[
            row["is_day_off"], row["is_working_weekend"]
        ]
    except (KeyError, ValueError):
        return number, _text(row)
    source = row["source"] + ("" if row["confidence"] == "high" else "; độ tin cậy: vừa")
    return DayOverride(
        date=day,
        kind=kind,
        swap_with=swap_with,
        decision=_decision(row, is_swap=swap_with is not None),
        note=row["name"],
        source=source,
    )


def _decision(row: Mapping[str, str], *, is_swap: bool) -> str:
    found = NUMBER.search(row["source"]) or NUMBER.search(row["note"])
    if found:
        return f"{found[1]} ngày {found[2]}"
    return NO_NUMBER if is_swap else LABOUR_CODE
