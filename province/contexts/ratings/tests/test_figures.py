"""How ratings are counted, and what of them nobody sees."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from province.contexts.ratings import public
from province.contexts.ratings.contracts import Given
from province.contexts.ratings.errors import MayNotSeeFiguresError
from province.contexts.ratings.tests.conftest import BAD, GOOD, NOW, Commune, MakeResult, rate

pytestmark = pytest.mark.django_db
SINCE, UNTIL = NOW - timedelta(days=1), NOW + timedelta(days=1)


def test_figures_count_by_unit_and_strangers_see_their_own_alone(
    commune: Commune, make_result: MakeResult
) -> None:
    for given in (GOOD, Given(level="very_satisfied", answers={"time": 1}), BAD):
        rate(commune, make_result().pk, given)
    make_result()

    (found,) = public.unit_figures(actor=commune.leader, since=SINCE, until=UNTIL)

    assert (found.unit_id, found.asked, found.rated, found.satisfied, found.share) == (
        commune.agency.pk,
        4,
        3,
        2,
        66.7,
    )
    assert found.levels == {"very_satisfied": 1, "satisfied": 1, "not_satisfied": 1}
    assert found.points == {"time": 1.5, "visits": None, "offices": None, "attitude": 1.0}
    assert (found.unsolved, found.unsolved_open, found.answered_in_time) == (1, 1, 0)
    assert public.unit_figures(actor=commune.stranger, since=SINCE, until=UNTIL) == ()
    with pytest.raises(MayNotSeeFiguresError):
        public.unit_figures(actor=commune.officer, since=SINCE, until=UNTIL)


def test_opinions_name_nobody(commune: Commune, make_result: MakeResult) -> None:
    rate(commune, make_result().pk)
    rate(commune, make_result().pk, BAD)

    page = public.opinions(
        actor=commune.leader, unit_id=commune.agency.pk, level="", since=SINCE, until=UNTIL, page=1
    )

    assert [(one.level, one.words, one.is_solved, one.rated_on) for one in page.rows] == [
        ("not_satisfied", "", False, date(2026, 11, 19)),
        ("satisfied", "Nhanh", True, date(2026, 11, 19)),
    ]
    with pytest.raises(MayNotSeeFiguresError):
        public.opinions(
            actor=commune.stranger,
            unit_id=commune.agency.pk,
            level="",
            since=SINCE,
            until=UNTIL,
            page=1,
        )


def test_a_share_is_public_from_five_ratings_on(commune: Commune, make_result: MakeResult) -> None:
    for _rated in range(4):
        rate(commune, make_result().pk)
    (few,) = public.public_shares(since=SINCE, until=UNTIL)
    rate(commune, make_result().pk, BAD)
    (enough,) = public.public_shares(since=SINCE, until=UNTIL)

    assert (few.rated, few.share, enough.rated, enough.share) == (4, None, 5, 80.0)


@pytest.mark.parametrize("count", [1, 3])
def test_each_list_takes_as_many_queries_for_one_as_for_three(
    commune: Commune,
    make_result: MakeResult,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _rated in range(count):
        rate(commune, make_result().pk, BAD)
        make_result()

    with django_assert_num_queries(2):
        public.unsolved_of_units(actor=commune.leader, state="", page=1)
    with django_assert_num_queries(2):
        public.opinions(
            actor=commune.leader,
            unit_id=commune.agency.pk,
            level="",
            since=SINCE,
            until=UNTIL,
            page=1,
        )
    with django_assert_num_queries(1):
        public.waiting_at_counter(actor=commune.officer, now=NOW)
