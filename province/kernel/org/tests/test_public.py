from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import DjangoAssertNumQueries

from province.kernel.org import public
from province.kernel.org.contracts import (
    AgencyKind,
    AgencyLevel,
    AgencyValue,
    CodeScheme,
    PostValue,
)
from province.kernel.org.errors import (
    AgencyNotFoundError,
    OfficialNotFoundError,
    PostNotFoundError,
)
from province.kernel.org.models import AgencyCode
from province.kernel.org.tests.factories import (
    NOW,
    START,
    AccountFactory,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
    SubstitutionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_agency_shows_its_temporary_code_with_the_mark() -> None:
    row = AgencyFactory.create(name="Ủy ban nhân dân xã Ô Lâm", short_name="Xã Ô Lâm")
    AgencyCode.objects.create(
        agency=row,
        scheme=CodeScheme.TEMPORARY.value,
        code="H01.Z0A",
        validity=DateRange(START, None),
    )

    assert public.agency(agency_id=row.pk) == AgencyValue(
        id=row.pk,
        name="Ủy ban nhân dân xã Ô Lâm",
        short_name="Xã Ô Lâm",
        kind=AgencyKind.COMMUNE,
        level=AgencyLevel.COMMUNE,
        parent_id=None,
        code="H01.Z0A",
        code_is_temporary=True,
        is_test=False,
    )


def test_agency_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AgencyNotFoundError):
        public.agency(agency_id=0)


@pytest.mark.parametrize("item_count", [1, 3])
def test_agencies_takes_one_query(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = AgencyFactory.create_batch(item_count)

    with django_assert_num_queries(1):
        found = public.agencies(ids=[row.pk for row in rows])

    assert {key: value.name for key, value in found.items()} == {row.pk: row.name for row in rows}


@pytest.mark.parametrize("item_count", [1, 3])
def test_communes_takes_one_query_and_leaves_others_out(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = AgencyFactory.create_batch(item_count)
    AgencyFactory.create(validity=DateRange(START, date(2026, 1, 1)))
    AgencyFactory.create(kind=AgencyKind.TEST.value, is_test=True)
    AgencyFactory.create(is_test=True)
    AgencyFactory.create(kind=AgencyKind.DEPARTMENT.value)

    with django_assert_num_queries(1):
        found = public.communes(on=TODAY)

    assert [value.id for value in found] == sorted(row.pk for row in rows)


def test_agency_by_code_finds_a_code_that_was_valid_once() -> None:
    row = AgencyFactory.create()
    AgencyCode.objects.create(
        agency=row,
        scheme=CodeScheme.TEMPORARY.value,
        code="H01.Z0B",
        validity=DateRange(START, date(2026, 1, 1)),
    )

    assert public.agency_by_code(code="H01.Z0B").id == row.pk
    assert public.agency(agency_id=row.pk, on=date(2026, 1, 1)).code == ""


def test_agency_by_code_prefers_the_present_owner_of_a_reused_commune_number() -> None:
    old = AgencyFactory.create(kind=AgencyKind.HISTORIC.value)
    new = AgencyFactory.create()
    for owner, validity in [(old, DateRange(None, START)), (new, DateRange(START, None))]:
        AgencyCode.objects.create(
            agency=owner, scheme=CodeScheme.GSO.value, code="30307", validity=validity
        )

    assert public.agency_by_code(code="30307").id == new.pk


def test_agency_by_code_refuses_an_unknown_code() -> None:
    with pytest.raises(AgencyNotFoundError, match=r"H01\.ZZZ"):
        public.agency_by_code(code="H01.ZZZ")


def test_bodies_leave_divisions_and_the_unit_under_test_out() -> None:
    commune = AgencyFactory.create()
    AgencyFactory.create(kind=AgencyKind.DIVISION.value, parent=commune)
    AgencyFactory.create(kind=AgencyKind.TEST.value, is_test=True)
    province = AgencyFactory.create(
        kind=AgencyKind.PROVINCE.value, level=AgencyLevel.PROVINCE.value, sort_name="z"
    )

    assert [value.id for value in public.bodies(on=TODAY)] == [province.pk, commune.pk]


def test_search_agencies_ignores_diacritics_and_the_unit_under_test() -> None:
    wanted = AgencyFactory.create(folded="uy ban nhan dan xa o lam")
    AgencyFactory.create(folded="don vi kiem thu o lam", is_test=True)

    assert [a.id for a in public.search_agencies(words="Ô LÂM", on=TODAY)] == [wanted.pk]


def test_divisions_are_those_of_the_agency() -> None:
    commune = AgencyFactory.create()
    division = AgencyFactory.create(kind=AgencyKind.DIVISION.value, parent=commune)

    assert [value.id for value in public.divisions(agency_id=commune.pk, on=TODAY)] == [division.pk]


def test_test_agency_is_found_by_its_kind() -> None:
    row = AgencyFactory.create(kind=AgencyKind.TEST.value, is_test=True)

    assert public.test_agency().id == row.pk


def test_post_tells_holder_and_substitute_of_the_moment() -> None:
    division = AgencyFactory.create(
        kind=AgencyKind.DIVISION.value, parent=AgencyFactory.create(), name="Phòng Kinh tế"
    )
    row = PostFactory.create(agency=division.parent, division=division)
    holding = HoldingFactory.create(post=row)
    lent = SubstitutionFactory.create(post=row)

    assert public.post(post_id=row.pk, at=NOW) == PostValue(
        id=row.pk,
        title="Chuyên viên",
        role="specialist",
        agency_id=row.agency_id,
        division_name="Phòng Kinh tế",
        is_head=False,
        holder_official_id=holding.official_id,
        holder_name=holding.official.full_name,
        substitute_official_id=lent.substitute_id,
        substitute_name=lent.substitute.full_name,
    )


def test_post_has_no_substitute_after_the_substitution() -> None:
    lent = SubstitutionFactory.create()

    later = public.post(post_id=lent.post_id, at=NOW + timedelta(days=1))

    assert (later.substitute_official_id, later.substitute_name) == (None, "")


def test_post_without_a_moment_does_not_ask_for_people() -> None:
    holding = HoldingFactory.create()

    assert public.post(post_id=holding.post_id).holder_official_id is None


def test_post_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PostNotFoundError):
        public.post(post_id=0, at=NOW)


@pytest.mark.parametrize("item_count", [1, 3])
def test_posts_takes_one_query(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    holdings = HoldingFactory.create_batch(item_count)

    with django_assert_num_queries(1):
        found = public.posts(ids=[holding.post_id for holding in holdings], at=NOW)

    assert {key: value.holder_official_id for key, value in found.items()} == {
        holding.post_id: holding.official_id for holding in holdings
    }


@pytest.mark.parametrize("item_count", [1, 3])
def test_posts_with_role_takes_one_query_head_first(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agency = AgencyFactory.create()
    others = PostFactory.create_batch(item_count, agency=agency, role="leader")
    head = PostFactory.create(agency=agency, role="leader", is_head=True)
    PostFactory.create(agency=agency)
    PostFactory.create(role="leader")
    PostFactory.create(agency=agency, role="leader", validity=DateRange(START, TODAY))

    with django_assert_num_queries(1):
        found = public.posts_with_role(role="leader", agency_id=agency.pk, at=NOW)

    assert [value.id for value in found] == [head.pk, *[row.pk for row in others]]


def test_head_post_is_the_one_head() -> None:
    head = PostFactory.create(is_head=True)
    PostFactory.create(agency=head.agency)

    assert public.head_post(agency_id=head.agency_id, at=NOW).id == head.pk


def test_head_post_of_an_agency_without_head_is_refused() -> None:
    with pytest.raises(PostNotFoundError):
        public.head_post(agency_id=PostFactory.create().agency_id, at=NOW)


@pytest.mark.parametrize("item_count", [1, 3])
def test_posts_of_official_takes_one_query_with_own_and_lent(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    official = OfficialFactory.create()
    own = HoldingFactory.create_batch(item_count, official=official)
    lent = SubstitutionFactory.create(substitute=official)

    with django_assert_num_queries(1):
        found = public.posts_of_official(official_id=official.pk, at=NOW)

    assert [value.id for value in found] == [*[row.post_id for row in own], lent.post_id]


def test_official_tells_the_account() -> None:
    official = OfficialFactory.create()
    account = AccountFactory.create(official=official)

    assert public.official(official_id=official.pk).account_id == account.pk


def test_official_that_does_not_exist_is_refused() -> None:
    with pytest.raises(OfficialNotFoundError):
        public.official(official_id=0)


@pytest.mark.parametrize("item_count", [1, 3])
def test_names_take_one_query_each(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officials = OfficialFactory.create_batch(item_count)
    accounts = [AccountFactory.create(official=official) for official in officials]

    with django_assert_num_queries(1):
        names = public.official_names(ids=[official.pk for official in officials])
    with django_assert_num_queries(1):
        shown = public.account_names(ids=[account.pk for account in accounts])

    assert names == {official.pk: official.full_name for official in officials}
    assert shown == {account.pk: account.username for account in accounts}
