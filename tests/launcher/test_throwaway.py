"""The database server of one run of the tests: its own, and gone with it."""

import os
import signal
import subprocess
import sys

from launcher.processes import carriers, is_alive, name_of
from launcher.throwaway import database
from tests.launcher.stand_in import ROOT, StandIn
from tests.launcher.waiting import until

HOLD = """
import pathlib, sys, time
from launcher.places import places_of
from launcher.throwaway import database
clone, data = map(pathlib.Path, sys.argv[1:])
with database(places_of(clone=clone, data=data), {}):
    (data / "held").touch()
    time.sleep(120)
"""


def test_server_of_a_killed_run_is_ended_by_the_next_and_a_living_one_is_left_alone(
    stand_in: StandIn,
) -> None:
    places = stand_in.places
    places.make_folders()
    folder = places.data / "test-pg"
    running = subprocess.Popen(  # noqa: S603 -- our own words
        [sys.executable, "-c", HOLD, str(places.clone), str(places.data)],
        cwd=ROOT,
        env=stand_in.environment(),
    )
    assert until((places.data / "held").exists, seconds=60)
    (own,) = folder.iterdir()
    (server,) = [one for one in carriers(f"TINHSO_TEST_SERVER={own}") if name_of(one) == "postgres"]

    with database(places, {}):
        assert is_alive(server)
        assert len([*folder.iterdir()]) == 2
    assert is_alive(server)
    assert [*folder.iterdir()] == [own]
    os.kill(running.pid, signal.SIGKILL)
    running.wait()

    with database(places, {}):
        assert not is_alive(server)
        assert own not in folder.iterdir()
    assert [*folder.iterdir()] == []
