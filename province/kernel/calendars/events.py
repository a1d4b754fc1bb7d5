"""What the legal calendar tells the house."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class CalendarChanged:
    """The working time of some days is another than before; no clock has been moved by it.

    The agency is None when the whole province is concerned. The days are ISO dates, both
    included; no last day means "and all that follow".
    """

    name: ClassVar[str] = "calendars.calendar_changed"

    agency_id: int | None
    first_date: str
    last_date: str | None
    decision: str
