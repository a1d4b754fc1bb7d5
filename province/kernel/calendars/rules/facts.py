"""Reads the file of days off: facts of past and present years, each with where it was found."""

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date

from province.kernel.calendars.contracts import DayOverride, DecidedDays, OverrideKind

LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14"
NO_NUMBER = "Lịch nghỉ đã công bố (tệp dữ kiện chưa ghi số văn bản)"
NUMBER = re.compile(r"(\d+(?:/VPCP-KGVX|-NQ/TW)) \(?(\d{1,2}/\d{1,2}/\d{4})")
LAST_DECIDED = date(2026, 12, 31)
REASON = (
    "Mọi quyết định nghỉ lễ, Tết của các năm đến hết 2026 đã công bố. Tệp dữ kiện dừng ở "
    "24/11/2026 vì đó là ngày nghỉ cuối cùng của năm 2026, không phải vì năm chưa quyết xong."
)


def read_facts(lines: Iterable[str]) -> tuple[DayOverride | tuple[int, str], ...]:
    """Return the days of a file of facts; a row that cannot be read as its line and its text."""
    return tuple(_day(row, number) for number, row in enumerate(csv.DictReader(lines), start=2))


def decided_days(days: Iterable[DayOverride]) -> tuple[DecidedDays, ...]:
    """Return up to which day each year of the facts is decided: to its end, by the last reason."""
    years = sorted({day.date.year for day in days if day.date <= LAST_DECIDED})
    return tuple(
        DecidedDays(
            last_date=date(year, 12, 31), decision=f"Lịch nghỉ lễ, Tết {year}", reason=REASON
        )
        for year in years
    )


def _day(row: Mapping[str, str], number: int) -> DayOverride | tuple[int, str]:
    try:
        day = date.fromisoformat(row["date"])
        swap_with = date.fromisoformat(row["swap_with"]) if row["swap_with"] else None
        kind = {("1", "0"): OverrideKind.OFF, ("0", "1"): OverrideKind.WORKING}[
            row["is_day_off"], row["is_working_weekend"]
        ]
    except (KeyError, ValueError):
        return number, ",".join(str(cell) for cell in row.values())
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
