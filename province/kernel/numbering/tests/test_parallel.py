"""64 writers at once, each on a connection of its own, half of them rolling back now and then."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections, transaction

from province.kernel.numbering.commands import dossier_code, next_number
from province.kernel.numbering.contracts import SeriesKey
from province.kernel.numbering.models import Counter, IssuedNumber

WRITERS = 64
SERIES = SeriesKey(scheme="parallel", agency_id=1, period="2026")


class _ChangedMyMindError(Exception):
    pass


def _in_parallel(write: Callable[[int], list[int]]) -> list[int]:
    start = Barrier(WRITERS)

    def run(writer: int) -> list[int]:
        try:
            start.wait(timeout=60)
            return write(writer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=WRITERS) as pool:
        return [number for numbers in pool.map(run, range(WRITERS)) for number in numbers]


@pytest.mark.django_db(transaction=True)
def test_sixty_four_writers_with_rollbacks_leave_no_gap_and_no_double() -> None:
    def write(writer: int) -> list[int]:
        kept = []
        for turn in range(4):
            try:
                with transaction.atomic():
                    number = next_number(series=SERIES, for_what=f"{writer}/{turn}")
                    if (writer + turn) % 3 == 0:
                        raise _ChangedMyMindError
                kept.append(number)
            except _ChangedMyMindError:
                continue
        return kept

    numbers = _in_parallel(write)

    wanted = sum((writer + turn) % 3 != 0 for writer in range(WRITERS) for turn in range(4))
    assert sorted(numbers) == list(range(1, wanted + 1))
    assert Counter.objects.get(scheme="parallel").last == wanted
    assert sorted(IssuedNumber.objects.values_list("number", flat=True)) == sorted(numbers)


@pytest.mark.django_db(transaction=True)
def test_first_number_of_a_day_survives_the_rollback_of_who_came_first() -> None:
    def write(writer: int) -> list[int]:
        try:
            with transaction.atomic():
                code = dossier_code(agency_code="H01.001", on=date(2026, 11, 21))
                if writer < WRITERS - 1:
                    raise _ChangedMyMindError
        except _ChangedMyMindError:
            return []
        return [int(code.rpartition("-")[2])]

    assert _in_parallel(write) == [1]
    assert IssuedNumber.objects.get().text == "H01.001-261121-0001"


@pytest.mark.django_db(transaction=True)
def test_number_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        next_number(series=SERIES)

    assert Counter.objects.count() == 0
