"""Kill -9 of everything, one after the other: it comes back, and nothing that was said is lost."""

import signal

import pytest

from launcher.processes import carriers, identity_of, is_alive, send
from launcher.supervisor import mark_of
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import get, postmaster, process_of, until


@pytest.mark.parametrize("name", ["postgres", "web", "worker"])
def test_a_killed_program_comes_back(stand_in: StandIn, port: int, name: str) -> None:
    stand_in.ask("start", "--port", str(port))
    assert get(port, "/say/before") == (200, "before")
    victim = process_of(stand_in, name)

    assert send(victim, signal.SIGKILL)

    assert until(lambda: process_of(stand_in, name) != victim)
    assert until(lambda: get(port, "/healthz") == (200, "before"))
    assert is_alive(process_of(stand_in, name))
    assert stand_in.ask("status").code == 0


def test_nothing_of_a_killed_web_is_left_beside_the_new_one(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    mark = f"TINHSO_PROGRAM=web:{stand_in.places.data}"
    victim, old = process_of(stand_in, "web"), carriers(mark)
    parts = [part for part in old if part != victim]
    assert parts
    for part in parts:
        send(part, signal.SIGSTOP)

    assert send(victim, signal.SIGKILL)
    assert until(lambda: process_of(stand_in, "web") != victim)

    assert until(lambda: get(port, "/healthz")[0] == 200)
    assert [is_alive(part) for part in old] == [False] * len(old)


def test_a_program_killed_again_and_again_comes_back(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))

    for _ in range(3):
        victim = process_of(stand_in, "worker")
        assert send(victim, signal.SIGKILL)
        assert until(lambda gone=victim: process_of(stand_in, "worker") != gone)  # type: ignore[misc]  # bound now

    assert is_alive(process_of(stand_in, "worker"))


def test_a_killed_part_of_the_web_comes_back(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    main = process_of(stand_in, "web")
    mark = f"TINHSO_PROGRAM=web:{stand_in.places.data}"
    parts = [part for part in carriers(mark) if part != main]
    assert parts

    for part in parts:
        send(part, signal.SIGKILL)

    assert until(lambda: get(port, "/healthz")[0] == 200)


def test_a_killed_supervisor_leaves_nothing_that_a_new_start_trips_over(
    stand_in: StandIn, port: int
) -> None:
    stand_in.ask("start", "--port", str(port))
    get(port, "/say/kept")
    supervisor = process_of(stand_in, "supervisor")
    orphans = [process_of(stand_in, name) for name in ("postgres", "web", "worker")]
    assert send(supervisor, signal.SIGKILL)
    assert until(lambda: identity_of(supervisor.pid) != supervisor)
    assert stand_in.ask("status").code == 3

    again = stand_in.ask("start")

    assert again.code == 0, again.words
    assert [is_alive(orphan) for orphan in orphans] == [False, False, False]
    assert get(port, "/healthz") == (200, "kept")


def test_stop_ends_what_a_killed_supervisor_left(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    assert send(process_of(stand_in, "supervisor"), signal.SIGKILL)

    stopped = stand_in.ask("stop")

    assert stopped.words == "Stopped.\n"
    assert carriers(mark_of(stand_in.places)) == []
    assert postmaster(stand_in) is None


def test_a_web_that_cannot_start_says_so_and_leaves_nothing(stand_in: StandIn, port: int) -> None:
    (stand_in.places.clone / "config" / "wsgi.py").write_text(
        "raise RuntimeError('broken on purpose')\n", encoding="utf-8"
    )

    started = stand_in.ask("start", "--port", str(port))

    assert started.code == 1
    assert "web does not start" in started.words
    assert "broken on purpose" in started.words
    assert carriers(mark_of(stand_in.places)) == []
    assert postmaster(stand_in) is None
