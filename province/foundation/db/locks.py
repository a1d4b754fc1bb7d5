"""The one order in which locks are taken, so that no two transactions wait for each other.

1. ``idempotency.commandkey`` (the request's key)
2. ``cases.case``
3. ``cases.clock``
4. ``cases.task``
5. the context's own row
6. ``numbering.counter`` – always last, so that a number is held as briefly as possible.

Within one table rows are locked in the order of their primary key.
"""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def locked(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the rows locked for this transaction, in the order of their keys."""
    return rows.order_by("pk").select_for_update(no_key=True, of=("self",))
