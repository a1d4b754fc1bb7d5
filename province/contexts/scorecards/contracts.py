"""What crosses the door of scorecards. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from province.contexts.one_stop.contracts.figures import Measure, MonthCount, Window
from province.contexts.one_stop.contracts.states import Channel
from province.kernel.org.contracts import AgencyLevel


class Part(StrEnum):
    """The parts of the index 766 that this house can count."""

    IN_TIME = "2.1"
    ONLINE = "3.3"
    ELECTRONIC_RESULT = "4.1"


@dataclass(frozen=True, slots=True)
class PartTerms:
    """How a part is scored from a day on: data with its source.

    The points are ``maximum`` × the share, reached in full at ``full_at``.
    """

    part: Part
    valid_from: date
    maximum: Decimal
    full_at: Decimal
    source: str
    is_recalled: bool
    is_unsynchronised: bool


@dataclass(frozen=True, slots=True)
class PartScore:
    """A part as counted: so many of so many, and its points; none where nothing was counted."""

    terms: PartTerms
    got: int
    of: int
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one unit, channel or sum."""

    numbers: Mapping[Measure, int]
    average: timedelta | None
    parts: tuple[PartScore, ...]

    @property
    def points(self) -> Decimal | None:
        """Return the points of the parts that could be counted."""
        known = [part.points for part in self.parts if part.points is not None]
        return sum(known, Decimal()) if known else None

    @property
    def share(self) -> Decimal | None:
        """Return these points as a share of what those parts give at most: fair to small units."""
        most = sum((p.terms.maximum for p in self.parts if p.points is not None), Decimal())
        return self.points / most if self.points is not None else None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in the ranking; units without a dossier have no rank."""

    agency_id: int
    name: str
    rank: int | None
    now: Tally
    before: Tally


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The figures of a unit, or of all, in a period, beside the period before."""

    agency_id: int | None
    name: str
    level: AgencyLevel | None
    window: Window
    now: Tally
    before: Tally
    channels: Mapping[Channel, Tally]
    months: tuple[MonthCount, ...]
    units: tuple[UnitLine, ...]
