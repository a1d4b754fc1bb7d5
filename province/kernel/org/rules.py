"""Decisions on names, codes and periods: no database, no clock, no request."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from province.foundation.text.folding import normal
from province.kernel.org.contracts import AGENCY_CODE, AgencyKind

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEMPORARY_HEAD = "H01.Z"
TEMPORARY_COUNT = len(DIGITS) ** 2
_AGENCY_CODE = re.compile(AGENCY_CODE)
_TEMPORARY = re.compile(r"H01\.Z([0-9A-Z])([0-9A-Z])")
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
_UNIT_WORDS = (
    "Ủy ban nhân dân ",
    "UBND ",
    "Phường ",
    "phường ",
    "Xã ",
    "xã ",
    "Thị trấn ",
    "thị trấn ",
    "Đặc khu ",
    "đặc khu ",
)
_BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
NEED_CODE = frozenset(
    {
        AgencyKind.PROVINCE,
        AgencyKind.DEPARTMENT,
        AgencyKind.COMMUNE,
        AgencyKind.CENTRE,
        AgencyKind.SECTOR,
        AgencyKind.TEST,
    }
)


def is_eid_code(code: str) -> bool:
    """Tell whether a code follows Decision 20/2020/QĐ-TTg and may begin a dossier code."""
    return _AGENCY_CODE.fullmatch(code) is not None


def is_temporary_code(code: str) -> bool:
    """Tell whether a code looks like one of our temporary ones."""
    return _TEMPORARY.fullmatch(code) is not None


def temporary_code(number: int) -> str:
    """Return the temporary code of this number, 0 to 1295.

    :raises ValueError: there is no such number.
    """
    if not 0 <= number < TEMPORARY_COUNT:
        raise ValueError(f"no temporary code number {number}")
    first, second = divmod(number, len(DIGITS))
    return f"{TEMPORARY_HEAD}{DIGITS[first]}{DIGITS[second]}"


def temporary_number(code: str) -> int:
    """Return the number of a temporary code.

    :raises ValueError: it is not a temporary code.
    """
    found = _TEMPORARY.fullmatch(code)
    if found is None:
        raise ValueError(f"{code} is not a temporary code")
    return DIGITS.index(found[1]) * len(DIGITS) + DIGITS.index(found[2])


def needs_code(kind: AgencyKind) -> bool:
    """Tell whether agencies of this kind appear in codes; divisions and bygone agencies do not."""
    return kind in NEED_CODE


def place_of(short_name: str) -> str:
    """Return the name by which a list sorts an agency, without the words for its kind."""
    place = short_name
    for words in _UNIT_WORDS:
        place = place.removeprefix(words)
    return place


def name_parts(full_name: str) -> tuple[str, str]:
    """Split a Vietnamese name into family with middle names, and given name (the last word)."""
    family, _space, given = normal(full_name).rpartition(" ")
    return family, given


def name_order(full_name: str) -> str:
    """Return the name as lists order it: given name first, then family and middle names."""
    family, given = name_parts(full_name)
    return f"{given} {family}".strip()


def browser_label(user_agent: str) -> str:
    """Return a browser and its system in words that its owner recognises: "Chrome, Windows"."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Trình duyệt")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser}, {system}" if system else browser


def is_username(username: str) -> bool:
    """Tell whether this may be a sign-in name."""
    return _USERNAME.fullmatch(username) is not None


def local_day(moment: datetime) -> date:
    """Return the day in the province at this moment."""
    return moment.astimezone(LOCAL).date()


def start_of(day: date) -> datetime:
    """Return the moment at which this day begins in the province."""
    return datetime.combine(day, time.min, tzinfo=LOCAL).astimezone(UTC)


def end_of_code(*, began: date, successor_from: date) -> date:
    """Return the day from which a code is no longer valid; it was valid for one day at least."""
    return max(successor_from, began + timedelta(days=1))


def is_period(*, starts_at: datetime, ends_at: datetime | None) -> bool:
    """Tell whether this is a period: it ends after it starts, or never."""
    return ends_at is None or starts_at < ends_at


def commune_key(gso: str) -> str:
    """Return the source key of a commune of today."""
    return f"commune:{gso}"


def old_key(gso: str) -> str:
    """Return the source key of a commune before the merger."""
    return f"old:{gso}"


def department_key(order: str) -> str:
    """Return the source key of an agency of the province."""
    return f"department:{order}"


def division_key(owner: str, part: str) -> str:
    """Return the source key of a division."""
    return f"division:{owner}:{part}"


def short_address(address: str) -> str:
    """Return a network address of which only the first half is shown."""
    if ":" in address:
        return ":".join([*address.split(":")[:2], "…"])
    return ".".join([*address.split(".")[:2], "…"]) if address else ""
