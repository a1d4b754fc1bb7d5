"""Invents names of people out of the name facts; the same seed gives the same people."""

import random
from collections.abc import Sequence

from province.kernel.org.fact_sheets import NameFact


class NameMaker:
    """Makes one invented name after the other."""

    def __init__(self, *, facts: Sequence[NameFact], seed: int) -> None:
        self._facts = facts
        self._chance = random.Random(seed)  # noqa: S311 -- invented people, not secrets

    def next_name(self, *, khmer_share: float) -> str:
        """Return a name; ``khmer_share`` of the people in the place have a Khmer one."""
        sex = self._chance.choice(["male", "female"])
        if self._chance.random() < khmer_share:
            return f"{self._pick('family', f'khmer_{sex}')} {self._pick('given', f'khmer_{sex}')}"
        family = self._pick("family", "kinh")
        middle = self._pick("middle", f"kinh_{sex}")
        given = self._pick("given", f"kinh_{sex}")
        if middle in {family, given}:
            return f"{family} {given}"
        return f"{family} {middle} {given}"

    def _pick(self, part: str, people: str) -> str:
        fitting = [fact for fact in self._facts if (fact.part, fact.people) == (part, people)]
        weights = [fact.weight for fact in fitting]
        return self._chance.choices(fitting, weights=weights)[0].name
