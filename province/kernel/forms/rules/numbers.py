"""Numbers, money and telephone numbers as people in Vietnam write them. No Django."""

import re
from decimal import Decimal

from province.kernel.forms.contracts import Fault, FormField

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+")
_MONEY_END = re.compile(r"\s*(?:₫|đồng|đ|vnđ|vnd|d)\.?$", re.IGNORECASE)
_MONEY_WORD = re.compile(r"^(.*?)\s*(nghìn|ngàn|triệu|tỷ|tỉ|k|tr)$", re.IGNORECASE)
_MULTIPLES = {
    "nghìn": 1_000,
    "ngàn": 1_000,
    "k": 1_000,
    "triệu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
LONGEST_NUMBER = 30
_OLD_HEADS = {f"016{n}": f"03{n}" for n in range(2, 10)} | {
    "0120": "070",
    "0121": "079",
    "0122": "077",
    "0126": "076",
    "0128": "078",
    "0123": "083",
    "0124": "084",
    "0125": "085",
    "0127": "081",
    "0129": "082",
    "0186": "056",
    "0188": "058",
    "0199": "059",
}
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
PERSONAL_LENGTH, OLD_IDENTITY_LENGTH = 12, 9
MOBILE_LENGTH, LANDLINE_LENGTH = 10, 11
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "i": "1"})


def grouped(number: int) -> str:
    """Return a number with dots between its thousands."""
    return f"{number:,}".replace(",", ".")


def read_number(text: str, field: FormField) -> int | str | Fault:
    """Return a whole number, or (with decimals) its exact text; or what is wrong with it."""
    value = _decimal(text)
    if value is None:
        if _ENGLISH.fullmatch(text):
            return Fault(field.key, "number_english", {"meant": text.replace(",", ".")})
        return Fault(field.key, "number_not_digits")
    places = -int(value.as_tuple().exponent)
    if places > field.decimals:
        if field.decimals == 0:
            return Fault(field.key, "number_not_whole")
        return Fault(field.key, "number_too_exact", {"decimals": field.decimals})
    fault = _outside(value, field)
    if fault:
        return fault
    return int(value) if field.decimals == 0 else str(value)


def read_money(text: str, field: FormField) -> int | Fault:
    """Return an amount of đồng; "1,5 triệu" and "500.000đ" are understood."""
    bare = _MONEY_END.sub("", text).strip()
    multiple = 1
    if word := _MONEY_WORD.fullmatch(bare):
        bare, multiple = word.group(1).strip(), _MULTIPLES[word.group(2).lower()]
    value = _decimal(bare)
    if value is None:
        if _ENGLISH.fullmatch(bare):
            return Fault(field.key, "number_english", {"meant": bare.replace(",", ".")})
        return Fault(field.key, "money_not_digits")
    amount = value * multiple
    if amount != int(amount):
        return Fault(field.key, "money_not_whole")
    return _outside(amount, field) or int(amount)


def _outside(value: Decimal, field: FormField) -> Fault | None:
    if field.least and value < Decimal(field.least):
        return Fault(field.key, "number_too_small", {"least": _shown(field.least)})
    if field.most and value > Decimal(field.most):
        return Fault(field.key, "number_too_large", {"most": _shown(field.most)})
    return None


def _shown(bound: str) -> str:
    return grouped(int(bound)) if _PLAIN.fullmatch(bound) else bound.replace(".", ",")


def _decimal(text: str) -> Decimal | None:
    """Read a number with dots or spaces for thousands and a comma for decimals."""
    if len(text) > LONGEST_NUMBER:
        return None
    bare = text.replace("\u00a0", " ").replace("\u202f", " ")
    whole, comma, rest = bare.partition(",")
    sign = -1 if whole.startswith(("-", "\u2212")) else 1
    whole = whole.lstrip("-\u2212").strip()
    if not (_PLAIN.fullmatch(whole) or _THOUSANDS.fullmatch(whole)) or not whole.isascii():
        return None
    if comma and (not _PLAIN.fullmatch(rest) or (len(rest) == 3 and whole.lstrip("0"))):  # noqa: PLR2004 -- "1,234" may be English
        return None
    digits = whole.replace(".", "").replace(" ", "")
    return sign * Decimal(f"{digits}.{rest}" if comma else digits)


def read_personal_number(text: str, name: str) -> str | Fault:
    """Return a personal number of 12 digits, or what is wrong with it."""
    bare = re.sub(r"[\s.\-]", "", text)
    if not (bare.isascii() and bare.isdigit()):
        meant = bare.translate(_LOOKALIKES)
        if meant.isascii() and meant.isdigit() and len(meant) == PERSONAL_LENGTH:
            return Fault(name, "personal_number_letters", {"meant": meant})
        return Fault(name, "personal_number_not_digits")
    if len(bare) == OLD_IDENTITY_LENGTH:
        return Fault(name, "personal_number_old")
    if len(bare) != PERSONAL_LENGTH:
        return Fault(name, "personal_number_length", {"count": len(bare)})
    return bare


def read_phone(text: str, name: str) -> str | Fault:
    """Return a telephone number as ten (landline eleven) digits, or what is wrong with it."""
    bare = re.sub(r"[\s.\-()]", "", text)
    if bare.startswith("+84"):
        bare = f"0{bare[3:]}"
    elif bare.startswith("84") and len(bare) == 11:  # noqa: PLR2004 -- 84 and nine digits
        bare = f"0{bare[2:]}"
    if not (bare.isascii() and bare.isdigit()):
        return Fault(name, "phone_not_digits")
    if _MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(bare):
        return bare
    if bare[:4] in _OLD_HEADS and len(bare) == 11:  # noqa: PLR2004 -- mobile numbers until 2018
        return Fault(name, "phone_old_head", {"meant": _OLD_HEADS[bare[:4]] + bare[4:]})
    if not bare.startswith("0"):
        return Fault(name, "phone_no_zero")
    if len(bare) == (LANDLINE_LENGTH if bare.startswith("02") else MOBILE_LENGTH):
        return Fault(name, "phone_no_such_head", {"head": bare[:3]})
    return Fault(name, "phone_length", {"count": len(bare)})


def read_bank_account(text: str, name: str) -> str | Fault:
    """Return a bank account number (6 to 19 digits or capitals), or what is wrong with it."""
    bare = re.sub(r"[\s.\-]", "", text).upper()
    if not re.fullmatch(r"[0-9A-Z]{6,19}", bare):
        return Fault(name, "bank_account")
    return bare


_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(?:\.[^@\s,;.]+)+")
_EMAIL_SLIPS = (
    (re.compile(r"@(?:gmai|gmial|gamil|gmal)\.com$"), "@gmail.com"),
    (re.compile(r"\.(?:con|cmo|coom|vom|c0m)$"), ".com"),
    (re.compile(r"@gmail$"), "@gmail.com"),
    (re.compile(r","), "."),
)


def read_email(text: str, name: str) -> str | Fault:
    """Return an e-mail address, or what is wrong with it and what was probably meant."""
    bare = text.strip()
    meant = bare
    for slip, right in _EMAIL_SLIPS:
        meant = slip.sub(right, meant)
    if meant != bare and _EMAIL.fullmatch(meant):
        return Fault(name, "email_slip", {"meant": meant})
    if not _EMAIL.fullmatch(bare):
        return Fault(name, "email")
    return bare
