"""What a scanner types: the QR of an identity card, or ours. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from province.foundation.text.folding import fold, normal

_PARTS = 7
_NUMBER = re.compile(r"\d{12}")
_DAY = re.compile(r"(\d{2})(\d{2})(\d{4})")


@dataclass(frozen=True, slots=True)
class CardReading:
    """What the QR of an identity card says: number|old number|name|birth|sex|address|issued."""

    number: str
    old_number: str
    full_name: str
    birth_date: date | None
    sex: str
    address: str


def read_card(text: str) -> CardReading | None:
    """Return what the card says, or nothing when this is not the QR of a card."""
    parts = [part.strip() for part in text.strip().split("|")]
    if len(parts) < _PARTS - 1 or not _NUMBER.fullmatch(parts[0]) or not parts[2]:
        return None
    return CardReading(
        number=parts[0],
        old_number=parts[1],
        full_name=normal(parts[2]),
        birth_date=_day(parts[3]),
        sex={"nam": "male", "nu": "female"}.get(fold(parts[4]).strip(), ""),
        address=normal(parts[5]),
    )


def code_in(text: str) -> str:
    """Return the code in what was typed or scanned: our QR is an address that ends in the code."""
    text = text.strip()
    if "://" not in text:
        return text
    return text.rstrip("/").rpartition("/")[2].rpartition("=")[2]


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
