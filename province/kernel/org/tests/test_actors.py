from datetime import timedelta

import pytest
from django.core.checks import Error
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from pytest_django import DjangoAssertNumQueries

from province.foundation.identity.actors import ANONYMOUS, Actor, SessionKind
from province.foundation.identity.source import actor_source
from province.kernel.org.checks import roles_are_registered
from province.kernel.org.models import Account
from province.kernel.org.tests.conftest import ALL, LOCAL
from province.kernel.org.tests.factories import (
    NOW,
    AccountFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
    SubstitutionFactory,
)

pytestmark = pytest.mark.django_db


def actor_of(
    account: Account, *, acting: int | None = None, late: timedelta = timedelta()
) -> Actor:
    return actor_source().actor_for(
        account_id=account.pk, acting_post=acting, staff_session=False, now=NOW + late
    )


def test_actor_has_own_and_lent_posts_with_what_they_allow() -> None:
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official, display_name="Lê Thị Mỹ Duyên")
    counter = HoldingFactory.create(official=official, post__role="one_stop_officer").post
    admin = HoldingFactory.create(official=official, post__role="agency_admin").post
    lent = SubstitutionFactory.create(substitute=official, post__role="clerk").post

    assert actor_of(account) == Actor(
        account_id=account.pk,
        official_id=official.pk,
        posts=frozenset({counter.pk, admin.pk, lent.pk}),
        acting_post=counter.pk,
        units=frozenset({counter.agency_id, admin.agency_id, lent.agency_id}),
        desks=frozenset({(counter.agency_id, "one_stop"), (lent.agency_id, "clerical")}),
        abilities_by_unit={
            counter.agency_id: frozenset({"t.take_in"}),
            admin.agency_id: LOCAL,
            lent.agency_id: frozenset({"t.seal"}),
        },
        name="Lê Thị Mỹ Duyên",
    )


def test_substitution_gives_the_post_in_its_time_only() -> None:
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official)
    lent = SubstitutionFactory.create(substitute=official)
    minute = timedelta(minutes=1)
    day = timedelta(days=1)

    assert actor_of(account, late=-day - minute).posts == frozenset()
    assert actor_of(account, late=-day).posts == {lent.post_id}
    assert actor_of(account, late=day - minute).posts == {lent.post_id}
    assert actor_of(account, late=day).posts == frozenset()


def test_an_ended_holding_gives_nothing() -> None:
    official = OfficialFactory.create()
    HoldingFactory.create(official=official, validity=DateTimeTZRange(None, NOW))

    actor = actor_of(AccountFactory.create(official=official))

    assert (actor.posts, actor.acting_post, actor.units) == (frozenset(), None, frozenset())


def test_acting_post_is_the_chosen_one_while_it_is_held() -> None:
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official)
    first = HoldingFactory.create(official=official).post
    second = HoldingFactory.create(official=official).post

    assert actor_of(account, acting=second.pk).acting_post == second.pk
    assert actor_of(account, acting=PostFactory.create().pk).acting_post == first.pk


def test_a_province_wide_role_allows_everywhere() -> None:
    official = OfficialFactory.create()
    HoldingFactory.create(official=official, post__role="province_admin")

    actor = actor_of(AccountFactory.create(official=official))

    assert actor.abilities == ALL
    assert actor.can("org.manage_agency", unit=-1)


def test_a_role_that_nobody_registered_allows_nothing() -> None:
    official = OfficialFactory.create()
    post = HoldingFactory.create(official=official, post__role="unknown").post

    actor = actor_of(AccountFactory.create(official=official))

    assert actor.posts == {post.pk}
    assert dict(actor.abilities_by_unit) == {}


def test_a_citizen_is_a_party_without_posts() -> None:
    account = AccountFactory.create(official=None, party_id=77)

    actor = actor_of(account)

    assert (actor.party_id, actor.official_id, actor.posts) == (77, None, frozenset())


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"closes_at": NOW}], ids=["closed", "out of time"]
)
def test_a_closed_account_is_nobody(change: dict[str, object]) -> None:
    assert actor_of(AccountFactory.create(**change)) == ANONYMOUS


def test_an_account_that_does_not_exist_is_nobody() -> None:
    unknown = actor_source().actor_for(account_id=0, acting_post=None, staff_session=False, now=NOW)

    assert unknown == ANONYMOUS


def test_a_staff_session_is_marked() -> None:
    account = AccountFactory.create()

    actor = actor_source().actor_for(
        account_id=account.pk, acting_post=None, staff_session=True, now=NOW
    )

    assert actor.session is SessionKind.STAFF


@pytest.mark.parametrize("item_count", [1, 3])
def test_actor_takes_two_queries(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official)
    HoldingFactory.create_batch(item_count, official=official)
    SubstitutionFactory.create_batch(item_count, substitute=official)

    with django_assert_num_queries(2):
        actor = actor_of(account)

    assert len(actor.posts) == item_count * 2


def test_the_check_reports_roles_that_nobody_registered() -> None:
    PostFactory.create(role="specialist")
    PostFactory.create(role="wizard")

    found = roles_are_registered(databases=["default"])

    assert [(fault.id, type(fault)) for fault in found] == [("org.E001", Error)]
    assert "'wizard'" in found[0].msg
    assert roles_are_registered(databases=None) == []
