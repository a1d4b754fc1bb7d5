"""The formulas of the index 766 against vectors, and against a second way to write them."""

import csv
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from province.contexts.one_stop.contracts.figures import Measure
from province.contexts.scorecards import rules
from province.contexts.scorecards.contracts import Part, PartTerms, Tally
from province.contexts.scorecards.queries import index_terms

with (Path(__file__).parent / "vectors.csv").open(encoding="utf-8", newline="") as table:
    VECTORS = [tuple(row.values())[:4] for row in csv.DictReader(table)]
TERMS = {terms.part: terms for terms in index_terms()}


@pytest.mark.parametrize(("part", "got", "of", "points"), VECTORS)
def test_points_by_the_published_formulas(part: str, got: str, of: str, points: str) -> None:
    expected = Decimal(points) if points else None

    assert rules.points_of(TERMS[Part(part)], int(got), int(of)) == expected


@given(part=st.sampled_from(Part), of=st.integers(1, 5000), share=st.floats(0, 1))
def test_points_agree_with_a_second_reading(part: Part, of: int, share: float) -> None:
    got = int(of * share)
    ratio = Fraction(got, of)
    exact = {
        Part.IN_TIME: 20 * ratio,
        Part.ONLINE: min(Fraction(6), 12 * ratio),
        Part.ELECTRONIC_RESULT: 6 * ratio,
    }[part]
    cents = (Decimal(exact.numerator * 100) / exact.denominator).quantize(Decimal(1), ROUND_HALF_UP)

    assert rules.points_of(TERMS[part], got, of) == cents / 100


def terms(part: Part, day: str, maximum: int = 20) -> PartTerms:
    return PartTerms(
        part=part,
        valid_from=date.fromisoformat(day),
        maximum=Decimal(maximum),
        full_at=Decimal(1),
        source="Quyết định",
        is_recalled=True,
        is_unsynchronised=False,
    )


def test_terms_hold_from_their_day_on() -> None:
    first, second = terms(Part.IN_TIME, "2022-06-23"), terms(Part.IN_TIME, "2027-01-01", 18)

    assert rules.terms_on((second, first), date(2026, 12, 31)) == (first,)
    assert rules.terms_on((second, first), date(2027, 1, 1)) == (second,)
    assert rules.terms_on((second, first), date(2020, 1, 1)) == (first,)


def tally(kept: int, handled: int, came: int = 0, whole: int = 0) -> Tally:
    numbers = dict.fromkeys(Measure, 0)
    numbers |= {Measure.KEPT: kept, Measure.HANDLED: handled}
    numbers |= {Measure.CAME: came, Measure.WHOLE: whole}
    return Tally(numbers=numbers, average=None, parts=rules.scores(numbers, TERMS.values()))


def test_units_are_ranked_by_what_they_could_reach() -> None:
    found = rules.ranks(
        {1: tally(9, 10), 2: tally(10, 10), 3: tally(0, 0), 4: tally(9, 10), 5: tally(9, 10, 10, 0)}
    )

    assert found == {2: 1, 1: 2, 4: 2, 5: 4}
    assert tally(0, 0).points is None
    assert tally(9, 10, 10, 5).points == Decimal("24.00")
    assert tally(9, 10, 10, 5).share == Decimal("24.00") / 26


def test_the_delivered_terms_say_where_they_come_from() -> None:
    assert [(t.part, t.maximum, t.full_at) for t in index_terms()] == [
        (Part.IN_TIME, Decimal(20), Decimal(1)),
        (Part.ONLINE, Decimal(6), Decimal("0.5")),
        (Part.ELECTRONIC_RESULT, Decimal(6), Decimal(1)),
    ]
    assert all("766/QĐ-TTg" in t.source for t in index_terms())
    assert [t.is_unsynchronised for t in index_terms()] == [False, True, False]
    assert all("chưa đối chiếu" in t.source for t in index_terms() if t.is_recalled)
