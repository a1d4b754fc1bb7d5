"""Cursors of lists ordered by a moment and a key; they come from addresses: anything may come."""

from dataclasses import dataclass
from datetime import UTC, datetime

DIGITS_AT_MOST = 18


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row behind which a page begins; rows without a moment have none."""

    moment: datetime | None
    key: int


def read_cursor(*, text: str) -> Cursor | None:
    """Return the cursor that a text says; nothing for one that is none: a list then begins anew."""
    said, bar, digits = text.partition("|")
    if not bar or not (digits.isascii() and digits.isdigit()) or len(digits) > DIGITS_AT_MOST:
        return None
    if not said:
        return Cursor(moment=None, key=int(digits))
    try:
        moment = datetime.fromisoformat(said)
        return Cursor(moment=moment.astimezone(UTC), key=int(digits)) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def cursor_text(*, moment: datetime | None, key: int) -> str:
    """Return a cursor as the text that stands in an address."""
    return f"{moment.isoformat() if moment else ''}|{key}"
