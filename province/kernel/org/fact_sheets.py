"""Reads the fact files: communes with what they were made of, departments, names."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from province.kernel.org.contracts import AgencyKind, Share

FACTS = Path(__file__).parent / "facts"
PART = "một phần"
_OLD_UNIT = re.compile(r"(?P<name>.+?) \((?P<district>[^,()]+), (?P<gso>\d{5})(, (?P<part>.+))?\)")


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A commune before 1 July 2025, and how much of it went into a new one."""

    gso: str
    name: str
    district: str
    share: Share


@dataclass(frozen=True, slots=True)
class CommuneFact:
    """A commune of today and what it was made of."""

    gso: str
    official_name: str
    unit_type: str
    name_en: str
    made_of: tuple[OldUnit, ...]


@dataclass(frozen=True, slots=True)
class DepartmentFact:
    """An agency of the province; of a bygone one, the orders and shares of its successors."""

    order: str
    name: str
    short_name: str
    name_en: str
    kind: AgencyKind
    note: str
    successors: tuple[tuple[str, Share], ...]


@dataclass(frozen=True, slots=True)
class NameFact:
    """A family, middle or given name and how common it is."""

    part: str
    people: str
    name: str
    weight: int


def old_units(merged_from: str) -> tuple[OldUnit, ...]:
    """Return the units of one cell: ``Xã Phú Hội (Huyện An Phú, 30355, một phần); …``.

    :raises ValueError: the cell is not written like this.
    """
    return tuple(_old_unit(part.strip()) for part in merged_from.split(";"))


def communes() -> tuple[CommuneFact, ...]:
    """Return the communes in the order of their numbers."""
    return tuple(
        CommuneFact(
            gso=row["gso"],
            official_name=row["official_name"],
            unit_type=row["unit_type"],
            name_en=row["name_en"],
            made_of=old_units(row["merged_from"]),
        )
        for row in _rows("communes.csv")
    )


def departments() -> tuple[DepartmentFact, ...]:
    """Return the agencies of the province in the order of the fact file."""
    return tuple(
        DepartmentFact(
            order=row["order"],
            name=row["name"],
            short_name=row["short_name"],
            name_en=row["name_en"],
            kind=AgencyKind(row["kind"]),
            note=row["note"],
            successors=_successors(row["successors"]),
        )
        for row in _rows("departments.csv")
    )


def names() -> tuple[NameFact, ...]:
    """Return the names from which invented people are made."""
    return tuple(
        NameFact(
            part=row["part"], people=row["people"], name=row["name"], weight=int(row["weight"])
        )
        for row in _rows("names.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def _old_unit(text: str) -> OldUnit:
    found = _OLD_UNIT.fullmatch(text)
    if found is None or found["part"] not in {None, PART}:
        raise ValueError(f"not an old unit: {text}")
    return OldUnit(
        gso=found["gso"],
        name=found["name"],
        district=found["district"],
        share=Share.PART if found["part"] else Share.WHOLE,
    )


def _successors(text: str) -> tuple[tuple[str, Share], ...]:
    pairs = (item.split(":") for item in text.split(";") if item)
    return tuple((order.zfill(2), Share(share)) for order, share in pairs)
