"""What is decided of texts and of tries, on plain values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from province.kernel.notices.contracts import WordingVersion

_SLOT = re.compile(r"\{([a-z_]+)\}")
_SPACE = re.compile(r"[ \t]+")
ONE_SMS = 160
SMS_PART = 153
MOST_PARTS = 3
# A server that is away for an hour, a night or a week-end: seven tries in about three days.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
    timedelta(days=2),
)


def strangers(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names in braces that stand for nothing."""
    return tuple(dict.fromkeys(name for name in _SLOT.findall(text) if name not in known))


def slots(text: str) -> tuple[str, ...]:
    """Return the names in braces, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def has_loose_brace(text: str) -> bool:
    """Tell whether a brace stands for nothing, as in ``{Code}`` or ``{code``."""
    return bool(set("{}") & set(_SLOT.sub("", text)))


def holding(versions: Iterable[WordingVersion], at: datetime) -> WordingVersion | None:
    """Return the words that hold at a moment: the latest that have begun and stand."""
    known = tuple(versions)
    taken_back = {one.withdraws for one in known if one.withdraws is not None}
    begun = [
        one
        for one in known
        if one.withdraws is None and one.version not in taken_back and one.valid_from <= at
    ]
    return max(begun, key=lambda one: (one.valid_from, one.version), default=None)


def too_long_for_sms(text: str) -> bool:
    """Tell whether a text, with its values in it, would be cut."""
    return text.endswith("...") and len(text) == SMS_PART * MOST_PARTS


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its values; they are put in as they are and never read as a template."""
    return _SLOT.sub(lambda found: values.get(found[1], found[0]), text)


def one_line(text: str) -> str:
    """Return the text as one line without control characters, as a subject must be."""
    plain = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in text
    )
    return _SPACE.sub(" ", plain).strip()


def for_sms(text: str) -> str:
    """Return the text as every telephone shows it and as one short message can carry it.

    Diacritics go: with them a message holds 70 signs instead of 160. What is longer than three
    parts is cut.
    """
    letters = unicodedata.normalize("NFD", one_line(text).replace("đ", "d").replace("Đ", "D"))
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    plain = bare.replace("–", "-").replace("“", '"').replace("”", '"')
    plain = plain.encode("ascii", "replace").decode("ascii")
    most = SMS_PART * MOST_PARTS
    return plain if len(plain) <= most else f"{plain[: most - 3]}..."


def sms_parts(text: str) -> int:
    """Return how many messages a text for telephones costs."""
    length = len(text)
    return 1 if length <= ONE_SMS else -(-length // SMS_PART)


def pause_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many tries in vain; None when it is of no more use."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def masked_address(address: str) -> str:
    """Return an address in which its owner is known to those who know it anyway."""
    name, at, domain = address.rpartition("@")
    if at:
        return f"{name[:1]}•••@{domain}"
    return f"{address[:3]}•••{address[-3:]}" if len(address) > 6 else "•••"  # noqa: PLR2004 -- three at each end
