"""Decisions of ratings on values alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from province.contexts.ratings.contracts import Given, Level, Question
from province.kernel.cases.contracts.kinds import No, Yes

OPEN, CLOSED = "open", "closed"
LONGEST_WORDS = 2_000
AT_COUNTER = timedelta(days=1)
"""How long after a result went out the counter's tablet may take its rating."""


class _Dated(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def valid_from(self) -> date: ...


Dated = TypeVar("Dated", bound=_Dated)


def holding_on(rows: Iterable[Dated], on: date) -> tuple[Dated, ...]:
    """Return of each key what holds on a day: the latest that has begun, in the order given."""
    found: dict[str, Dated] = {}
    for row in rows:
        if row.valid_from <= on and (
            row.key not in found or found[row.key].valid_from <= row.valid_from
        ):
            found[row.key] = row
    return tuple(found.values())


def may_rate(*, open_until: datetime, rated_at: datetime | None, days: int, now: datetime) -> bool:
    """Tell whether a result may be rated for the first time, or its rating still be changed."""
    if rated_at is None:
        return now <= open_until
    return now <= rated_at + timedelta(days=days)


def faults_of(
    given: Given, *, levels: Sequence[Level], questions: Sequence[Question]
) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a rating, as fields and codes."""
    found = []
    if given.level not in {level.key for level in levels}:
        found.append(("level", "missing" if not given.level else "unknown"))
    known = {question.key: question.answers for question in questions}
    found += [
        (key, "unknown")
        for key, points in given.answers.items()
        if points not in known.get(key, {})
    ]
    if len(given.words) > LONGEST_WORDS:
        found.append(("words", "too_long"))
    if not given.is_solved and not given.unsolved.strip():
        found.append(("unsolved", "missing"))
    if len(given.unsolved) > LONGEST_WORDS:
        found.append(("unsolved", "too_long"))
    return tuple(found)


def may(act: str, facts: Mapping[str, Any], phase: str) -> Yes | No:
    """Tell whether an act is allowed: nothing more once it is answered."""
    del act, facts
    return No(code="over") if phase == CLOSED else Yes()
