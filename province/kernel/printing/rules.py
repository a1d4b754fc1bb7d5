"""How values become the words of a form: days, moments, money. No Django, no clock."""

import unicodedata
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from province.kernel.printing.contracts import Punctuality

LOCAL: Final = ZoneInfo("Asia/Ho_Chi_Minh")
DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
APRIL: Final = "tư"
APRIL_NUMBER: Final = 4
COMMITTEE: Final = "Ủy ban nhân dân"
GROUPS: Final = ("", " nghìn", " triệu")
VERDICTS: Final = {
    Punctuality.EARLY: "Trước hạn",
    Punctuality.ON_TIME: "Đúng hạn",
    Punctuality.LATE: "Quá hạn",
    Punctuality.OPEN: "",
}


def clean(text: str) -> str:
    """Return the text in NFC, without control characters other than line ends."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co"})
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def heading_of(agency: str) -> str:
    """Break the name of a people's committee where headings do: after "Ủy ban nhân dân"."""
    kind, found, place = agency.partition(COMMITTEE)
    return f"{COMMITTEE}\n{place.strip()}" if found and not kind and place.strip() else agency


def words_of_day(day: date) -> str:
    """Say a day as documents do: days below 10 and months below 3 have a leading zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004 -- the law's own rule
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def words_of_moment(at: datetime) -> str:
    """Say a moment in local time: hour, minute, day."""
    local = at.astimezone(LOCAL)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {words_of_day(local.date())}"


def words_of_month(day: date) -> str:
    """Say the month of a day."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004 -- the law's own rule
    return f"tháng {month} năm {day.year}"


def short_day(day: date) -> str:
    """Write a day in figures."""
    return f"{day:%d/%m/%Y}"


def short_moment(at: datetime) -> str:
    """Write a moment in figures, in local time."""
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}"


def money(amount: int) -> str:
    """Write an amount with dots between the thousands."""
    return f"{amount:,}".replace(",", ".")


def money_in_words(amount: int) -> str:
    """Say an amount of đồng in words, with a capital letter."""
    words = f"{_number(amount)} đồng"
    return words[0].upper() + words[1:]


def day_in_words(day: date) -> str:
    """Say a day in words, as certificates do: Ngày năm tháng tư năm hai nghìn."""
    month = APRIL if day.month == APRIL_NUMBER else _number(day.month)
    return f"Ngày {_number(day.day)} tháng {month} năm {_number(day.year)}"


def _number(value: int) -> str:
    if value == 0:
        return DIGITS[0]
    billions, rest = divmod(value, 10**9)
    parts = [f"{_number(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            parts.append(_hundreds(group, full=bool(parts)) + GROUPS[power])
    return " ".join(parts)


def _hundreds(group: int, *, full: bool) -> str:
    """Say up to three digits; `full` names an empty hundred too."""
    hundred, rest = divmod(group, 100)
    words = [f"{DIGITS[hundred]} trăm"] if hundred or full else []
    if rest:
        words.append(_tens(rest, linked=bool(words)))
    return " ".join(words)


def _tens(rest: int, *, linked: bool) -> str:
    ten, one = divmod(rest, 10)
    if ten == 0:
        return f"linh {DIGITS[one]}" if linked else DIGITS[one]
    words = "mười" if ten == 1 else f"{DIGITS[ten]} mươi"
    if one == 0:
        return words
    last = {1: "mốt" if ten > 1 else "một", 5: "lăm"}.get(one, DIGITS[one])
    return f"{words} {last}"
