"""A full disk takes the words away, not the install."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import processes, supervisor
from launcher.places import Places
from launcher.processes import read_pid_file
from launcher.supervisor import Supervisor
from tests.launcher.stand_in import ROOT


def test_telling_on_a_full_disk_goes_on() -> None:
    words = "from launcher.output import tell; tell('lost'); import os; os._exit(7)"
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(  # noqa: S603 -- our own words
            [sys.executable, "-u", "-c", words], stdout=full, cwd=ROOT, check=False
        )

    assert done.returncode == 7


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Places, Supervisor, list[subprocess.Popen[bytes]]]]:
    places = Places(clone=tmp_path, data=tmp_path)
    places.make_folders()
    started: list[subprocess.Popen[bytes]] = []
    yield places, Supervisor(places), started
    for process in started:
        process.kill()
        process.wait()


def test_a_program_comes_back_on_a_full_disk_and_is_written_down_when_there_is_room(
    watched: tuple[Places, Supervisor, list[subprocess.Popen[bytes]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places, watch, started = watched

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen(["sleep", "60"]))  # noqa: S607 -- any program will do
        return started[-1]

    def refuse(*_all: object) -> None:
        raise OSError(28, "No space left on device")

    watch.add("web", start)
    with monkeypatch.context() as full:
        full.setattr(supervisor, "write_pid_file", refuse)
        started[0].kill()
        started[0].wait()
        for _dead_then_back_then_steady in range(3):
            watch.look()
    watch.look()

    assert started[1].poll() is None
    assert read_pid_file(places.pid_file("web")) == processes.identity_of(started[1].pid)
