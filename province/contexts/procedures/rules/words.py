"""Words of the search: cutting texts, reading what somebody typed. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from province.contexts.procedures.contracts import BothWays, Reading, SearchPlan, SearchTerms
from province.foundation.text.folding import fold, normal

LONGEST_QUESTION = 160
MOST_WORDS = 14
MOST_READINGS = 4
LEAST_PREFIX = 3
WRITTEN_CODE = re.compile(r"([0-9])\.?([0-9]{6})")
PART_OF_CODE = re.compile(r"[0-9]\.[0-9]{0,5}")
NOT_WORD = re.compile(r"[^0-9a-zà-ỹđ]+")
MEANT_TRUST = 0.95


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, with their diacritics."""
    return NOT_WORD.sub(" ", normal(text).lower()).split()


def folded(words: Iterable[str]) -> list[str]:
    """Return the words without diacritics."""
    return [bare for word in words if (bare := fold(word))]


def code_in(text: str) -> str:
    """Return the code, or the beginning of one, that was typed; empty when it is none."""
    bare = text.strip()
    whole = WRITTEN_CODE.fullmatch(bare)
    if whole:
        return f"{whole[1]}.{whole[2]}"
    return bare if PART_OF_CODE.fullmatch(bare) and len(bare) >= LEAST_PREFIX else ""


def plan_search(text: str, *, terms: SearchTerms) -> SearchPlan:
    """Return what to ask the catalogue for a text as somebody typed it."""
    text = text[:LONGEST_QUESTION]
    code = code_in(text)
    if code:
        return SearchPlan(code=code)
    words = words_of(text)[:MOST_WORDS]
    bare = [fold(word) for word in words]
    kept = [word for word in words if word not in terms.stop]
    readings: list[Reading] = [Reading(words=tuple(kept or words), trust=1.0, exact=True)]
    for meant in _meanings(words, bare, terms=terms):
        chosen = tuple(word for word in meant if word not in terms.stop) or tuple(meant)
        if all(chosen != known.words for known in readings) and len(readings) < MOST_READINGS:
            readings.append(Reading(words=chosen[:MOST_WORDS], trust=MEANT_TRUST))
    if not words:
        return SearchPlan()
    return SearchPlan(
        named=_named(bare, [fold(word) for word in kept], terms=terms), readings=tuple(readings)
    )


def _meanings(
    words: Sequence[str], bare: Sequence[str], *, terms: SearchTerms
) -> Iterator[list[str]]:
    """Yield the text with every known phrase put into the words of the catalogue."""
    parts: list[tuple[str, ...]] = []
    place = 0
    found = False
    while place < len(words):
        size = _longest_phrase(bare, place, terms=terms)
        if size:
            parts.append(terms.meanings[" ".join(bare[place : place + size])])
            found = True
        else:
            size = 1
            parts.append((words[place],))
        place += size
    if not found:
        return
    for choice in product(*parts):
        yield words_of(" ".join(choice))


def _longest_phrase(bare: Sequence[str], place: int, *, terms: SearchTerms) -> int:
    for size in range(min(terms.longest, len(bare) - place), 0, -1):
        if " ".join(bare[place : place + size]) in terms.meanings:
            return size
    return 0


def _named(bare: Sequence[str], kept: Sequence[str], *, terms: SearchTerms) -> tuple[str, ...]:
    """Return the procedures that an event of life asks for, the longest phrase first."""
    whole = f" {' '.join(bare)} "
    without = f" {' '.join(kept)} "
    said = [phrase for phrase in terms.events if f" {phrase} " in whole or f" {phrase} " in without]
    codes: dict[str, None] = {}
    for phrase in sorted(said, key=lambda phrase: (-len(phrase), phrase)):
        codes.update(dict.fromkeys(terms.events[phrase]))
    return tuple(codes)


def spoken_words(text: str, *, both_ways: Sequence[BothWays]) -> list[str]:
    """Return the words of a name, a gap, and the other form of each abbreviation it has."""
    words = words_of(text)
    whole = f" {' '.join(folded(words))} "
    more: list[str] = []
    for known in both_ways:
        if f" {known.short} " in whole:
            more += ["", *words_of(known.long)]
        if f" {known.bare} " in whole:
            more += ["", known.short]
    return words + more
