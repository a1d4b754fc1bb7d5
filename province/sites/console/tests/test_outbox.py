from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import Delivery, OutboxEvent
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


def parked() -> Delivery:
    event = OutboxEvent.objects.create(name="tests.lamp_lit", payload={})
    return Delivery.objects.create(
        event=event,
        subscriber="tests.ear",
        state=Delivery.PARKED,
        attempts=8,
        next_try_at=NOW,
        last_error="ValueError: no ears",
    )


def test_the_administrator_sees_what_is_parked_and_sends_it_again(signed_in: Client) -> None:
    row = parked()

    page = signed_in.get(reverse("console:outbox"))
    assert "ValueError: no ears" in page.content.decode()
    assert "Hạn của hồ sơ đổi trong một việc khác" in page.content.decode()
    signed_in.post(reverse("console:outbox"), {"delivery": row.pk})

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert AuditEntry.objects.filter(action="events.replayed").count() == 1


def test_a_specialist_may_not_look(town: Town, enter: Enter) -> None:
    row = parked()
    signed_in = enter(town.specialist)

    answer = signed_in.post(reverse("console:outbox"), {"delivery": row.pk})

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, "parked")
