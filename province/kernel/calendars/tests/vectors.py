"""The vectors of the legal clock, read from their CSV."""

import csv
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from province.kernel.calendars.contracts import Limit, LimitUnit, Pause, Reading

PATH = Path(__file__).parents[1] / "vectors" / "legal_clock.csv"
OTHER_QUESTIONS = {"handover", "answer"}


@dataclass(frozen=True, slots=True)
class Vector:
    """A question to the legal clock and its answer; one without limit asks by its unit alone."""

    id: str
    calendar: str
    start: datetime
    unit: str
    limit: Limit | None
    pauses: tuple[Pause, ...]
    reading: Reading
    due: datetime | None
    provisional: bool
    source: str
    reason: str


def _limit(row: dict[str, str]) -> Limit | None:
    unit, edge = row["unit"], row["cutoff"]
    if unit in OTHER_QUESTIONS:
        return None
    fixed = unit == LimitUnit.UNTIL
    return Limit(
        amount=int(row["limit"]),
        unit=LimitUnit(unit),
        cutoff=time.fromisoformat(edge) if edge and not fixed else None,
        until=datetime.fromisoformat(edge) if fixed else None,
    )


def _pause(text: str) -> Pause:
    start, end = text.split("/")
    return Pause(from_at=datetime.fromisoformat(start), until_at=datetime.fromisoformat(end))


def _vector(row: dict[str, str]) -> Vector:
    due = row["expected_due"]
    return Vector(
        id=row["id"],
        calendar=row["calendar"],
        start=datetime.fromisoformat(row["start"]),
        unit=row["unit"],
        limit=_limit(row),
        pauses=tuple(_pause(text) for text in row["pauses"].split(";") if text),
        reading=Reading(row["reading"]),
        due=datetime.fromisoformat(due) if due else None,
        provisional=row["provisional"] == "1",
        source=row["source"],
        reason=row["reason"],
    )


def read_vectors() -> list[Vector]:
    with PATH.open(encoding="utf-8", newline="") as lines:
        return [_vector(row) for row in csv.DictReader(lines)]
