"""Emit an event inside the transaction; deliver it, subscriber by subscriber, after the commit."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Protocol

import structlog
from django.db import transaction
from django_stubs_ext import StrOrPromise

from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.jobs.queue import enqueue
from province.foundation.logs.masking import masked

PARK_AFTER = 8
FIRST_PAUSE = timedelta(seconds=10)
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
log = structlog.get_logger(__name__)


class Event(Protocol):
    """A frozen dataclass with a stable dotted name."""

    name: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, dict[str, Handler]] = defaultdict(dict)
_words: dict[str, StrOrPromise] = {}


def emit(event: Event) -> None:
    """Put the event in the outbox, one delivery per subscriber, in the transaction that is open."""
    row = OutboxEvent.objects.create(name=event.name, payload=asdict(event))
    subscribers = _handlers.get(event.name, {})
    if subscribers:
        Delivery.objects.bulk_create(
            Delivery(event=row, subscriber=name, next_try_at=AT_ONCE) for name in subscribers
        )
        enqueue("events.deliver")


def on(event_type: type[Event], *, says: StrOrPromise) -> Callable[[Handler], Handler]:
    """Subscribe a handler to an event type; its name is the handler's dotted path.

    ``says`` tells administrators in words of the office what follows from what.
    """

    def subscribe(handler: Handler) -> Handler:
        name = f"{handler.__module__}.{handler.__qualname__}"
        _handlers[event_type.name][name] = handler
        _words[name] = says
        return handler

    return subscribe


def subscribers() -> dict[str, list[str]]:
    """Return who subscribes to what."""
    return {event: sorted(handlers) for event, handlers in sorted(_handlers.items())}


def words_of(subscriber: str) -> StrOrPromise:
    """Return what a subscriber does, in words; its name when it subscribes no more."""
    return _words.get(subscriber, subscriber)


def deliver_waiting(*, now: datetime, limit: int = 100) -> int:
    """Hand waiting events to their subscribers, each in its own transaction; return how many."""
    done = 0
    for _round in range(limit):
        outcome = _deliver_next(now=now)
        if outcome is None:
            break
        done += outcome
    return done


def replay(*, delivery_id: int, now: datetime) -> None:
    """Let a parked delivery be tried again."""
    changed = Delivery.objects.filter(pk=delivery_id, state=Delivery.PARKED).update(
        state=Delivery.WAITING, attempts=0, next_try_at=now
    )
    if changed:
        enqueue("events.deliver")


def _deliver_next(*, now: datetime) -> int | None:
    """Deliver the next waiting row: 1 done, 0 failed, None nothing waits."""
    with transaction.atomic():
        row = (
            Delivery.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
            .select_related("event")
            .filter(state=Delivery.WAITING, next_try_at__lte=now)
            .order_by("next_try_at", "id")
            .first()
        )
        if row is None:
            return None
        try:
            with transaction.atomic():
                _handlers[row.event.name][row.subscriber](row.event.payload)
        except Exception as fault:  # noqa: BLE001 -- a subscriber may fail in any way; it is parked, not lost
            _note_failure(row, fault=fault, now=now)
            return 0
        row.state, row.finished_at, row.attempts = Delivery.DONE, now, row.attempts + 1
        row.save(update_fields=["state", "finished_at", "attempts"])
    return 1


def _note_failure(row: Delivery, *, fault: Exception, now: datetime) -> None:
    row.attempts += 1
    row.last_error = masked(f"{type(fault).__name__}: {fault}")[:2000]
    row.next_try_at = now + FIRST_PAUSE * 2 ** (row.attempts - 1)
    if row.attempts >= PARK_AFTER:
        row.state = Delivery.PARKED
    row.save(update_fields=["attempts", "last_error", "next_try_at", "state"])
    log.warning("event delivery failed", subscriber=row.subscriber, attempts=row.attempts)
