"""Waiting for what must come true, and asking the tiny product."""

import http.client
import ssl
from functools import partial
from pathlib import Path

from launcher import waiting
from launcher.postgres.server import postmaster_of
from launcher.processes import Identity, read_pid_file
from tests.launcher.stand_in import StandIn

until = partial(waiting.until, seconds=20.0)


def get(port: int, path: str, *, trusted: Path | None = None) -> tuple[int, str]:
    """Ask the web of an install; status 0 when nobody answers."""
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    if trusted:
        context = ssl.create_default_context(cafile=str(trusted))
        door = http.client.HTTPSConnection("127.0.0.1", port, timeout=5, context=context)
    try:
        door.request("GET", path)
        answer = door.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException) as refusal:
        return 0, str(refusal)
    finally:
        door.close()


def process_of(stand_in: StandIn, name: str) -> Identity:
    """Return the process that carries this name in the install."""
    identity = read_pid_file(stand_in.places.pid_file(name))
    assert identity is not None
    return identity


def postmaster(stand_in: StandIn) -> Identity | None:
    """Return the database server that lives in the data folder of the install."""
    return postmaster_of(stand_in.places.data / "pg")
