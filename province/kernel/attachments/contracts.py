"""What crosses the door of attachments. No Django here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from province.foundation.files.contracts import DRAWN, READ


class ScanState(StrEnum):
    """What the virus scanner said of a content."""

    UNSCANNED = "unscanned"
    SCANNED = "scanned"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class AttachmentVersionValue:
    """One version of an attachment, as the rest of the house may know it.

    ``is_made`` marks a paper that the house printed itself; it needs no scan.
    """

    id: int
    attachment_id: int
    no: int
    owner: str
    kind: str
    name: str
    sha256: str
    size: int
    mime: str
    pages: int | None
    state: ScanState
    is_made: bool
    uploaded_by: str
    uploaded_at: datetime
    note: str

    @property
    def has_pictures(self) -> bool:
        """Tell whether its pages are drawn."""
        return self.mime in DRAWN

    @property
    def has_words(self) -> bool:
        """Tell whether its words are read."""
        return self.mime in READ

    @property
    def may_leave(self) -> bool:
        """Tell whether others than the owner may be given the file."""
        return self.state is ScanState.SCANNED or (
            self.is_made and self.state is not ScanState.INFECTED
        )


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """How large a file may be and which types are taken, by kind of attachment."""

    size: int
    mimes: frozenset[str]
