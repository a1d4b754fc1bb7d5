"""Reads the fact files of ratings: levels, questions, terms, each with its source."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from province.contexts.ratings.contracts import Level, Question, Term

FACTS = Path(__file__).parent / "facts"


@cache
def levels() -> tuple[Level, ...]:
    """Return every level that came with the program, the best first."""
    found = (
        Level(
            key=row["key"],
            rank=int(row["rank"]),
            is_satisfied=row["is_satisfied"] == "1",
            words=_words(row),
            valid_from=date.fromisoformat(row["valid_from"]),
            source=row["source"],
            is_checked=row["is_checked"] == "1",
        )
        for row in _rows("levels")
    )
    return tuple(sorted(found, key=lambda level: level.rank))


@cache
def questions() -> tuple[Question, ...]:
    """Return every question that came with the program, with its answers by points."""
    rows = list(_rows("questions"))
    return tuple(
        Question(
            key=row["question"],
            words=_words(row),
            answers={
                int(one["points"]): _words(one)
                for one in rows
                if one["points"]
                and (one["question"], one["valid_from"]) == (row["question"], row["valid_from"])
            },
            valid_from=date.fromisoformat(row["valid_from"]),
            source=row["source"],
            is_checked=row["is_checked"] == "1",
        )
        for row in rows
        if not row["points"]
    )


@cache
def terms() -> tuple[Term, ...]:
    """Return the limits and numbers that came with the program."""
    return tuple(
        Term(
            key=row["key"],
            amount=int(row["amount"]),
            unit=row["unit"],
            valid_from=date.fromisoformat(row["valid_from"]),
            source=row["source"],
            is_checked=row["is_checked"] == "1",
        )
        for row in _rows("terms")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as sheet:
        yield from csv.DictReader(sheet)


def _words(row: dict[str, str]) -> dict[str, str]:
    return {"vi": row["words"], "en": row["words_en"]}
