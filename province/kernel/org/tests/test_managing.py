from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from pytest_django import DjangoAssertNumQueries

from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, public
from province.kernel.org.contracts import AgencyKind, CodeScheme
from province.kernel.org.errors import (
    AgencyNotFoundError,
    MayNotManageAgencyError,
    PostNotFoundError,
)
from province.kernel.org.models import AgencyCode
from province.kernel.org.tests.factories import (
    LONG_AGO,
    NOW,
    START,
    AgencyFactory,
    HoldingFactory,
    PostFactory,
    SubstitutionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def unit_admin(*units: int) -> Actor:
    held = frozenset({permissions.MANAGE_POSTS, permissions.MANAGE_ACCOUNTS})
    return Actor(account_id=1, abilities_by_unit=dict.fromkeys(units, held))


def test_managed_agencies_count_posts_and_vacant_ones(admin: Actor) -> None:
    agency = AgencyFactory.create()
    HoldingFactory.create(post=PostFactory.create(agency=agency))
    PostFactory.create(agency=agency)
    gone = PostFactory.create(agency=agency, validity=DateRange(START, TODAY))
    HoldingFactory.create(post=gone)
    past = PostFactory.create(agency=agency)
    HoldingFactory.create(post=past, validity=DateTimeTZRange(LONG_AGO, NOW))

    (row,), numbers = public.managed_agencies(actor=admin, words="", at=NOW, page=1, size=30)

    assert (row.agency.id, row.post_count, row.vacant_count, numbers.total) == (agency.pk, 3, 2, 1)


def test_managed_agencies_are_found_without_diacritics_and_paged(admin: Actor) -> None:
    AgencyFactory.create(short_name="Phường Mỹ Thới", folded="phuong my thoi")
    AgencyFactory.create_batch(2, folded="xa o lam")

    found, numbers = public.managed_agencies(actor=admin, words="MY thoi", at=NOW, page=1, size=2)
    second, _ = public.managed_agencies(actor=admin, words="", at=NOW, page=2, size=2)

    assert [row.agency.short_name for row in found] == ["Phường Mỹ Thới"]
    assert (numbers.total, len(second)) == (1, 1)


def test_a_unit_admin_manages_the_own_unit_and_its_divisions_alone() -> None:
    own, other = AgencyFactory.create(), AgencyFactory.create()
    division = AgencyFactory.create(parent=own, kind=AgencyKind.DIVISION.value)
    actor = unit_admin(own.pk)

    rows, _ = public.managed_agencies(actor=actor, words="", at=NOW, page=1, size=30)

    assert [row.agency.id for row in rows] == [own.pk]
    found = public.get_managed_agency(actor=actor, agency_id=division.pk, on=TODAY)
    assert found.id == division.pk
    with pytest.raises(AgencyNotFoundError):
        public.get_managed_agency(actor=actor, agency_id=other.pk, on=TODAY)


def test_whoever_manages_nothing_gets_no_list(nobody: Actor) -> None:
    with pytest.raises(MayNotManageAgencyError):
        public.managed_agencies(actor=nobody, words="", at=NOW, page=1, size=30)


@pytest.mark.parametrize("item_count", [1, 3])
def test_managed_agencies_take_three_queries(
    admin: Actor, item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for agency in AgencyFactory.create_batch(item_count):
        HoldingFactory.create_batch(2, post__agency=agency)

    with django_assert_num_queries(3):
        rows, _ = public.managed_agencies(actor=admin, words="", at=NOW, page=1, size=30)

    assert [row.post_count for row in rows] == [2] * item_count


def test_codes_of_an_agency_with_those_of_today_first() -> None:
    agency = AgencyFactory.create()
    AgencyCode.objects.create(
        agency=agency,
        scheme=CodeScheme.TEMPORARY.value,
        code="H01.Z00",
        validity=DateRange(START, TODAY),
    )
    AgencyCode.objects.create(
        agency=agency,
        scheme=CodeScheme.EID.value,
        code="H01.77",
        validity=DateRange(TODAY, None),
        decision="12/QĐ",
    )

    found = public.codes_of(agency_id=agency.pk)

    assert [(code.code, code.until, code.decision) for code in found] == [
        ("H01.77", None, "12/QĐ"),
        ("H01.Z00", TODAY, ""),
    ]


def test_roles_of_the_whole_province_are_given_only_by_who_manages_everywhere(
    admin: Actor,
) -> None:
    local = {role.key for role in public.assignable_roles(actor=unit_admin(7), agency_id=7)}
    everywhere = {role.key for role in public.assignable_roles(actor=admin, agency_id=7)}

    assert everywhere - local == {"province_admin", "auditor"}
    assert public.assignable_roles(actor=unit_admin(7), agency_id=8) == ()
    assert public.role_names()["clerk"] == "Văn thư"


@pytest.mark.parametrize("item_count", [1, 3])
def test_staffed_posts_tell_who_holds_and_lends_in_two_queries(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = AgencyFactory.create()
    for post in PostFactory.create_batch(item_count, agency=agency):
        later = DateTimeTZRange(NOW + timedelta(days=9), None)
        HoldingFactory.create(post=post, validity=DateTimeTZRange(LONG_AGO, NOW))
        HoldingFactory.create(post=post, validity=later, decision="9/QĐ")
        SubstitutionFactory.create(post=post, scope_note="ký thay")

    with django_assert_num_queries(2):
        found = public.staffed_posts(actor=unit_admin(agency.pk), agency_id=agency.pk, at=NOW)

    assert [
        (
            [(h.decision, h.has_begun(NOW)) for h in one.holdings],
            [(s.scope_note, s.is_present(NOW)) for s in one.substitutions],
            one.may_manage,
        )
        for one in found
    ] == [([("9/QĐ", False)], [("ký thay", True)], True)] * item_count


def test_one_post_with_everybody_who_ever_held_it() -> None:
    post = PostFactory.create()
    HoldingFactory.create(post=post, validity=DateTimeTZRange(LONG_AGO, NOW))
    HoldingFactory.create(post=post, validity=DateTimeTZRange(NOW, None))
    actor = unit_admin(post.agency_id)

    found = public.get_staffed_post(actor=actor, post_id=post.pk, at=NOW)

    assert [one.has_ended(NOW) for one in found.holdings] == [False, True]
    assert found.holdings[0].post_title == "Chuyên viên"


def test_a_post_of_the_whole_province_is_shown_but_not_managed_in_the_unit() -> None:
    post = PostFactory.create(role="auditor")

    found = public.get_staffed_post(actor=unit_admin(post.agency_id), post_id=post.pk, at=NOW)

    assert not found.may_manage


def test_a_post_of_another_unit_is_unknown() -> None:
    post = PostFactory.create()

    with pytest.raises(PostNotFoundError):
        public.get_staffed_post(actor=unit_admin(post.agency_id + 1), post_id=post.pk, at=NOW)


def test_a_holding_ends_with_its_post() -> None:
    post = PostFactory.create(validity=DateRange(START, TODAY))
    HoldingFactory.create(post=post)

    found = public.get_staffed_post(actor=unit_admin(post.agency_id), post_id=post.pk, at=NOW)

    assert found.holdings[0].has_ended(NOW)


def test_vacant_posts_are_those_of_the_unit_that_nobody_holds_now_or_later() -> None:
    free = PostFactory.create()
    own = unit_admin(free.agency_id)
    HoldingFactory.create(post__agency=free.agency)
    coming = DateTimeTZRange(NOW + timedelta(days=9), None)
    HoldingFactory.create(post__agency=free.agency, validity=coming)
    PostFactory.create(agency=free.agency, role="auditor")
    PostFactory.create()

    assert [post.id for post in public.vacant_posts(actor=own, at=NOW, limit=30)] == [free.pk]
