"""How long an applicant may take to answer a supplement request, and what follows: data."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from province.contexts.one_stop.contracts.acts import SupplementTerms
from province.contexts.one_stop.contracts.states import ProcessingState
from province.kernel.calendars.contracts import Limit, LimitUnit

FACTS = Path(__file__).resolve().parents[1] / "facts" / "supplement_terms.csv"


def supplement_terms(*, on: date) -> SupplementTerms:
    """Return the terms that hold on a day; before the first known day, the first."""
    known = _terms()
    return next((terms for terms in reversed(known) if terms.valid_from <= on), known[0])


@cache
def _terms() -> tuple[SupplementTerms, ...]:
    with FACTS.open(encoding="utf-8", newline="") as lines:
        found = [_value(row) for row in csv.DictReader(lines)]
    return tuple(sorted(found, key=lambda terms: terms.valid_from))


def _value(row: dict[str, str]) -> SupplementTerms:
    return SupplementTerms(
        valid_from=date.fromisoformat(row["valid_from"]),
        limit=Limit(int(row["amount"]), LimitUnit(row["unit"])),
        unanswered_before=ProcessingState(row["unanswered_before"]),
        unanswered_after=ProcessingState(row["unanswered_after"]),
        source=row["source"],
        is_recalled=row["is_recalled"] == "1",
    )
