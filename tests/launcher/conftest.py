import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.checks import free_port
from launcher.supervisor import end_leftovers
from tests.launcher.stand_in import StandIn, make_stand_in


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[StandIn]:
    """A clone with the tiny product; whatever of it still runs is ended afterwards."""
    made = make_stand_in(tmp_path)
    yield made
    made.ask("stop")
    end_leftovers(made.places)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield int(door.getsockname()[1])


@pytest.fixture
def is_root() -> bool:
    return os.geteuid() == 0
