"""Decisions of privacy on values alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from province.contexts.privacy.contracts import LegalTerm, NewRequest, RequestKind, Unusual
from province.kernel.cases.contracts.kinds import No, Yes
from province.kernel.parties.contracts import DataSection

MANY_PEOPLE = 30
"""How many people in one hour are many: two minutes for each. A question, no accusation."""


def unusual(*, people: int, in_hours: bool) -> tuple[Unusual, ...]:
    """Return why an hour of looks deserves a question; nothing when it is ordinary."""
    found = []
    if people >= MANY_PEOPLE:
        found.append(Unusual.MANY)
    if not in_hours:
        found.append(Unusual.OUTSIDE_HOURS)
    return tuple(found)


NEED_WORDS = {RequestKind.ERASE, RequestKind.RESTRICT, RequestKind.ASK_LOOK}
LONGEST_WORDS = 2_000
OPEN, CLOSED = "open", "closed"


def term_on(terms: Iterable[LegalTerm], *, key: str, on: date) -> LegalTerm | None:
    """Return the limit that holds on a day: the latest that has begun."""
    begun = [term for term in terms if term.key == key and term.valid_from <= on]
    return max(begun, key=lambda term: term.valid_from, default=None)


def faults_of(new: NewRequest) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a request, as fields and codes."""
    found = []
    if new.kind in NEED_WORDS and not new.words.strip():
        found.append(("words", "missing"))
    if len(new.words) > LONGEST_WORDS:
        found.append(("words", "too_long"))
    if new.kind is RequestKind.CORRECT and not new.wanted:
        found.append(("full_name", "nothing_wanted"))
    return tuple(found)


def kept(sections: Sequence[DataSection]) -> DataSection | None:
    """Return the first section that must be kept, or nothing."""
    return next((one for one in sections if one.kept_by and one.rows), None)


def may(act: str, facts: Mapping[str, Any], phase: str) -> Yes | No:
    """Tell whether an act is allowed: nothing more once it is over."""
    del act, facts
    return No(code="over") if phase == CLOSED else Yes()
