"""Which procedures a demonstration confirms, and what it says of each: one row of a fact file."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from province.contexts.procedures.contracts import DoubtAbout
from province.contexts.procedures.queries.terms import FACTS


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What is said of one procedure; an empty value confirms what the source says."""

    code: str
    why: str
    values: Mapping[DoubtAbout, str]
    source: str


@cache
def confirmed() -> Mapping[str, Confirmed]:
    """Return the procedures of the file by code."""
    with (FACTS / "confirmed.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType({row["code"]: _row(row) for row in rows})


def _row(row: Mapping[str, str]) -> Confirmed:
    return Confirmed(
        code=row["code"],
        why=row["why"],
        values={
            DoubtAbout.TIME: row["time"],
            DoubtAbout.AGENCY: row["agency"],
            DoubtAbout.RESULT: row["result"],
        },
        source=row["source"],
    )
