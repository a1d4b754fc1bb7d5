"""Keeps personal numbers out of the logs."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

_NUMBERS = re.compile(r"(?<!\d)(\d{3})\d{5,6}(\d{3})(?!\d)|(?<!\d)(0\d{2})\d{4}(\d{3})(?!\d)")
_MAIL = re.compile(r"([\w.+-])[\w.+-]*@([\w-]+\.[\w.-]+)")


def masked(text: str) -> str:
    """Return the text with personal numbers, telephone numbers and mail addresses masked."""
    hidden = _NUMBERS.sub(lambda m: f"{m[1] or m[3]}•••{m[2] or m[4]}", text)
    return _MAIL.sub(r"\1•••@\2", hidden)


def mask_event(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Mask every text of a structlog event."""
    return {key: masked(value) if isinstance(value, str) else value for key, value in event.items()}


class PersonalFilter(logging.Filter):
    """Masks the finished sentence of a standard log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask and let pass."""
        record.msg = masked(record.getMessage())
        record.args = ()
        return True
