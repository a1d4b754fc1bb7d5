"""The one order in which locks are taken, so that no two transactions wait for each other.

1. ``idempotency.commandkey`` (the request's key)
2. ``cases.case``
3. ``cases.clock``
4. ``cases.task``
5. the context's own row
6. ``numbering.counter`` – always last, so that a number is held as briefly as possible.

Within one table rows are locked in the order of their primary key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from zlib import crc32

from django.db import connection, models


class NotAloneError(Exception):
    """Another process holds this lock."""


Row = TypeVar("Row", bound=models.Model)


def locked(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the rows locked for this transaction, in the order of their keys."""
    return rows.order_by("pk").select_for_update(no_key=True, of=("self",))


def locked_against_references(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the rows locked so that no other transaction can make a new row point at them.

    What is being made waits, or is waited for: a count of it, taken afterwards, misses nothing.
    """
    return rows.order_by("pk").select_for_update(of=("self",))


def wait_for_turn(name: str) -> None:
    """Wait until no other transaction does what has this name; hold the turn to the end of ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(name.encode())])


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Let one process at a time, of all that use this database, do what has this name.

    :raises NotAloneError: another one is doing it.
    """
    mark = crc32(name.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [mark])
        if not cursor.fetchone()[0]:
            raise NotAloneError(name)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [mark])
