from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import Delivery, OutboxEvent
from province.kernel.org import public as org
from province.kernel.org.models import Account

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


@pytest.fixture
def signed_in(client: Client) -> Client:
    org.load_agencies(now=NOW)
    org.load_demo_accounts(now=NOW)
    client.force_login(
        Account.objects.get(username="quantri.tinh"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_the_administrator_sees_what_is_parked_and_sends_it_again(signed_in: Client) -> None:
    row = parked()

    page = signed_in.get(reverse("console:outbox"))
    assert "ValueError: no ears" in page.content.decode()
    assert "Hạn của hồ sơ đổi trong một việc khác" in page.content.decode()
    signed_in.post(reverse("console:outbox"), {"delivery": row.pk})

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert AuditEntry.objects.filter(action="events.replayed").count() == 1


def test_a_specialist_may_not_look(signed_in: Client) -> None:
    row = parked()
    signed_in.force_login(
        Account.objects.get(username="chuyenvien.longxuyen"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    answer = signed_in.post(reverse("console:outbox"), {"delivery": row.pk})

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, "parked")
