"""Decisions on values alone: PINs, terms, words of a stamp."""

import re
from datetime import datetime, timedelta, timezone
from typing import Final

VIETNAM_TIME: Final = timezone(timedelta(hours=7))
TRIES: Final = 5
TERM: Final = timedelta(days=3 * 365)
PIN_SHAPE: Final = re.compile(r"[0-9]{6,12}")
SEQUENCE: Final = "01234567890123456789"


def is_fit_pin(pin: str) -> bool:
    """Tell whether a PIN has the right shape and is not among the first guesses."""
    if not PIN_SHAPE.fullmatch(pin):
        return False
    return len(set(pin)) > 1 and pin not in SEQUENCE and pin not in SEQUENCE[::-1]


def tries_left(*, tried: int) -> int:
    """Return how many wrong PINs are still forgiven."""
    return max(0, TRIES - tried)


def is_in_term(*, valid_from: datetime, valid_until: datetime, now: datetime) -> bool:
    """Tell whether a certificate may be used now."""
    return valid_from <= now < valid_until


def time_line(at: datetime) -> str:
    """Say when something was signed, as visible signatures do."""
    return f"Thời gian ký: {at.astimezone(VIETNAM_TIME):%d/%m/%Y %H:%M:%S} +07:00"


def person_lines(*, name: str, title: str, at: datetime) -> tuple[str, ...]:
    """Return the words of a person's visible signature."""
    return tuple(line for line in (f"Ký bởi: {name}", title, time_line(at)) if line)


def seal_lines(*, agency: str, at: datetime) -> tuple[str, ...]:
    """Return the words of a visible seal."""
    return (agency, time_line(at))
