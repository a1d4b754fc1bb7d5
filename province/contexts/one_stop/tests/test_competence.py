"""Which agency a filing may go to: by the level and the body that the procedure names."""

from dataclasses import replace
from typing import Any

import pytest

from province.contexts.one_stop.commands import filing_faults
from province.contexts.one_stop.contracts.filing import Filing
from province.contexts.one_stop.contracts.states import Channel, Origin
from province.contexts.one_stop.errors import AgencyDoesNotDecideError, IncompleteFilingError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.rules.competence import is_named, may_decide
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import AgencyKind as Deciding
from province.contexts.procedures.contracts import Level
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyKind, AgencyLevel, AgencyValue

P, C = AgencyLevel.PROVINCE, AgencyLevel.COMMUNE


@pytest.mark.parametrize(
    ("level", "names", "kind", "on", "may"),
    [
        (Level.COMMUNE, Deciding.COMMUNE, AgencyKind.COMMUNE, C, True),
        (Level.COMMUNE, Deciding.COMMUNE, AgencyKind.DEPARTMENT, P, False),
        (Level.COMMUNE, Deciding.COMMUNE, AgencyKind.DIVISION, C, False),
        (Level.PROVINCE, Deciding.DEPARTMENT, AgencyKind.DEPARTMENT, P, True),
        (Level.PROVINCE, Deciding.DEPARTMENT, AgencyKind.COMMUNE, C, False),
        (Level.PROVINCE, Deciding.COMMITTEE, AgencyKind.PROVINCE, P, True),
        (Level.PROVINCE, Deciding.COMMITTEE, AgencyKind.DEPARTMENT, P, False),
        (Level.BOTH, Deciding.DEPARTMENT, AgencyKind.DEPARTMENT, P, True),
        (Level.BOTH, Deciding.DEPARTMENT, AgencyKind.COMMUNE, C, True),
        (Level.BOTH, Deciding.POLICE, AgencyKind.COMMUNE, C, False),
        (Level.PROVINCE, Deciding.OTHER, AgencyKind.DEPARTMENT, P, False),
    ],
)
def test_level_and_kind_say_who_decides(
    level: Level, names: Deciding, kind: AgencyKind, on: AgencyLevel, *, may: bool
) -> None:
    assert may_decide(level, names, kind, on, "Sở Y tế") is may


@pytest.mark.parametrize(
    ("names", "sector", "may"),
    [
        (Deciding.POLICE, "Công an tỉnh An Giang", True),
        (Deciding.POLICE, "Bảo hiểm xã hội tỉnh An Giang", False),
        (Deciding.INSURANCE, "Bảo hiểm xã hội tỉnh An Giang", True),
        (Deciding.MILITARY, "Bộ Chỉ huy quân sự tỉnh An Giang", True),
    ],
)
def test_a_sector_decides_its_own(names: Deciding, sector: str, *, may: bool) -> None:
    assert may_decide(Level.PROVINCE, names, AgencyKind.SECTOR, P, sector) is may


def test_a_named_department_is_meant_alone_and_none_means_each() -> None:
    departments = ("Sở Tư pháp", "Sở Xây dựng")

    assert is_named("Văn phòng Sở Xây dựng", "Sở Xây dựng", departments)
    assert not is_named("Văn phòng Sở Xây dựng", "Sở Tư pháp", departments)
    assert is_named("Sở, ban, ngành tỉnh", "Sở Tư pháp", departments)


def department(short_name: str) -> AgencyValue:
    return next(one for one in org.bodies(on=NOW.date()) if one.short_name == short_name)


def filing_to(office: Office, agency: AgencyValue, **more: Any) -> Filing:
    return Filing(
        origin=Origin.PORTAL,
        channel=Channel.ONLINE,
        procedure_code="1.001776",
        agency_id=agency.id,
        applicant_party_id=office.citizen.party_id or 0,
        payload=office.payload(**more),
    )


@pytest.mark.django_db
def test_a_filing_for_a_department_goes_to_that_department_alone(office: Office) -> None:
    procedure = replace(
        procedures.procedure(code="1.001776", on=NOW.date()),
        level=Level.PROVINCE,
        agency_kind=Deciding.DEPARTMENT,
        agency="Sở Tư pháp",
    )
    right, wrong = department("Sở Tư pháp"), department("Sở Xây dựng")

    found = filing_faults.agency_of(
        actor=office.citizen, filing=filing_to(office, right), procedure=procedure, now=NOW
    )
    filing_faults.check_commune(filing=filing_to(office, right), agency=right)

    assert found.id == right.id
    for other in (wrong.id, office.agency.pk):
        with pytest.raises(AgencyDoesNotDecideError):
            filing_faults.agency_of(
                actor=office.citizen,
                filing=replace(filing_to(office, right), agency_id=other),
                procedure=procedure,
                now=NOW,
            )
    assert Dossier.objects.count() == 0


@pytest.mark.django_db
def test_a_commune_still_takes_only_its_own_people(office: Office) -> None:
    own = org.agency(agency_id=office.agency.pk)

    with pytest.raises(IncompleteFilingError):
        filing_faults.check_commune(filing=filing_to(office, own, commune="1"), agency=own)
