"""Decision 0004: looks at data survive a rollback."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connections, transaction

from province.foundation.access.models import AccessEntry
from province.foundation.access.recording import CONNECTION, record_access
from province.foundation.audit.catalogue import ACTIONS, register_action
from province.foundation.audit.models import AuditEntry
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor, job_actor

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def own_connection() -> Iterator[None]:
    """Let ``access`` be what it is in an install: a connection of its own, in autocommit."""
    shared = connections[CONNECTION]
    connections[CONNECTION] = shared.copy(CONNECTION)
    yield
    connections[CONNECTION].close()
    connections[CONNECTION] = shared


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_connection")
def test_a_look_survives_the_rollback_and_the_audit_line_goes_with_it(
    request: pytest.FixtureRequest,
) -> None:
    register_action("tests.changed", "Đã đổi")
    request.addfinalizer(lambda: ACTIONS.withdraw("tests.changed"))

    with transaction.atomic():
        record(actor=job_actor("test"), action="tests.changed", target="x", changes={})
        record_access(actor=Actor(account_id=1), party_ids=[5], what="x", purpose="thử", now=NOW)
        transaction.set_rollback(True)

    assert AuditEntry.objects.count() == 0
    assert list(AccessEntry.objects.values_list("party_id", "purpose")) == [(5, "thử")]
