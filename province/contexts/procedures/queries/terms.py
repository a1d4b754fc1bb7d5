"""The data tables of the search: abbreviations, what people say, what life brings."""

import csv
from functools import cache
from pathlib import Path

from province.contexts.procedures.contracts import BothWays, SearchTerms
from province.foundation.text.folding import fold

FACTS = Path(__file__).resolve().parents[1] / "facts"
TABLES = ("abbreviations.csv", "synonyms.csv", "life_events.csv", "stop_words.csv")


def _rows(*, name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def search_terms() -> SearchTerms:
    """Return the tables as the search reads them."""
    meanings: dict[str, tuple[str, ...]] = {}
    for row in _rows(name="abbreviations.csv"):
        meanings[fold(row["short"])] = (row["long"],)
    for row in _rows(name="synonyms.csv"):
        meant = tuple(part.strip() for part in row["meant"].split(";"))
        meanings[fold(row["said"])] = (*meanings.get(fold(row["said"]), ()), *meant)
    return SearchTerms(
        stop=stop_words(),
        meanings=meanings,
        events={fold(row["said"]): tuple(row["codes"].split(";")) for row in life_events()},
        longest=max(len(phrase.split()) for phrase in meanings),
    )


@cache
def stop_words() -> frozenset[str]:
    """Return the words that say nothing, as typed; "thế" is one, "the" may be "thể" or "thẻ"."""
    rows = _rows(name="stop_words.csv")
    bare = {fold(row["word"]) for row in rows if row["also_bare"] == "1"}
    return frozenset(bare | {row["word"] for row in rows})


def often_asked() -> frozenset[str]:
    """Return the codes to which events of life lead."""
    return frozenset(code for row in life_events() for code in row["codes"].split(";"))


def life_events() -> list[dict[str, str]]:
    """Return the rows that lead from an event of life to procedures."""
    return _rows(name="life_events.csv")


@cache
def short_and_long() -> tuple[BothWays, ...]:
    """Return every abbreviation with its long form."""
    return tuple(
        BothWays(short=fold(row["short"]), long=row["long"], bare=fold(row["long"]))
        for row in _rows(name="abbreviations.csv")
    )
