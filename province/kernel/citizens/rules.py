"""Decisions on contacts and codes: no database, no clock, no request."""

import re
from datetime import timedelta
from typing import Final

from province.kernel.citizens.contracts import Contact, ContactKind

PROVIDER: Final = "local"
DIGITS: Final = 6
VALID_FOR: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
CODES_PER_HOUR: Final = 5
HOUR: Final = 3600
NUMBER_LENGTH: Final = 12
LONGEST_EMAIL: Final = 254
_BETWEEN = re.compile(r"[\s.\-()]")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+")


def contact_of(typed: str) -> Contact | None:
    """Return what was typed as an e-mail address or a Vietnamese mobile number; None if neither."""
    text = typed.strip()
    if "@" in text:
        fits = _EMAIL.fullmatch(text) is not None and len(text) <= LONGEST_EMAIL
        return Contact(ContactKind.EMAIL, text.lower()) if fits and text.isascii() else None
    digits = _BETWEEN.sub("", text)
    if digits.startswith(("+84", "0084")):
        digits = f"0{digits.removeprefix('+84').removeprefix('0084').removeprefix('0')}"
    elif digits.startswith("84") and len(digits) == len("84") + 9:
        digits = f"0{digits[2:]}"
    return Contact(ContactKind.PHONE, digits) if _MOBILE.fullmatch(digits) else None


def contact_in(subject: str) -> Contact:
    """Return the contact that the local provider's subject names."""
    kind, _colon, value = subject.partition(":")
    return Contact(ContactKind(kind), value)


def plain_code(typed: str) -> str:
    """Return a code without the spaces that people type into it."""
    return "".join(sign for sign in typed if not sign.isspace())


def is_personal_number(number: str) -> bool:
    """Tell whether this has the form of a personal number: 12 digits."""
    return len(number) == NUMBER_LENGTH and number.isascii() and number.isdigit()


def masked_contact(contact: Contact) -> str:
    """Return a contact of which a stranger learns only what its owner needs to recognise it."""
    if contact.kind is ContactKind.PHONE:
        return f"{contact.value[:3]}•••{contact.value[-3:]}"
    name, _at, domain = contact.value.partition("@")
    return f"{name[:2]}•••@{domain}"
