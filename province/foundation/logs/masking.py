"""Keeps personal numbers, addresses and secrets out of the logs."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "•••"
_BETWEEN = r"[ .\-]?"
_NUMBERS = re.compile(
    r"(?<![\d])(?:"
    rf"(?:\+|00)?84{_BETWEEN}(?:\(0\){_BETWEEN})?\d(?:{_BETWEEN}\d){{8}}"  # telephone, from abroad
    r"|\d{9,12}"  # identity card, old and new; telephone
    rf"|(?<![\w.])0\d(?:{_BETWEEN}\d){{8,9}}"  # telephone in groups
    r"|(?<![\w.])\d{3}([ .\-])\d{3}\1\d{3}(?:\1\d{3})?"  # identity cards in groups
    r"|(?<![\w.])\d{4}([ .\-])\d{4}\2\d{4}"
    r")(?!\d)"
)
_MAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+\.[\w.-]+)")
_ROW = re.compile(r"DETAIL:.*?(?=\n[A-Z]+:|\n\n|\Z)", re.DOTALL)
_SECRET = re.compile(
    r"(^|_)pin($|_)|password|passphrase|secret|token|cookie|authorization|personal_number|phone",
    re.IGNORECASE,
)
_LONG = 10


def masked(text: str) -> str:
    """Return the text without personal numbers, telephone numbers, mail addresses, database rows.

    PostgreSQL quotes the row or the key that broke a constraint in its DETAIL line.
    """
    without_rows = _ROW.sub(f"DETAIL: {HIDDEN}", text)
    return _MAIL.sub(rf"\1{HIDDEN}@\2", _NUMBERS.sub(_shortened, without_rows))


def mask_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Mask every text of a structlog event, however deep it lies."""
    return {key: _masked_value(key, value) for key, value in event.items()}


def _shortened(found: re.Match[str]) -> str:
    digits = [sign for sign in found[0] if sign.isdigit()]
    kept = 3 if len(digits) >= _LONG else 2
    return f"{''.join(digits[:kept])}{HIDDEN}{''.join(digits[-kept:])}"


def _masked_value(key: object, value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(key, str) and _SECRET.search(key):
        return HIDDEN
    if isinstance(value, Mapping):
        return {
            masked(str(inner)): _masked_value(inner, content) for inner, content in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked_value(None, one) for one in value]
    if isinstance(value, str):
        return masked(value)
    shown = repr(value)
    return value if isinstance(value, int | float) and masked(shown) == shown else masked(shown)
