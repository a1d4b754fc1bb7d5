from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from province.kernel.org.contracts import AgencyKind, CodeScheme, Share
from province.kernel.org.models import Account, Agency, AgencyCode, Succession
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
MIDDLE = date(2026, 1, 1)


def code(agency: Agency, scheme: CodeScheme, text: str, *period: date | None) -> AgencyCode:
    return AgencyCode.objects.create(
        agency=agency, scheme=scheme.value, code=text, validity=DateRange(*period)
    )


def test_a_post_has_one_holder_at_a_time() -> None:
    held = HoldingFactory.create(validity=DateTimeTZRange(NOW, NOW + timedelta(days=2)))
    HoldingFactory.create(post=held.post, validity=DateTimeTZRange(NOW + timedelta(days=2), None))

    with pytest.raises(IntegrityError, match="holding_post_has_one_holder"):
        HoldingFactory.create(
            post=held.post,
            validity=DateTimeTZRange(NOW + timedelta(days=1), NOW + timedelta(days=3)),
        )


def test_an_official_may_hold_several_posts() -> None:
    official = OfficialFactory.create()

    HoldingFactory.create_batch(2, official=official)

    assert official.holdings.count() == 2


def test_a_holding_lasts_some_time() -> None:
    with pytest.raises(IntegrityError, match="holding_lasts_some_time"):
        HoldingFactory.create(validity=DateTimeTZRange(NOW, NOW))


def test_a_post_has_one_substitute_at_a_time() -> None:
    lent = SubstitutionFactory.create()

    with pytest.raises(IntegrityError, match="substitution_post_has_one_substitute"):
        SubstitutionFactory.create(post=lent.post)


@pytest.mark.parametrize("period", [(NOW, None), (None, NOW)])
def test_a_substitution_has_both_ends(period: tuple[None, None]) -> None:
    with pytest.raises(IntegrityError, match="substitution_lasts_some_time"):
        SubstitutionFactory.create(validity=DateTimeTZRange(*period))


def test_an_agency_has_one_head_at_a_time() -> None:
    head = PostFactory.create(is_head=True, validity=DateRange(START, MIDDLE))
    PostFactory.create(agency=head.agency, is_head=True, validity=DateRange(MIDDLE, None))

    with pytest.raises(IntegrityError, match="post_agency_has_one_head"):
        PostFactory.create(agency=head.agency, is_head=True)


def test_an_agency_has_one_code_per_scheme_at_a_time() -> None:
    agency = AgencyFactory.create()
    code(agency, CodeScheme.EID, "H01.05", START, MIDDLE)
    code(agency, CodeScheme.EID, "H01.06", MIDDLE, None)
    code(agency, CodeScheme.GSO, "30307", START, None)

    with pytest.raises(IntegrityError, match="agency_has_one_code_per_scheme"):
        code(agency, CodeScheme.EID, "H01.07", MIDDLE, None)


def test_a_code_names_one_agency_for_ever() -> None:
    code(AgencyFactory.create(), CodeScheme.EID, "H01.05", START, MIDDLE)

    with pytest.raises(IntegrityError, match="agency_code_identifies_one_agency"):
        code(AgencyFactory.create(), CodeScheme.EID, "H01.05", MIDDLE, None)


def test_a_commune_number_names_one_agency_at_a_time() -> None:
    code(AgencyFactory.create(), CodeScheme.GSO, "30307", None, START)
    code(AgencyFactory.create(), CodeScheme.GSO, "30307", START, None)

    with pytest.raises(IntegrityError, match="agency_code_names_one_agency_at_a_time"):
        code(AgencyFactory.create(), CodeScheme.GSO, "30307", MIDDLE, None)


def test_an_agency_goes_as_a_whole_to_one_other() -> None:
    old, first, second = AgencyFactory.create_batch(3)
    Succession.objects.create(from_agency=old, to_agency=first, share=Share.WHOLE.value, on=START)

    with pytest.raises(IntegrityError, match="succession_whole_goes_to_one"):
        Succession.objects.create(
            from_agency=old, to_agency=second, share=Share.WHOLE.value, on=START
        )


def test_a_division_has_a_parent() -> None:
    with pytest.raises(IntegrityError, match="agency_division_has_parent"):
        AgencyFactory.create(kind=AgencyKind.DIVISION.value)


def test_the_unit_under_test_is_marked() -> None:
    with pytest.raises(IntegrityError, match="agency_test_kind_is_test"):
        AgencyFactory.create(kind=AgencyKind.TEST.value)


def test_an_account_belongs_to_an_official_or_a_party() -> None:
    with pytest.raises(IntegrityError, match="account_is_official_or_party"):
        AccountFactory.create(party_id=7)


def test_a_username_is_plain() -> None:
    with pytest.raises(IntegrityError, match="account_username_is_plain"):
        AccountFactory.create(username="Văn Thư")

    assert Account._meta.get_field("username").unique  # noqa: SLF001 -- Django documents _meta as public
