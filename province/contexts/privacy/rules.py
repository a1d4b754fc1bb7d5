"""Decisions of privacy on values alone."""

from province.contexts.privacy.contracts import Unusual

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
