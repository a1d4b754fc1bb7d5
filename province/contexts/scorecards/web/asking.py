"""The address of a page of figures: which period, whose dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from province.contexts.one_stop import public as one_stop
from province.contexts.scorecards import public

FIRST, LAST = "tu", "den"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the parameters that ask it; ``fault`` says that the days were no period."""

    question: public.Question
    fault: bool = False

    def query(self, *, period: one_stop.Period | None = None, **other: str) -> str:
        """Return the parameters of the address, some of them changed."""
        asked = self.question
        pairs = {
            "ky": (period or asked.period).key,
            "dv": "" if asked.agency_id is None else str(asked.agency_id),
            "cap": asked.level or "",
            "kenh": asked.channel or "",
            "tthc": asked.procedure,
            **other,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def asked_in(said: Mapping[str, str], *, now: datetime) -> Asked:
    """Read the address; without a period, the month of today."""
    first, last = said.get(FIRST, ""), said.get(LAST, "")
    chosen = one_stop.days_between(first, last) if first or last else None
    today = now.astimezone(one_stop.LOCAL).date()
    period = (
        chosen
        or one_stop.period_of(said.get("ky", ""))
        or one_stop.period_around(today, one_stop.PeriodKind.MONTH)
    )
    narrowing = one_stop.narrowing_in(said, now=now)
    question = public.Question(
        period=period,
        agency_id=narrowing.agency_id,
        level=narrowing.level,
        channel=narrowing.channel,
        procedure=narrowing.procedure,
    )
    return Asked(question=question, fault=bool(first or last) and chosen is None)
