"""The agencies that the fact files speak of, layer by layer, parents first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from province.foundation.text.folding import fold, sort_key
from province.kernel.org.contracts import AgencyKind, AgencyLevel
from province.kernel.org.fact_sheets import CommuneFact, DepartmentFact, OldUnit
from province.kernel.org.models import Agency
from province.kernel.org.rules import (
    commune_key,
    department_key,
    division_key,
    old_key,
    place_of,
)

MERGED_ON = date(2025, 7, 1)
PROVINCE_KEY = "department:21"
OFFICE_KEY = "department:01"
TEST_KEY = "test"
TEST_NAME = "Đơn vị kiểm thử"
CENTRE, CULTURE, ECONOMY, OFFICE = "centre", "culture", "economy", "office"
_RURAL = "xã"
_DIVISIONS = {
    CENTRE: "Trung tâm Phục vụ hành chính công",
    CULTURE: "Phòng Văn hóa – Xã hội",
    ECONOMY: "Phòng Kinh tế",
    OFFICE: "Văn phòng HĐND và UBND",
}
_URBAN_ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"


@dataclass(frozen=True, slots=True)
class Draft:
    """An agency that is to exist; ``key`` and ``parent`` are source keys."""

    key: str
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    parent: str = ""
    name_en: str = ""
    note: str = ""
    is_test: bool = False

    def row(self, *, ids: dict[str, int]) -> Agency:
        """Return the row to insert; its parent has been inserted before."""
        gone = self.kind is AgencyKind.HISTORIC
        return Agency(
            source_key=self.key,
            name=self.name,
            short_name=self.short_name,
            name_en=self.name_en,
            kind=self.kind.value,
            level=self.level.value,
            parent_id=ids[self.parent] if self.parent else None,
            validity=DateRange(None, MERGED_ON) if gone else DateRange(MERGED_ON, None),
            sort_name=sort_key(place_of(self.short_name)),
            folded=fold(f"{self.name} {self.short_name}"),
            is_test=self.is_test,
            note=self.note,
        )


def layers(
    *, communes: Sequence[CommuneFact], departments: Sequence[DepartmentFact]
) -> tuple[tuple[Draft, ...], ...]:
    """Return the drafts in three layers; within one the order is stable, so that codes are too."""
    bodies = [_department(fact) for fact in departments]
    old = {unit.gso: unit for fact in communes for unit in fact.made_of}
    tests = [_division(TEST_KEY, part, unit_type=_RURAL, is_test=True) for part in _DIVISIONS]
    return (
        (
            *(draft for draft in bodies if not draft.parent),
            *(_old_commune(old[gso]) for gso in sorted(old)),
        ),
        (
            *(draft for draft in bodies if draft.parent == PROVINCE_KEY),
            *(_commune(fact) for fact in communes),
            _test_unit(),
        ),
        (
            *(draft for draft in bodies if draft.parent == OFFICE_KEY),
            *(
                _division(commune_key(fact.gso), part, unit_type=fact.unit_type)
                for fact in communes
                for part in _DIVISIONS
            ),
            *tests,
        ),
    )


def _department(fact: DepartmentFact) -> Draft:
    parents = {AgencyKind.PROVINCE: "", AgencyKind.HISTORIC: "", AgencyKind.CENTRE: OFFICE_KEY}
    return Draft(
        key=department_key(fact.order),
        name=fact.name,
        short_name=fact.short_name,
        name_en=fact.name_en,
        kind=fact.kind,
        level=AgencyLevel.PROVINCE,
        parent=parents.get(fact.kind, PROVINCE_KEY),
        note=fact.note,
    )


def _commune(fact: CommuneFact) -> Draft:
    return Draft(
        key=commune_key(fact.gso),
        name=_committee_of(fact.official_name),
        short_name=fact.official_name,
        name_en=fact.name_en,
        kind=AgencyKind.COMMUNE,
        level=AgencyLevel.COMMUNE,
        parent=PROVINCE_KEY,
    )


def _old_commune(unit: OldUnit) -> Draft:
    return Draft(
        key=old_key(unit.gso),
        name=f"{_committee_of(unit.name)} ({unit.district})",
        short_name=unit.name,
        kind=AgencyKind.HISTORIC,
        level=AgencyLevel.COMMUNE,
        note=unit.district,
    )


def _test_unit() -> Draft:
    return Draft(
        key=TEST_KEY,
        name=TEST_NAME,
        short_name=TEST_NAME,
        name_en="Test unit",
        kind=AgencyKind.TEST,
        level=AgencyLevel.COMMUNE,
        parent=PROVINCE_KEY,
        is_test=True,
    )


def _division(owner: str, part: str, *, unit_type: str, is_test: bool = False) -> Draft:
    name = _URBAN_ECONOMY if part == ECONOMY and unit_type != _RURAL else _DIVISIONS[part]
    return Draft(
        key=division_key(owner, part),
        name=name,
        short_name=name,
        kind=AgencyKind.DIVISION,
        level=AgencyLevel.COMMUNE,
        parent=owner,
        is_test=is_test,
    )


def _committee_of(official_name: str) -> str:
    """Return the name of the people's committee: "Phường Long Xuyên" has a small p inside it."""
    return f"Ủy ban nhân dân {official_name[0].lower()}{official_name[1:]}"
