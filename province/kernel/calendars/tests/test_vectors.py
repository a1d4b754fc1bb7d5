"""Every vector of legal_clock.csv, by the rules and by the minute clock."""

from collections import Counter

import pytest

from province.kernel.calendars.rules.due import answer_deadline, due_moment
from province.kernel.calendars.rules.handover import handover_deadline
from province.kernel.calendars.tests.calendars import CALENDARS
from province.kernel.calendars.tests.minute_clock import MinuteClock
from province.kernel.calendars.tests.vectors import Vector, read_vectors

VECTORS = read_vectors()
CLOCKS = {name: MinuteClock(calendar) for name, calendar in CALENDARS.items()}
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.id)


@every_vector
def test_the_rules_compute_the_vector(vector: Vector) -> None:
    calendar = CALENDARS[vector.calendar]
    if vector.limit is None:
        answer = handover_deadline if vector.unit == "handover" else answer_deadline
        assert answer(calendar, vector.start) == vector.due
        return

    due = due_moment(calendar, vector.limit, vector.start, vector.pauses, vector.reading)

    assert (due.at, due.provisional) == (vector.due, vector.provisional)


@every_vector
def test_the_minute_clock_computes_the_vector(vector: Vector) -> None:
    clock = CLOCKS[vector.calendar]
    if vector.limit is None:
        answer = clock.handover if vector.unit == "handover" else clock.answer
        assert answer(vector.start) == vector.due
        return

    due = clock.due(vector.limit, vector.start, vector.pauses, vector.reading)

    assert (due, clock.is_provisional(vector.limit, due)) == (vector.due, vector.provisional)


def test_there_are_enough_vectors_and_each_says_why() -> None:
    assert len(VECTORS) >= 200
    assert max(Counter(vector.id for vector in VECTORS).values()) == 1
    assert all(vector.source and vector.reason for vector in VECTORS)
    assert sum("tính tay" in vector.reason for vector in VECTORS) >= 40
