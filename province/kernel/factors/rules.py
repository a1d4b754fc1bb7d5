"""Decisions on codes: no database, no clock, no request."""

import hmac
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

SECONDS_PER_STEP: Final = 30
DIGITS: Final = 6
DRIFT: Final = 1
SECRET_BYTES: Final = 20
CODES: Final = 10
CODE_SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is misread on paper
CODE_LENGTH: Final = 10
MOST_FAILURES: Final = 5
BLOCKED_FOR: Final = timedelta(minutes=15)
PENDING_FOR: Final = timedelta(minutes=15)
LONGEST_NAME: Final = 60
MOST_PASSKEYS: Final = 10
MOST_GRACE_DAYS: Final = 90
FIRST_GRACE_DAYS: Final = 14


def step_at(moment: datetime) -> int:
    """Return the number of the half minute in which this moment lies."""
    return int(moment.timestamp()) // SECONDS_PER_STEP


def code_of(secret: bytes, step: int) -> str:
    """Return the six digits that an app shows in this half minute (RFC 6238 with SHA-1)."""
    return HOTP(secret, DIGITS, SHA1(), enforce_key_length=False).generate(step).decode()  # noqa: S303 -- what every authenticator app computes


def matching_step(*, secret: bytes, code: str, at: datetime) -> int | None:
    """Return the half minute, this one or a neighbour, whose code this is."""
    now = step_at(at)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_of(secret, step), code):
            found = step
    return found


def plain_code(typed: str) -> str:
    """Return a code without the spaces and dashes that people type into it, in capitals."""
    return "".join(sign for sign in typed if sign not in " -–\u00a0").upper()


def is_app_code(code: str) -> bool:
    """Tell whether this has the form of an app's code."""
    return len(code) == DIGITS and code.isascii() and code.isdigit()


def is_recovery_code(code: str) -> bool:
    """Tell whether this has the form of a recovery code."""
    return len(code) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in code)


def shown_code(code: str) -> str:
    """Return a recovery code as it is printed."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def due_at(*, since: datetime, opened_at: datetime | None, grace_days: int) -> datetime:
    """Return by when an account must have a second step: days after the rule, or its opening."""
    begins = max(since, opened_at) if opened_at is not None else since
    return begins + timedelta(days=grace_days)
