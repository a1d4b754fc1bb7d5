"""Reads the fact file of the limits of the law on personal data."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from province.contexts.privacy.contracts import Activity, ActivityText, LegalTerm

FACTS = Path(__file__).parent / "facts"


@cache
def legal_terms() -> tuple[LegalTerm, ...]:
    """Return the limits that came with the program, each with its source."""
    with (FACTS / "legal_terms.csv").open(encoding="utf-8", newline="") as sheet:
        return tuple(
            LegalTerm(
                key=row["key"],
                amount=int(row["amount"]),
                unit=row["unit"],
                valid_from=date.fromisoformat(row["valid_from"]),
                source=row["source"],
                is_checked=row["is_checked"] == "1",
            )
            for row in csv.DictReader(sheet)
        )


@cache
def processing() -> tuple[Activity, ...]:
    """Return the activities that this program really does, as first written down."""
    with (FACTS / "processing.csv").open(encoding="utf-8", newline="") as sheet:
        rows = [dict(row) for row in csv.DictReader(sheet)]
    return tuple(Activity(key=row.pop("key"), version=0, text=ActivityText(**row)) for row in rows)
