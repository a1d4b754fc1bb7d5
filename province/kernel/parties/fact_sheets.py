"""Reads the fact file of the provinces whose codes begin personal numbers."""

import csv
from functools import cache
from pathlib import Path

FACTS = Path(__file__).parent / "facts"


@cache
def birth_provinces() -> dict[str, str]:
    """Return the provinces before July 2025 by the code under which births were registered."""
    with (FACTS / "birth_provinces.csv").open(encoding="utf-8", newline="") as sheet:
        return {row["code"]: row["name"] for row in csv.DictReader(sheet)}
