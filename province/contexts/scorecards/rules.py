"""The index 766 by its published formulas, and the ranking of units."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from province.contexts.one_stop.contracts.figures import Measure
from province.contexts.scorecards.contracts import Part, PartScore, PartTerms, Tally

COUNTED: Mapping[Part, tuple[Measure, Measure]] = {
    Part.IN_TIME: (Measure.KEPT, Measure.HANDLED),
    Part.ONLINE: (Measure.WHOLE, Measure.CAME),
    Part.ELECTRONIC_RESULT: (Measure.ELECTRONIC, Measure.DECIDED),
}
LOST: Mapping[Part, Measure] = {
    Part.IN_TIME: Measure.MISSED,
    Part.ONLINE: Measure.NOT_WHOLE,
    Part.ELECTRONIC_RESULT: Measure.NOT_ELECTRONIC,
}
CENT = Decimal("0.01")


def points_of(terms: PartTerms, got: int, of: int) -> Decimal | None:
    """Return the points, to two decimals; nothing where nothing was counted."""
    if not of:
        return None
    share = min(Decimal(1), Decimal(got) / Decimal(of) / terms.full_at)
    return (terms.maximum * share).quantize(CENT, ROUND_HALF_UP)


def scores(numbers: Mapping[Measure, int], terms: Iterable[PartTerms]) -> tuple[PartScore, ...]:
    """Return the parts as the numbers give them."""
    found = []
    for one in terms:
        got, of = (numbers[measure] for measure in COUNTED[one.part])
        found.append(PartScore(terms=one, got=got, of=of, points=points_of(one, got, of)))
    return tuple(found)


def terms_on(known: Iterable[PartTerms], day: date) -> tuple[PartTerms, ...]:
    """Return the terms of each part that hold on a day; before the first, the first."""
    found: dict[Part, PartTerms] = {}
    for one in sorted(known, key=lambda terms: (terms.part, terms.valid_from)):
        if one.part not in found or one.valid_from <= day:
            found[one.part] = one
    return tuple(found.values())


def ranks(tallies: Mapping[int, Tally]) -> Mapping[int, int]:
    """Return the place of each unit by its share of the points; equal shares, equal places."""
    shares = {key: tally.share for key, tally in tallies.items()}
    known = {key: share for key, share in shares.items() if share is not None}
    return {
        key: 1 + sum(1 for other in known.values() if other > share) for key, share in known.items()
    }
