"""Where a procedure is decided: data by system, field or code, each line with its source."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from province.contexts.procedures.contracts import HERE, DecidedIn, Deciding

TABLE = Path(__file__).resolve().parents[1] / "facts" / "deciding.csv"
CODE, FIELD, SYSTEM = "code", "field", "system"


def deciding_of(*, code: str, field: str, system: str) -> Deciding:
    """Return where a procedure is decided: its own line, its field's, its system's, else here."""
    for key in ((CODE, code), (FIELD, field), (SYSTEM, system)):
        if key in _table():
            return _table()[key]
    return HERE


@cache
def _table() -> Mapping[tuple[str, str], Deciding]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {
            (row["by"], row["key"]): Deciding(
                decided_in=DecidedIn(row["decided_in"]),
                system=row["system"],
                source=row["source"],
                is_recalled=row["is_recalled"] == "1",
            )
            for row in csv.DictReader(lines)
        }
