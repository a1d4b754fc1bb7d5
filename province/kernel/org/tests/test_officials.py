from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from pytest_django import DjangoAssertNumQueries

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.kernel.org import public
from province.kernel.org.contracts import ManagedOfficial, OfficialFilter
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    MayNotManagePostsError,
    OfficialElsewhereError,
    OfficialNotFoundError,
    OwnAccountError,
)
from province.kernel.org.models import Account, Holding, SignedInSession, Substitution
from province.kernel.org.tests.factories import (
    LONG_AGO,
    NOW,
    AccountFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
    SubstitutionFactory,
)
from province.kernel.org.tests.test_managing import unit_admin

pytestmark = pytest.mark.django_db
ENDED = DateTimeTZRange(LONG_AGO, NOW)
ALL = OfficialFilter()
CHOSEN = "mat-khau-khac-2026"


def listed(actor: Actor, narrowed: OfficialFilter = ALL) -> tuple[ManagedOfficial, ...]:
    rows, _ = public.managed_officials(actor=actor, narrowed=narrowed, at=NOW, page=1, size=30)
    return rows


def test_a_unit_admin_sees_who_works_here_and_who_works_nowhere() -> None:
    here = HoldingFactory.create()
    unit = here.post.agency_id
    lent = SubstitutionFactory.create(post__agency_id=unit)
    fresh = OfficialFactory.create()
    was_here = HoldingFactory.create(post__agency_id=unit, validity=ENDED)
    HoldingFactory.create(validity=ENDED)  # worked elsewhere, and nowhere now
    HoldingFactory.create()  # works elsewhere

    seen = {row.id: row.may_manage_account for row in listed(unit_admin(unit))}

    assert seen == {
        here.official_id: True,
        lent.substitute_id: True,
        fresh.pk: False,
        was_here.official_id: False,
    }


def test_contacts_are_shown_only_to_who_manages_the_account(admin: Actor) -> None:
    official = OfficialFactory.create(email="a@b.vn", phone="0296")
    held = HoldingFactory.create(official=official)
    HoldingFactory.create(official=official)

    (row,) = listed(unit_admin(held.post.agency_id))
    (known,) = listed(admin)

    assert (row.email, row.phone, row.may_manage_account) == ("", "", False)
    assert (known.email, known.phone, known.may_manage_account) == ("a@b.vn", "0296", True)


def test_a_role_of_the_whole_province_is_not_managed_in_the_unit() -> None:
    held = HoldingFactory.create(post__role="auditor")

    (row,) = listed(unit_admin(held.post.agency_id))

    assert not row.may_manage_account


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (OfficialFilter(words="AN duc"), ["a"]),
        (OfficialFilter(words="can-bo-b"), ["b"]),
        (OfficialFilter(has_account=False), ["a"]),
        (OfficialFilter(has_account=True), ["b"]),
        (OfficialFilter(has_post=True), ["b"]),
        (OfficialFilter(has_post=False), ["a"]),
        (OfficialFilter(words="nobody"), []),
    ],
)
def test_officials_are_narrowed(admin: Actor, narrowed: OfficialFilter, found: list[str]) -> None:
    OfficialFactory.create(full_name="a", folded="tran an duc", sort_name="a")
    other = OfficialFactory.create(full_name="b", folded="le b", sort_name="b")
    AccountFactory.create(official=other, username="can.bo.b")
    HoldingFactory.create(official=other)
    OfficialFactory.create(full_name="test", is_test=True)

    assert [row.full_name for row in listed(admin, narrowed)] == found


@pytest.mark.parametrize("item_count", [1, 3])
def test_officials_take_three_queries(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = PostFactory.create()
    for official in OfficialFactory.create_batch(item_count):
        AccountFactory.create(official=official)
        HoldingFactory.create(post__agency=post.agency, official=official)

    with django_assert_num_queries(3):
        rows = listed(unit_admin(post.agency_id))

    assert [len(row.placements) for row in rows] == [1] * item_count


def test_one_official_with_history_and_sessions_for_who_manages_them(admin: Actor) -> None:
    account = AccountFactory.create()
    held = HoldingFactory.create(official=account.official)
    HoldingFactory.create(official=account.official, validity=ENDED)
    Session.objects.create(session_key="k", session_data="", expire_date=NOW + timedelta(days=1))
    SignedInSession.objects.create(
        account=account, session_key="k", browser="Firefox", started_at=NOW, last_seen_at=NOW
    )
    official_id = held.official_id

    found = public.get_managed_official(actor=admin, official_id=official_id, at=NOW)

    assert len(found.placements) == 2
    assert [one.browser for one in found.sessions] == ["Firefox"]
    with pytest.raises(OfficialNotFoundError):
        public.get_managed_official(actor=unit_admin(0), official_id=official_id, at=NOW)


def test_where_somebody_is_signed_in_is_not_told_to_others() -> None:
    account = AccountFactory.create()
    held = HoldingFactory.create(official=account.official, post__role="auditor")
    Session.objects.create(session_key="k", session_data="", expire_date=NOW + timedelta(days=1))
    SignedInSession.objects.create(
        account=account, session_key="k", started_at=NOW, last_seen_at=NOW
    )

    found = public.get_managed_official(
        actor=unit_admin(held.post.agency_id), official_id=held.official_id, at=NOW
    )

    assert found.sessions == ()


def test_whoever_manages_nobody_gets_no_lists(nobody: Actor) -> None:
    with pytest.raises(MayNotManageAccountsError):
        listed(nobody)
    with pytest.raises(MayNotManagePostsError):
        public.candidates(actor=nobody, words="a", at=NOW, limit=20)


def test_candidates_are_those_who_work_nowhere_else(
    admin: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = HoldingFactory.create(official__folded="le an", official__sort_name="1")
    elsewhere = HoldingFactory.create(official__folded="le an", official__sort_name="2")
    free = OfficialFactory.create(folded="le an", sort_name="3")
    actor = unit_admin(here.post.agency_id)

    with django_assert_num_queries(2):
        found = public.candidates(actor=actor, words="AN", at=NOW, limit=20)

    assert [one.id for one in found] == [here.official_id, free.pk]
    assert [len(one.post_titles) for one in found] == [1, 0]
    everybody = public.candidates(actor=admin, words="an", at=NOW, limit=20)
    assert len(everybody) == 3
    assert public.candidates(actor=admin, words=" ", at=NOW, limit=20) == ()
    assert public.get_candidate(actor=actor, official_id=free.pk, at=NOW).id == free.pk
    with pytest.raises(OfficialNotFoundError):
        public.get_candidate(actor=actor, official_id=elsewhere.official_id, at=NOW)


@pytest.mark.parametrize("is_lent", [False, True])
def test_a_unit_admin_gives_no_post_to_who_works_elsewhere(*, is_lent: bool) -> None:
    post, elsewhere = PostFactory.create(), HoldingFactory.create()
    fields: dict[str, Any] = {
        "actor": unit_admin(post.agency_id),
        "post_id": post.pk,
        "starts_at": LONG_AGO - timedelta(days=9),
        "ends_at": NOW,
    }

    give = partial(public.assign_holding, official_id=elsewhere.official_id)
    lend = partial(public.substitute, substitute_id=elsewhere.official_id)

    with pytest.raises(OfficialElsewhereError):
        (lend if is_lent else give)(**fields)

    assert Holding.objects.get() == elsewhere
    assert not Substitution.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_unit_admin_gives_a_post_after_the_other_one_has_ended() -> None:
    post = PostFactory.create()
    before = HoldingFactory.create(validity=ENDED)

    public.assign_holding(
        actor=unit_admin(post.agency_id),
        post_id=post.pk,
        official_id=before.official_id,
        starts_at=NOW,
    )

    assert public.post(post_id=post.pk, at=NOW).holder_official_id == before.official_id


def test_nobody_closes_or_resets_the_own_account(admin: Actor) -> None:
    account = AccountFactory.create()
    own = Actor(account_id=account.pk, abilities=admin.abilities)

    with pytest.raises(OwnAccountError):
        public.close_account(actor=own, account_id=account.pk, now=NOW)
    with pytest.raises(OwnAccountError):
        public.set_password(actor=own, account_id=account.pk, password=CHOSEN, now=NOW)

    assert Account.objects.get().is_active
    assert Account.objects.get().check_password("mot-mat-khau-dai")
    assert not AuditEntry.objects.exists()
