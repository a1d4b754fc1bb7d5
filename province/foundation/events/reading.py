"""Reads the outbox for the people who watch over it."""

from dataclasses import dataclass
from datetime import datetime

from province.foundation.events.bus import words_of
from province.foundation.events.models import Delivery
from province.foundation.paging import PageNumbers, page_numbers

PAGE = 50


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One delivery, as the replay page shows it."""

    id: int
    event: str
    subscriber: str
    says: str
    state: str
    attempts: int
    next_try_at: datetime
    last_error: str


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """One page of deliveries that are parked or failing, and how many there are."""

    rows: tuple[DeliveryRow, ...]
    numbers: PageNumbers
    parked: int
    failing: int


def troubled_deliveries(*, page: int, size: int = PAGE) -> DeliveryPage:
    """Return the deliveries that are parked, or have failed and wait; three queries."""
    parked = Delivery.objects.filter(state=Delivery.PARKED).count()
    failing = Delivery.objects.filter(state=Delivery.WAITING, attempts__gt=0).count()
    numbers = page_numbers(number=page, total=parked + failing, size=size)
    start = (numbers.number - 1) * size
    rows = (
        Delivery.objects.select_related("event")
        .filter(attempts__gt=0)
        .exclude(state=Delivery.DONE)
        .order_by("state", "next_try_at", "id")[start : start + size]
    )
    return DeliveryPage(
        rows=tuple(
            DeliveryRow(
                id=row.pk,
                event=row.event.name,
                subscriber=row.subscriber,
                says=str(words_of(row.subscriber)),
                state=row.state,
                attempts=row.attempts,
                next_try_at=row.next_try_at,
                last_error=row.last_error,
            )
            for row in rows
        ),
        numbers=numbers,
        parked=parked,
        failing=failing,
    )
