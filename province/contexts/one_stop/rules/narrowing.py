"""The address of the dossiers behind a figure: what a list is narrowed to, written and read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from province.contexts.one_stop.contracts.figures import Measure, Window
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.one_stop.rules.periods import LOCAL, Period, period_of, window_of
from province.kernel.org.contracts import AgencyLevel

MEASURE, PERIOD, MOMENT = "so", "ky", "luc"
UNIT, LEVEL, CHANNEL, PROCEDURE = "dv", "cap", "kenh", "tthc"
_LONGEST_CODE, _LONGEST_ID = 12, 18
_SECOND = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A measure in a period as counted at a moment, of a unit or level, a channel, a procedure."""

    measure: Measure | None = None
    period: Period | None = None
    at: datetime | None = None
    agency_id: int | None = None
    level: AgencyLevel | None = None
    channel: Channel | None = None
    procedure: str = ""

    @property
    def window(self) -> Window | None:
        """Return the moments that are counted."""
        if self.period is None or self.at is None:
            return None
        return window_of(self.period, at=self.at)

    @property
    def pairs(self) -> dict[str, str]:
        """Return the parameters of the address; what is not narrowed has none."""
        said = {
            MEASURE: self.measure.value if self.measure else "",
            PERIOD: self.period.key if self.period else "",
            MOMENT: f"{self.at.astimezone(LOCAL):{_SECOND}}" if self.at and self.period else "",
            UNIT: str(self.agency_id) if self.agency_id is not None else "",
            LEVEL: self.level.value if self.level else "",
            CHANNEL: self.channel.value if self.channel else "",
            PROCEDURE: self.procedure,
        }
        return {name: value for name, value in said.items() if value}


def narrowing_in(said: Mapping[str, str], *, now: datetime) -> Narrowing:
    """Read an address; what it says wrongly, or half, is left out."""
    measure = _measure(said.get(MEASURE, ""))
    period = period_of(said.get(PERIOD, ""))
    whole = measure is not None and period is not None
    unit, channel = said.get(UNIT, ""), said.get(CHANNEL, "")
    is_id = unit.isascii() and unit.isdigit() and len(unit) <= _LONGEST_ID
    level = said.get(LEVEL, "")
    code = said.get(PROCEDURE, "").strip()
    return Narrowing(
        measure=measure if whole else None,
        period=period if whole else None,
        at=_moment(said.get(MOMENT, ""), now) if whole else None,
        agency_id=int(unit) if is_id else None,
        level=AgencyLevel(level) if level in {one.value for one in AgencyLevel} else None,
        channel=Channel(channel) if channel in {c.value for c in Channel} else None,
        procedure=code if len(code) <= _LONGEST_CODE else "",
    )


def _measure(text: str) -> Measure | None:
    return Measure(text) if text in {m.value for m in Measure} else None


def _moment(text: str, now: datetime) -> datetime:
    """Return the moment of the count; none, a wrong or a coming one is now."""
    try:
        told = datetime.strptime(text, _SECOND).replace(tzinfo=LOCAL)
    except ValueError:
        return now
    return min(told, now)
