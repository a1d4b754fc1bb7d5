"""Codes of agencies through a merger that is entered before its day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.org import public
from province.kernel.org.commands import agencies, coding
from province.kernel.org.contracts import AgencyKind, AgencyLevel, CodeScheme
from province.kernel.org.errors import CodeGrammarError, CodeOutsidePeriodError
from province.kernel.org.models import AgencyCode
from province.kernel.org.tests.factories import NOW, START

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LAST_DAY = date(2026, 12, 31)
MERGER = date(2027, 1, 1)
AFTER = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)


def create(admin: Actor, name: str, from_date: date = START) -> int:
    return agencies.create_agency(
        actor=admin,
        name=f"Ủy ban nhân dân xã {name}",
        short_name=f"Xã {name}",
        kind=AgencyKind.COMMUNE,
        level=AgencyLevel.COMMUNE,
        parent_id=None,
        from_date=from_date,
        now=NOW,
    )


def end(admin: Actor, agency_id: int) -> None:
    agencies.end_agency(actor=admin, agency_id=agency_id, on=MERGER, decision="1/NQ")


def assign(admin: Actor, agency_id: int, **change: Any) -> None:
    fields: dict[str, Any] = {"code": "H01.05", "decision": "2/QĐ", "from_date": TODAY, **change}
    coding.assign_official_code(
        actor=admin, agency_id=agency_id, now=fields.pop("now", NOW), **fields
    )


def test_a_merger_ahead_leaves_the_code_until_its_day(
    admin: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = create(admin, "Ô Lâm")

    end(admin, old)

    with django_assert_num_queries(1):
        assert public.agency(agency_id=old, on=LAST_DAY).code == "H01.Z00"
    with django_assert_num_queries(1):
        assert [agency.code for agency in public.communes(on=LAST_DAY)] == ["H01.Z00"]
    assert public.agency(agency_id=old, on=MERGER).code == ""
    assert public.agency(agency_id=old).code == "H01.Z00"


def test_the_successor_is_entered_beside_the_ending_agency_and_has_its_code_from_its_day(
    admin: Actor,
) -> None:
    old = create(admin, "Ô Lâm")
    end(admin, old)

    new = create(admin, "Ô Lâm mới", MERGER)

    assert public.agency(agency_id=old, on=TODAY).code == "H01.Z00"
    assert public.agency(agency_id=new, on=TODAY).code == ""
    assert public.agency(agency_id=new, on=MERGER).code == "H01.Z01"
    assert coding.give_temporary_codes(now=AFTER) == 0
    assert AgencyCode.objects.count() == 2


def test_an_official_code_of_an_ending_agency_ends_with_it(admin: Actor) -> None:
    old = create(admin, "Ô Lâm")
    end(admin, old)

    assign(admin, old)

    assert public.agency(agency_id=old, on=LAST_DAY).code == "H01.05"
    assert public.agency(agency_id=old, on=MERGER).code == ""
    assert [
        (row.scheme, row.validity.lower, row.validity.upper)
        for row in AgencyCode.objects.order_by("scheme")
    ] == [
        (CodeScheme.EID, TODAY, MERGER),
        (CodeScheme.TEMPORARY, TODAY, date(2026, 11, 21)),
    ]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"from_date": MERGER, "now": AFTER}, CodeOutsidePeriodError),
        ({"code": "H01.42.11.3"}, CodeGrammarError),
        ({"code": "H01.0012"}, CodeGrammarError),
        ({"code": "H0A"}, CodeGrammarError),
    ],
)
def test_what_numbering_could_not_carry_is_refused_and_nothing_changes(
    admin: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    old = create(admin, "Ô Lâm")
    end(admin, old)
    audited = AuditEntry.objects.count()

    with pytest.raises(refusal):
        assign(admin, old, **change)

    assert [row.validity.upper for row in AgencyCode.objects.all()] == [MERGER]
    assert AuditEntry.objects.count() == audited
