"""A day typed into three boxes, and what was probably meant. No Django, no clock."""

from calendar import monthrange
from datetime import date

from province.kernel.forms.contracts import Fault, Raw

PARTS = ("day", "month", "year")
MONTHS = 12
FEBRUARY = 2
FIRST_YEAR, LAST_YEAR = 1850, 2200
YEAR_DIGITS = 4


def typed_date(raw: Raw, name: str) -> tuple[str, str, str]:
    """Return day, month and year as they were typed, in three boxes or in one text."""
    boxes = [_one(raw, f"{name}_{part}") for part in PARTS]
    if any(boxes):
        return boxes[0], boxes[1], boxes[2]
    whole = _one(raw, name)
    if whole.count("-") == 2 and len(whole.split("-")[0]) == YEAR_DIGITS:  # noqa: PLR2004 -- ISO
        year, month, day = whole.split("-")
        return day, month, year
    day, month, year, *_rest = [*whole.replace("-", "/").replace(".", "/").split("/"), "", "", ""]
    return day.strip(), month.strip(), year.strip()


def read_date(parts: tuple[str, str, str], name: str, today: date) -> date | Fault:  # noqa: PLR0911 -- one return per mistake
    """Return the day, or what is wrong with it and what was probably meant."""
    if not all(parts):
        return Fault(name, "date_incomplete")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return Fault(name, "date_not_digits")
    if max(map(len, parts)) > YEAR_DIGITS:
        return Fault(name, "date_no_such_year")
    day, month, year = (int(part) for part in parts)
    if len(parts[2]) != YEAR_DIGITS:
        meant = _meant_year(year, today) if len(parts[2]) <= 2 else None  # noqa: PLR2004 -- "56"
        code = "date_short_year" if meant else "date_no_such_year"
        return Fault(name, code, {"meant": meant} if meant else {})
    if not FIRST_YEAR <= year <= LAST_YEAR:
        if parts[2].startswith("0"):
            return Fault(name, "date_no_such_year")
        return Fault(name, "date_no_such_time", {"first": FIRST_YEAR, "last": LAST_YEAR})
    if not 1 <= month <= MONTHS:
        swapped = 1 <= day <= MONTHS and 1 <= month <= monthrange(year, day)[1]
        code = "date_month_swapped" if swapped else "date_no_such_month"
        return Fault(name, code, {"day": month, "month": day} if swapped else {})
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        code = "date_february" if month == FEBRUARY else "date_no_such_day"
        return Fault(name, code, {"month": month, "year": year, "last": last})
    return date(year, month, day)


def bounded_date(value: date, name: str, *, least: str, most: str, today: date) -> Fault | None:
    """Return the fault of a day outside its bounds (``today`` or ISO days)."""
    if most and value > _bound(most, today):
        if most == "today":
            return Fault(name, "date_in_future", {"today": today.strftime("%d/%m/%Y")})
        return Fault(name, "date_too_late", {"most": _bound(most, today).strftime("%d/%m/%Y")})
    if least and value < _bound(least, today):
        if least == "today":
            return Fault(name, "date_in_past", {"today": today.strftime("%d/%m/%Y")})
        return Fault(name, "date_too_early", {"least": _bound(least, today).strftime("%d/%m/%Y")})
    return None


def _bound(text: str, today: date) -> date:
    return today if text == "today" else date.fromisoformat(text)


def _meant_year(short: int, today: date) -> int:
    this_century = today.year // 100 * 100 + short
    return this_century if this_century <= today.year else this_century - 100


def _one(raw: Raw, name: str) -> str:
    given = raw.get(name, "")
    text = given if isinstance(given, str) else (given[0] if given else "")
    return text.strip()
