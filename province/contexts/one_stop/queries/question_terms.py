"""How soon an applicant's question is answered, and how many may wait: data."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from province.contexts.one_stop.contracts.talks import QuestionTerms
from province.kernel.calendars.contracts import Limit, LimitUnit

FACTS = Path(__file__).resolve().parents[1] / "facts" / "question_terms.csv"


def question_terms(*, on: date) -> QuestionTerms:
    """Return the terms that hold on a day; before the first known day, the first."""
    known = _terms()
    return next((terms for terms in reversed(known) if terms.valid_from <= on), known[0])


@cache
def _terms() -> tuple[QuestionTerms, ...]:
    with FACTS.open(encoding="utf-8", newline="") as lines:
        found = [_value(row) for row in csv.DictReader(lines)]
    return tuple(sorted(found, key=lambda terms: terms.valid_from))


def _value(row: dict[str, str]) -> QuestionTerms:
    return QuestionTerms(
        valid_from=date.fromisoformat(row["valid_from"]),
        limit=Limit(int(row["amount"]), LimitUnit(row["unit"])),
        most_open=int(row["most_open"]),
        most_a_day=int(row["most_a_day"]),
        source=row["source"],
        is_recalled=row["is_recalled"] == "1",
    )
