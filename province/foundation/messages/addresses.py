"""Addresses as the channels want them; what cannot be one is refused before anybody is asked."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from province.foundation.messages.contracts import Channel, has_control
from province.foundation.messages.errors import AddressRefusedError

LONGEST_EMAIL = 254
_IS_EMAIL = EmailValidator()
_BETWEEN = re.compile(r"[ .\-()]")
_NUMBER = re.compile(r"\+[1-9]\d{7,14}")


def address_for(channel: Channel, written: str) -> str:
    """Return an address as its channel wants it.

    :raises AddressRefusedError: it cannot be one.
    """
    return email_address(written) if channel == Channel.EMAIL else phone_number(written)


def email_address(written: str) -> str:
    """Return one mail address with its domain as the network knows it.

    :raises AddressRefusedError: it is none, or more than one.
    """
    address = written.strip(" ")
    if has_control(written) or not address.isascii() or len(address) > LONGEST_EMAIL:
        return _in_ascii(address) if not has_control(written) else _refuse("control character")
    try:
        _IS_EMAIL(address)
    except ValidationError:
        return _refuse("no mail address")
    return address


def _in_ascii(address: str) -> str:
    """Return an address whose domain is written in letters of its country."""
    name, _, domain = address.rpartition("@")
    try:
        known = f"{name}@{domain.encode('idna').decode('ascii')}"
        if not known.isascii() or len(known) > LONGEST_EMAIL:
            return _refuse("no mail address")
        _IS_EMAIL(known)
    except (UnicodeError, ValidationError):
        return _refuse("no mail address")
    return known


def phone_number(written: str) -> str:
    """Return a telephone number as networks write it: plus, country, number.

    :raises AddressRefusedError: it cannot be one.
    """
    digits = _BETWEEN.sub("", written)
    country: str = settings.PHONE_COUNTRY
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+{country}{digits[1:]}"
    elif digits.startswith(country):
        digits = f"+{digits}"
    if not digits.isascii() or not _NUMBER.fullmatch(digits):
        return _refuse("no telephone number")
    return digits


def _refuse(why: str) -> str:
    raise AddressRefusedError(why=why)
