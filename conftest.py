"""What every test shares: two database roles, an in-memory queue, no network."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils.translation import trans_real

from province.foundation.db.roles import SERVING_ROLE, grant_serving_role
from province.foundation.jobs.memory import MemoryQueue
from province.foundation.jobs.queue import plug_queue
from province.foundation.messages.contracts import Channel
from province.foundation.messages.memory import MemoryTransport
from province.foundation.messages.sending import plug_transport

ALIASES = ("default", "access")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001 -- the fixture that is extended
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    """Give the serving role its grants, then let every test connection serve."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's blocker
        with connections["default"].cursor() as cursor:
            cursor.execute(
                f"DO $$ BEGIN CREATE ROLE {SERVING_ROLE} LOGIN; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
            cursor.execute(f"GRANT {SERVING_ROLE} TO CURRENT_USER")
        grant_serving_role(connections["default"])
        for alias in ALIASES:
            connections[alias].close()
            connections[alias].settings_dict["OPTIONS"] = {"options": f"-c role={SERVING_ROLE}"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every database test use both connections."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            item.add_marker(
                pytest.mark.django_db(**{**mark.kwargs, "databases": list(ALIASES)}), append=False
            )


@pytest.fixture(autouse=True)
def _owner_cleans_up(request: pytest.FixtureRequest) -> Iterator[None]:
    """Flush after a transactional test as the owner: the serving role may not truncate."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    for alias in ALIASES:
        with connections[alias].cursor() as cursor:
            cursor.execute("SET ROLE NONE")


@pytest.fixture(autouse=True)
def queue() -> MemoryQueue:
    """Give each test a queue of its own."""
    waiting = MemoryQueue()
    plug_queue(waiting)
    return waiting


@pytest.fixture
def outgoing() -> Iterator[MemoryTransport]:
    """Open every channel of messages, and keep what leaves."""
    transport = MemoryTransport()
    for channel in Channel:
        plug_transport(channel, transport)
    yield transport
    for channel in Channel:
        plug_transport(channel, None)


@pytest.fixture
def english() -> None:
    """Have the command make the English catalogue that pages read, as an install does."""
    call_command("compile_translations")
    trans_real._translations.pop("en", None)  # type: ignore[attr-defined]  # noqa: SLF001 -- nothing public forgets a catalogue
