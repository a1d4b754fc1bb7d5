"""Secrets that are handed over once: strong first passwords, first PINs, keys of forms."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without l, 1, i, o, 0: they are read out and copied
GROUPS, GROUP = 4, 4
PIN_DIGITS = 8


def new_password() -> str:
    """Return a password of four groups, 79 bits strong, that can be read out on a telephone."""
    groups = (
        "".join(secrets.choice(LETTERS) for _sign in range(GROUP)) for _group in range(GROUPS)
    )
    return "-".join(groups)


def new_pin() -> str:
    """Return a PIN that is no sequence and no repetition of a few digits."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _sign in range(PIN_DIGITS))
        if 4 <= len(set(pin)) < PIN_DIGITS:  # noqa: PLR2004 -- some repeat, so it is no sequence
            return pin


def new_key() -> str:
    """Return the key of one form, by which a repetition is known."""
    return secrets.token_urlsafe(18)
