"""The words for the values of this context, in the language of whoever reads."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from province.contexts.procedures.contracts import (
    AgencyKind,
    Channel,
    DoubtAbout,
    Level,
    OnlineLevel,
    Resolution,
    VersionState,
)
from province.contexts.procedures.models import (
    ABOUT_CHOICES,
    AGENCY_CHOICES,
    CHANNEL_CHOICES,
    LEVEL_CHOICES,
    ONLINE_CHOICES,
    RESOLUTION_CHOICES,
    STATE_CHOICES,
)

_WORDS: dict[type[StrEnum], Sequence[tuple[Any, Any]]] = {
    AgencyKind: AGENCY_CHOICES,
    Channel: CHANNEL_CHOICES,
    DoubtAbout: ABOUT_CHOICES,
    Level: LEVEL_CHOICES,
    OnlineLevel: ONLINE_CHOICES,
    Resolution: RESOLUTION_CHOICES,
    VersionState: STATE_CHOICES,
}


def word_for(*, value: StrEnum) -> str:
    """Return the word for one value."""
    return str(dict(_WORDS[type(value)])[value])


def choices(*, kind: type[StrEnum]) -> list[tuple[str, str]]:
    """Return every value of a kind with its word."""
    return [(str(value), str(label)) for value, label in _WORDS[kind]]
