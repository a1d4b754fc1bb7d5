from datetime import date
from typing import Any

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, public
from province.kernel.org.commands import agencies, coding
from province.kernel.org.contracts import AgencyKind, AgencyLevel, CodeScheme, Share
from province.kernel.org.errors import (
    AgencyNotFoundError,
    CodeFromFutureError,
    CodeGrammarError,
    CodeTakenError,
    MayNotManageAgencyError,
    NameMissingError,
    NoTemporaryCodeLeftError,
    PeriodError,
    SuccessionTakenError,
)
from province.kernel.org.models import Agency, AgencyCode, Succession
from province.kernel.org.rules import temporary_code
from province.kernel.org.tests.factories import NOW, START, AgencyFactory, PostFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def create(actor: Actor, **change: Any) -> int:
    fields: dict[str, Any] = {
        "name": "Chi cục Kiểm lâm",
        "short_name": "Chi cục Kiểm lâm",
        "kind": AgencyKind.DEPARTMENT,
        "level": AgencyLevel.PROVINCE,
        "parent_id": None,
        "from_date": START,
        **change,
    }
    return agencies.create_agency(actor=actor, now=NOW, **fields)


def assign(actor: Actor, agency_id: int, **change: Any) -> None:
    fields: dict[str, Any] = {
        "code": "H01.05",
        "decision": "31/QĐ-UBND",
        "from_date": TODAY,
        **change,
    }
    coding.assign_official_code(actor=actor, agency_id=agency_id, now=NOW, **fields)


def test_a_new_agency_gets_the_next_temporary_code(admin: Actor) -> None:
    first = create(admin)
    second = create(admin, name="Chi cục Thủy lợi", short_name="Chi cục Thủy lợi")

    assert public.agency(agency_id=first).code == "H01.Z00"
    assert public.agency(agency_id=second).code == "H01.Z01"
    assert public.agency(agency_id=second).code_is_temporary


def test_create_agency_refuses_strangers_and_faults(admin: Actor, nobody: Actor) -> None:
    with pytest.raises(MayNotManageAgencyError):
        create(nobody)
    with pytest.raises(NameMissingError):
        create(admin, short_name=" ")
    with pytest.raises(AgencyNotFoundError):
        create(admin, parent_id=0)

    assert not Agency.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_admin_of_a_unit_may_add_a_division_but_no_agency() -> None:
    commune = AgencyFactory.create()
    held = {commune.pk: frozenset({permissions.MANAGE_AGENCY})}
    local = Actor(account_id=1, abilities_by_unit=held)

    division = create(local, kind=AgencyKind.DIVISION, parent_id=commune.pk)

    assert public.agency(agency_id=division).code == ""
    with pytest.raises(MayNotManageAgencyError):
        create(local, parent_id=commune.pk)


def test_the_temporary_codes_can_run_out(admin: Actor) -> None:
    last = AgencyFactory.create()
    AgencyCode.objects.create(
        agency=last,
        scheme=CodeScheme.TEMPORARY.value,
        code=temporary_code(1295),
        validity=(START, None),
    )

    with pytest.raises(NoTemporaryCodeLeftError):
        create(admin)

    assert Agency.objects.get() == last


def test_rename_agency_keeps_the_code(admin: Actor) -> None:
    agency_id = create(admin)

    agencies.rename_agency(
        actor=admin, agency_id=agency_id, name="Chi cục Ô mới", short_name="Chi cục Ô mới"
    )

    assert public.agency(agency_id=agency_id).name == "Chi cục Ô mới"
    assert public.agency(agency_id=agency_id).code == "H01.Z00"
    assert public.search_agencies(words="o moi", on=TODAY)[0].id == agency_id


def test_rename_agency_refuses(admin: Actor, nobody: Actor) -> None:
    row = AgencyFactory.create()

    with pytest.raises(MayNotManageAgencyError):
        agencies.rename_agency(actor=nobody, agency_id=row.pk, name="X", short_name="X")
    with pytest.raises(NameMissingError):
        agencies.rename_agency(actor=admin, agency_id=row.pk, name="", short_name="X")
    with pytest.raises(AgencyNotFoundError):
        agencies.rename_agency(actor=admin, agency_id=0, name="X", short_name="X")

    assert Agency.objects.get().name == row.name
    assert not AuditEntry.objects.exists()


def test_assign_official_code_ends_the_temporary_one(admin: Actor) -> None:
    agency_id = create(admin)

    assign(admin, agency_id, code=" h01.05 ")

    value = public.agency(agency_id=agency_id)
    assert (value.code, value.code_is_temporary) == ("H01.05", False)
    assert public.agency_by_code(code="H01.Z00").id == agency_id
    temporary = AgencyCode.objects.get(scheme=CodeScheme.TEMPORARY.value)
    assert (temporary.validity.lower, temporary.validity.upper) == (TODAY, date(2026, 11, 21))
    assert AuditEntry.objects.order_by("-id")[0].changes == {
        "code": "H01.05",
        "decision": "31/QĐ-UBND",
        "from": "2026-11-20",
    }


def test_a_temporary_code_is_never_given_twice(admin: Actor) -> None:
    assign(admin, create(admin))

    assert public.agency(agency_id=create(admin)).code == "H01.Z01"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"code": "H01-05"}, CodeGrammarError),
        ({"code": "H01.Z0B"}, CodeGrammarError),
        ({"from_date": date(2026, 11, 21)}, CodeFromFutureError),
        ({"code": "H01.77"}, CodeTakenError),
    ],
)
def test_assign_official_code_refuses_and_keeps_the_temporary_one(
    admin: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    AgencyCode.objects.create(
        agency=AgencyFactory.create(),
        scheme=CodeScheme.EID.value,
        code="H01.77",
        validity=(START, None),
    )
    agency_id = create(admin)
    audited = AuditEntry.objects.count()

    with pytest.raises(refusal):
        assign(admin, agency_id, **change)

    assert public.agency(agency_id=agency_id).code == "H01.Z00"
    assert AuditEntry.objects.count() == audited


def test_assign_official_code_refuses_strangers_and_unknown_agencies(
    admin: Actor, nobody: Actor
) -> None:
    with pytest.raises(MayNotManageAgencyError):
        assign(nobody, AgencyFactory.create().pk)
    with pytest.raises(AgencyNotFoundError):
        assign(admin, 0)

    assert not AgencyCode.objects.exists()


def test_end_agency_ends_codes_divisions_and_posts(admin: Actor) -> None:
    row = AgencyFactory.create()
    AgencyFactory.create(kind=AgencyKind.DIVISION.value, parent=row)
    PostFactory.create(agency=row)
    AgencyCode.objects.create(
        agency=row, scheme=CodeScheme.GSO.value, code="30307", validity=(START, None)
    )

    agencies.end_agency(actor=admin, agency_id=row.pk, on=TODAY, decision="1/NQ")

    assert public.communes(on=TODAY) == ()
    assert public.divisions(agency_id=row.pk, on=TODAY) == ()
    assert public.posts_of_agency(agency_id=row.pk, at=NOW) == ()
    assert AgencyCode.objects.get().validity.upper == TODAY
    with pytest.raises(PeriodError):
        agencies.end_agency(actor=admin, agency_id=row.pk, on=TODAY, decision="1/NQ")


def test_end_agency_refuses_strangers_and_early_days(admin: Actor, nobody: Actor) -> None:
    row = AgencyFactory.create()

    with pytest.raises(MayNotManageAgencyError):
        agencies.end_agency(actor=nobody, agency_id=row.pk, on=TODAY, decision="")
    with pytest.raises(PeriodError):
        agencies.end_agency(actor=admin, agency_id=row.pk, on=START, decision="")

    row.refresh_from_db()
    assert row.validity.upper is None
    assert not AuditEntry.objects.exists()


def test_link_succession_says_what_became_of_an_agency(admin: Actor) -> None:
    old, new, other = AgencyFactory.create_batch(3)

    def link(to: Agency, share: Share, actor: Actor = admin) -> None:
        agencies.link_succession(
            actor=actor,
            from_agency_id=old.pk,
            to_agency_id=to.pk,
            share=share,
            on=TODAY,
            decision="",
        )

    link(new, Share.PART)
    link(other, Share.PART)

    assert [s.to_agency_id for s in public.successions_from(agency_id=old.pk)] == [new.pk, other.pk]
    with pytest.raises(SuccessionTakenError):
        link(new, Share.PART)
    with pytest.raises(SuccessionTakenError):
        link(AgencyFactory.create(), Share.WHOLE)
    with pytest.raises(SuccessionTakenError):
        link(old, Share.PART)
    assert Succession.objects.count() == 2
    assert AuditEntry.objects.count() == 2


def test_link_succession_refuses_strangers_and_unknown_agencies(
    admin: Actor, nobody: Actor
) -> None:
    old, new = AgencyFactory.create_batch(2)
    fields: dict[str, Any] = {"share": Share.WHOLE, "on": TODAY, "decision": ""}

    with pytest.raises(MayNotManageAgencyError):
        agencies.link_succession(actor=nobody, from_agency_id=old.pk, to_agency_id=new.pk, **fields)
    with pytest.raises(AgencyNotFoundError):
        agencies.link_succession(actor=admin, from_agency_id=old.pk, to_agency_id=0, **fields)
    with pytest.raises(AgencyNotFoundError):
        agencies.link_succession(actor=admin, from_agency_id=0, to_agency_id=new.pk, **fields)

    assert not Succession.objects.exists()
    assert not AuditEntry.objects.exists()
