from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from province.foundation.access.models import AccessEntry
from province.foundation.access.recording import record_access
from province.foundation.audit.catalogue import ACTIONS, register_action
from province.foundation.audit.models import AuditEntry
from province.foundation.audit.recording import record
from province.foundation.events import bus
from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.identity.actors import Actor, job_actor
from province.foundation.jobs.memory import MemoryQueue

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class LampLit:
    """A lamp was lit."""

    name: ClassVar[str] = "tests.lamp_lit"

    lamp: str


@pytest.fixture
def heard() -> Iterator[list[str]]:
    got: list[str] = []

    def good(payload: dict[str, Any]) -> None:
        got.append(payload["lamp"])

    def bad(_payload: dict[str, Any]) -> None:
        raise ValueError("no ears")

    bus.on(LampLit, says="a lamp is lit")(good)
    bus.on(LampLit, says="a lamp is lit")(bad)
    yield got
    bus._handlers.pop(LampLit.name)  # noqa: SLF001 -- nobody else unsubscribes


def test_one_failing_subscriber_does_not_hold_the_other_up(
    heard: list[str], queue: MemoryQueue
) -> None:
    bus.emit(LampLit(lamp="A"))

    assert queue.names() == ["events.deliver"]
    assert bus.deliver_waiting(now=NOW) == 1
    assert heard == ["A"]
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [
        ("done", 1),
        ("waiting", 1),
    ]
    assert Delivery.objects.get(state="waiting").next_try_at == NOW + timedelta(seconds=10)


def test_a_delivery_that_fails_eight_times_is_parked_and_can_be_replayed(heard: list[str]) -> None:
    bus.emit(LampLit(lamp="B"))
    moment = NOW
    for _attempt in range(8):
        bus.deliver_waiting(now=moment)
        moment += timedelta(hours=2)

    parked = Delivery.objects.get(state="parked")
    assert (parked.attempts, parked.last_error) == (8, "ValueError: no ears")

    bus.replay(delivery_id=parked.pk, now=moment)
    parked.refresh_from_db()
    assert (parked.state, parked.attempts) == ("waiting", 0)
    assert heard == ["B"]


def test_a_rollback_takes_the_event_with_it(heard: list[str]) -> None:
    with transaction.atomic():
        bus.emit(LampLit(lamp="C"))
        transaction.set_rollback(True)
    bus.emit(LampLit(lamp="D"))

    assert bus.deliver_waiting(now=NOW) == 1
    assert (OutboxEvent.objects.count(), heard) == (1, ["D"])


def test_the_serving_role_cannot_change_or_delete_what_is_append_only(
    request: pytest.FixtureRequest,
) -> None:
    register_action("tests.looked", "Đã xem")
    request.addfinalizer(lambda: ACTIONS.withdraw("tests.looked"))
    record(actor=job_actor("test"), action="tests.looked", target="x", changes={})
    record_access(actor=Actor(account_id=1), party_ids=[5], what="x", purpose="thử", now=NOW)

    for table in ("audit_auditentry", "access_accessentry"):
        for statement in (
            f"UPDATE {table} SET actor = 'x'",  # noqa: S608 -- two names of our own
            f"DELETE FROM {table}",  # noqa: S608 -- two names of our own
        ):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
    assert AuditEntry.objects.count() == 1
    assert AccessEntry.objects.using("access").filter(party_id=5).count() == 1


def test_an_unknown_audit_action_is_refused() -> None:
    with pytest.raises(KeyError, match=r"nobody registered 'tests\.unheard'"):
        record(actor=job_actor("test"), action="tests.unheard", target="x", changes={})
    assert AuditEntry.objects.count() == 0
