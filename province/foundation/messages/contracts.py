"""What goes out of the house: one short text for one address, by one channel."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """A way by which a message leaves the house."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Message:
    """One message; of two with the same ``key`` a careful receiver shows only the first."""

    channel: Channel
    to: str
    subject: str
    text: str
    key: str = ""

    def __post_init__(self) -> None:
        for name in ("subject", "key"):
            if has_control(getattr(self, name)):
                raise ValueError(f"the {name} of a message is one line without control characters")
        if not self.text.strip():
            raise ValueError("a message says something")


def has_control(text: str) -> bool:
    """Tell whether the text could begin a header of its own."""
    return any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text)
