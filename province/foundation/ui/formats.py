"""Vietnamese ways of writing dates, numbers, money, working time and names. Pure functions."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

NO_BREAK = "\u00a0"
MINUS = "\u2212"
BULLET = "•"
MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 480
PERSONAL_NUMBER_HEAD = 3
PERSONAL_NUMBER_TAIL = 4
SHORTEST_MASKED = 8
PHONE_GROUP = 3


def format_date(value: date) -> str:
    """Write a day as 21/11/2026."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def format_time(value: datetime) -> str:
    """Write a time of day as 13:42 or 7:02, in the zone the moment carries."""
    return f"{value.hour}:{value.minute:02d}"


def format_datetime(value: datetime) -> str:
    """Write a moment as 13:42, 21/11/2026, in the zone it carries."""
    return f"{format_time(value)}, {format_date(value)}"


def format_number(value: Decimal | float, *, decimals: int | None = None) -> str:
    """Write a number with dots for thousands and a comma for decimals.

    Without decimals it keeps what the number has, at most two places, without idle zeros.
    """
    exact = Decimal(str(value))
    places = 2 if decimals is None else decimals
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _dot, rest = f"{abs(rounded):f}".partition(".")
    if decimals is None:
        rest = rest.rstrip("0")
    sign = MINUS if rounded < 0 else ""
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def format_money(dong: int) -> str:
    """Write an amount of đồng as 1.234.567 ₫; the space does not break."""
    return f"{format_number(dong, decimals=0)}{NO_BREAK}₫"


def format_percent(value: Decimal | float, *, decimals: int | None = None) -> str:
    """Write 96.96 as 96,96 %; the space does not break."""
    return f"{format_number(value, decimals=decimals)}{NO_BREAK}%"


def working_span(minutes: int) -> str:
    """Write minutes of working time in its two largest units; a day has 480 minutes."""
    days, rest = divmod(abs(minutes), MINUTES_PER_DAY)
    hours, left = divmod(rest, MINUTES_PER_HOUR)
    parts = [
        _("%(count)s ngày") % {"count": days} if days else "",
        _("%(count)s giờ") % {"count": hours} if hours else "",
        _("%(count)s phút") % {"count": left} if left and not days else "",
    ]
    return " ".join(part for part in parts if part)


def remaining_short(minutes: int) -> str:
    """Say what is left of a clock, or by how much it is late, for a narrow chip."""
    if minutes == 0:
        return _("Hết hạn lúc này")
    span = working_span(minutes)
    if minutes < 0:
        return _("Trễ %(span)s") % {"span": span}
    return _("Còn %(span)s") % {"span": span}


def remaining(minutes: int) -> str:
    """Say what is left of a clock; spans with days say that working days are meant."""
    words = remaining_short(minutes)
    if abs(minutes) < MINUTES_PER_DAY:
        return words
    return _("%(words)s làm việc") % {"words": words}


def masked_personal_number(number: str) -> str:
    """Hide the middle of a personal number: 089•••••4127."""
    digits = number.strip()
    if len(digits) < SHORTEST_MASKED:
        return BULLET * max(len(digits) - 2, 0) + digits[-2:]
    head, tail = digits[:PERSONAL_NUMBER_HEAD], digits[-PERSONAL_NUMBER_TAIL:]
    return head + BULLET * (len(digits) - len(head) - len(tail)) + tail


def masked_phone(number: str) -> str:
    """Hide the middle of a telephone number: 09•• ••• 218."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if len(digits) < SHORTEST_MASKED:
        return BULLET * max(len(digits) - 2, 0) + digits[-2:]
    hidden = digits[:2] + BULLET * (len(digits) - 2 - PHONE_GROUP) + digits[-PHONE_GROUP:]
    first = len(hidden) - 2 * PHONE_GROUP
    return f"{hidden[:first]} {hidden[first : first + PHONE_GROUP]} {hidden[-PHONE_GROUP:]}"


def initials(name: str) -> str:
    """Take the first letters of the last two words: Lê Thị Mỹ Duyên gives MD."""
    return "".join(word[0] for word in name.split()[-2:]).upper()
