"""The data of the law for papers and checks: fact files, each line with source and validity."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from province.contexts.one_stop.contracts import Category

FACTS = Path(__file__).resolve().parents[1] / "facts"
EVERY = "*"


def words_on(*, what: str, on: date, procedure: str = EVERY) -> tuple[str, ...]:
    """Return the words of the law of one sort that hold on a day, in the order of the file."""
    wanted = (procedure, what)
    return tuple(
        row["text"]
        for row in _rows("legal_words.csv")
        if (row["procedure"], row["what"]) == wanted and _holds(row, on)
    )


def word_on(*, what: str, on: date, procedure: str = EVERY) -> str:
    """Return the one word of a sort that holds on a day.

    :raises LookupError: the fact file has none, or several, for the day.
    """
    found = words_on(what=what, on=on, procedure=procedure)
    if len(found) != 1:
        msg = f"legal_words.csv: {len(found)} lines '{what}' of '{procedure}' on {on}"
        raise LookupError(msg)
    return found[0]


def categories_on(*, on: date) -> tuple[Category, ...]:
    """Return the categories of those entitled to the allowance on a day."""
    return tuple(
        Category(
            name=row["name"],
            filed_as=row["filed_as"],
            age_from=int(row["age_from"]) if row["age_from"] else None,
            age_to=int(row["age_to"]) if row["age_to"] else None,
            source=row["source"],
            is_recalled=row["is_recalled"] == "1",
        )
        for row in _rows("allowance_categories.csv")
        if _holds(row, on)
    )


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (FACTS / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def _holds(row: dict[str, str], on: date) -> bool:
    begun = date.fromisoformat(row["valid_from"]) <= on
    return begun and (not row["valid_to"] or on <= date.fromisoformat(row["valid_to"]))
