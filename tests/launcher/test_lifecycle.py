"""Start, status, stop: with real processes and a real database."""

import json
import signal
import socket
import stat

import psycopg
import pytest

from launcher.checks import free_port
from launcher.locks import hold
from launcher.processes import carriers, identity_of, read_pid_file, send
from launcher.state import read_state
from launcher.supervisor import mark_of
from tests.launcher.stand_in import MANAGE, StandIn
from tests.launcher.waiting import get, postmaster, process_of, until

FIRST_CALLS = ["prepare_database", "load_province", "collectstatic"]


def test_start_brings_everything_up_and_stop_ends_it(stand_in: StandIn, port: int) -> None:
    started = stand_in.ask("start", "--port", str(port))

    assert started.code == 0, started.words
    assert f"Tỉnh Số is ready: http://127.0.0.1:{port}\ncanbo / demo\n" in started.words
    assert get(port, "/healthz") == (200, "")
    assert stand_in.called()[:3] == FIRST_CALLS
    assert sorted(stand_in.called()[3:]) == ["demo_accounts", "work"]
    assert stand_in.ask("status").code == 0
    assert stand_in.ask("stop").words == "Stopped.\n"
    assert get(port, "/healthz")[0] == 0
    assert carriers(mark_of(stand_in.places)) == []
    assert postmaster(stand_in) is None
    assert stand_in.ask("status").code == 3


def test_second_start_does_nothing_twice_and_remembers_the_port(
    stand_in: StandIn, port: int
) -> None:
    stand_in.ask("start", "--port", str(port))
    get(port, "/say/kept")
    stand_in.ask("stop")
    calls = stand_in.called()

    again = stand_in.ask("start")

    assert again.code == 0, again.words
    assert sorted(stand_in.called()[len(calls) :]) == ["demo_accounts", "work"]
    assert get(port, "/healthz") == (200, "kept")


def test_install_is_not_ready_before_its_worker_is(stand_in: StandIn, port: int) -> None:
    started = stand_in.ask("start", "--port", str(port), SLOW_WORKER="3")

    assert started.code == 0, started.words
    assert stand_in.places.worker_mark.exists()


def test_code_is_compiled_once_also_where_python_leaves_no_such_files(
    stand_in: StandIn, port: int
) -> None:
    first = stand_in.ask("start", "--port", str(port), PYTHONDONTWRITEBYTECODE="1")
    stand_in.ask("stop")
    again = stand_in.ask("start", PYTHONDONTWRITEBYTECODE="1")

    compiled = stand_in.places.clone / "config" / "__pycache__"
    assert [path.name.partition(".")[0] for path in sorted(compiled.iterdir())] == [
        "__init__",
        "wsgi",
    ]
    assert [words.count("  Code …") for words in (first.words, again.words)] == [1, 0]


def test_changed_code_is_prepared_anew(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    stand_in.ask("stop")
    calls = stand_in.called()
    wsgi = stand_in.places.clone / "config" / "wsgi.py"
    wsgi.write_text(wsgi.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")

    stand_in.ask("start")

    assert stand_in.called()[len(calls) :][:2] == FIRST_CALLS[:2]


def test_four_starters_at_once_make_one_install(stand_in: StandIn, port: int) -> None:
    starters = [stand_in.begin("start", "--port", str(port)) for _ in range(4)]

    ends = [(starter.communicate(timeout=60)[0], starter.returncode) for starter in starters]

    assert [code for _words, code in ends] == [0, 0, 0, 0], ends
    assert all(f"http://127.0.0.1:{port}" in words for words, _code in ends)
    assert stand_in.called().count("prepare_database") == 1
    assert stand_in.called().count("work") == 1
    assert get(port, "/healthz") == (200, "")


def test_run_stops_everything_on_ctrl_c(stand_in: StandIn, port: int) -> None:
    running = stand_in.begin("run", "--port", str(port))
    assert until(lambda: get(port, "/healthz")[0] == 200)
    assert until(stand_in.places.state.exists)

    running.send_signal(signal.SIGINT)
    words, _ = running.communicate(timeout=30)

    assert running.returncode == 0, words
    assert words.endswith("Stopping …\nStopped.\n")
    assert carriers(mark_of(stand_in.places)) == []
    assert postmaster(stand_in) is None


def test_run_refuses_where_an_install_runs_already(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))

    second = stand_in.ask("run")

    assert second.code == 1
    assert second.words == (
        f"tinhso: This install is running already at http://127.0.0.1:{port}: "
        "use it, or stop it with ./tinhso stop.\n"
    )
    assert get(port, "/healthz") == (200, "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--port", "1"], "another port or address is taken at a start"),
        (["--listen", "127.0.0.2"], "another port or address is taken at a start"),
        (["--empty"], "a demonstration province lives in this data folder"),
    ],
)
def test_start_that_asks_for_something_else_than_what_runs_is_refused(
    stand_in: StandIn, port: int, words: list[str], says: str
) -> None:
    stand_in.ask("start", "--port", str(port))

    second = stand_in.ask("start", *words)

    assert second.code == 1
    assert says in second.words
    assert get(port, "/healthz") == (200, "")
    assert stand_in.ask("start", "--port", str(port)).code == 0


def test_start_during_a_stop_waits_for_it_and_then_starts(stand_in: StandIn, port: int) -> None:
    slow = (
        'elif command == "work":\n    signal.signal(15, lambda *_: time.sleep(1.2) or sys.exit())\n'
    )
    manage = stand_in.places.clone / "manage.py"
    manage.write_text(MANAGE.replace('elif command == "work":\n', slow), encoding="utf-8")
    stand_in.ask("start", "--port", str(port))
    first = process_of(stand_in, "supervisor")
    stopping = stand_in.begin("stop")
    assert until(lambda: not stand_in.places.state.exists())

    started = stand_in.ask("start")
    stopping.communicate(timeout=60)

    assert started.code == 0, started.words
    assert f"Tỉnh Số is ready: http://127.0.0.1:{port}\n" in started.words
    assert process_of(stand_in, "supervisor") != first
    assert get(port, "/healthz") == (200, "")


def test_status_asks_the_web_and_says_what_is_wrong(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    url = f"http://127.0.0.1:{port}"
    with psycopg.connect(read_state(stand_in.places).environment["TINHSO_DATABASE_URL"]):  # type: ignore[union-attr]  # it runs
        get(port, "/say/well")
    well = stand_in.ask("status")
    server = process_of(stand_in, "postgres")
    send(server, signal.SIGSTOP)
    try:
        (stand_in.places.data / "socket" / ".s.PGSQL.5432").unlink()
        ill = stand_in.ask("status")
    finally:
        send(server, signal.SIGCONT)

    assert (well.code, url in well.words) == (0, True)
    assert ill.code == 1, ill.words
    assert ill.words.endswith(
        f"The web at {url} answers 503: it, or its database, is not well; see its log.\n"
    )


def test_the_database_comes_back_where_the_programs_look_for_it(
    stand_in: StandIn, port: int
) -> None:
    stand_in.ask("start", "--port", str(port))
    get(port, "/say/kept")
    web, worker = process_of(stand_in, "web"), process_of(stand_in, "worker")
    victim = process_of(stand_in, "postgres")
    with socket.socket() as thief:
        thief.bind(("127.0.0.1", free_port()))
        thief.listen()
        send(victim, signal.SIGKILL)

        assert until(lambda: process_of(stand_in, "postgres") != victim)
        assert until(lambda: get(port, "/healthz") == (200, "kept"))

    assert (process_of(stand_in, "web"), process_of(stand_in, "worker")) == (web, worker)


def test_passwords_of_the_roles_follow_the_environment(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    stand_in.ask("stop")

    again = stand_in.ask(
        "start",
        TINHSO_APP_PASSWORD="a new word/with:signs",  # noqa: S106 -- made up
        TINHSO_OWNER_PASSWORD="another",  # noqa: S106 -- made up
    )

    assert again.code == 0, again.words
    assert get(port, "/healthz") == (200, "")
    state = read_state(stand_in.places)
    assert state is not None
    assert "a%20new%20word%2Fwith%3Asigns" in state.environment["TINHSO_DATABASE_URL"]


def test_a_wait_for_packages_is_not_taken_for_another_start(stand_in: StandIn, port: int) -> None:
    (stand_in.places.clone / "requirements.lock").write_text("# changed\n", encoding="utf-8")
    lock = stand_in.places.clone / "var" / "install.lock"
    code = stand_in.places.clone / "launcher" / "environment.py"
    text = code.read_text(encoding="utf-8")
    code.write_text(text.replace("LONGEST_INSTALL = 1800", "LONGEST_INSTALL = 0"), encoding="utf-8")

    with hold(lock):
        refused = stand_in.ask("start", "--port", str(port))

    assert refused.code == 1
    assert refused.words == (
        f"tinhso: Another start has held {lock} for too long: end it and start again.\n"
    )


def test_stop_during_a_start_leaves_nothing(stand_in: StandIn, port: int) -> None:
    starter = stand_in.begin("start", "--port", str(port))
    assert until(lambda: read_pid_file(stand_in.places.pid_file("supervisor")))

    stopped = stand_in.ask("stop")
    starter.communicate(timeout=60)

    assert stopped.words == "Stopped.\n"
    assert carriers(mark_of(stand_in.places)) == []
    assert postmaster(stand_in) is None


def test_the_programs_get_their_environment(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))

    web = read_pid_file(stand_in.places.pid_file("web"))

    assert web is not None
    assert identity_of(web.pid) == web
    with open(f"/proc/{web.pid}/environ", encoding="utf-8") as file:  # noqa: PTH123 -- no real file
        given = dict(line.split("=", 1) for line in file.read().split("\0") if "=" in line)
    assert given["TINHSO_MODE"] == "demo"
    assert given["TINHSO_HTTPS"] == "0"
    assert given["TINHSO_BASE_URL"] == f"http://127.0.0.1:{port}"
    assert given["TINHSO_DATA"] == str(stand_in.places.data)
    assert given["DJANGO_SETTINGS_MODULE"] == "config.settings.production"
    assert given["TINHSO_DATABASE_URL"].startswith("postgresql://tinhso_app:")
    assert "TINHSO_OWNER_DATABASE_URL" not in given, "who serves must not own"


def test_selfcheck_passes_words_and_exit_code_through(stand_in: StandIn, port: int) -> None:
    before = stand_in.ask("selfcheck")
    stand_in.ask("start", "--port", str(port))

    during = stand_in.ask("selfcheck", "--json")

    assert before.code == 1
    assert "is not running: start it with ./tinhso start" in before.words
    assert (during.code, during.words) == (7, "selfcheck --origin portal --json\n")


def test_empty_province_prints_its_link_and_stays_empty(stand_in: StandIn, port: int) -> None:
    first = stand_in.ask("start", "--empty", "--port", str(port))
    stand_in.ask("stop")
    second = stand_in.ask("start")

    for answer in (first, second):
        assert answer.code == 0, answer.words
        assert f"http://127.0.0.1:{port}/setup/once" in answer.words
    assert "demo_accounts" not in stand_in.called()
    remembered = json.loads(stand_in.places.remembered.read_text(encoding="utf-8"))
    assert remembered["mode"] == "real"


def test_empty_is_refused_where_a_demonstration_lives(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))
    stand_in.ask("stop")
    calls = stand_in.called()

    refused = stand_in.ask("start", "--empty")

    assert refused.code == 1
    assert "a demonstration province lives in this data folder" in refused.words
    assert stand_in.called() == calls
    assert postmaster(stand_in) is None


def test_secrets_and_state_are_private(stand_in: StandIn, port: int) -> None:
    stand_in.ask("start", "--port", str(port))

    for path in (stand_in.places.secrets, stand_in.places.state):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installs_live_side_by_side(stand_in: StandIn, port: int) -> None:
    other = StandIn(
        places=type(stand_in.places)(
            clone=stand_in.places.clone, data=stand_in.places.data.with_name("other")
        )
    )
    stand_in.ask("start", "--port", str(port))
    try:
        second = other.ask("start", "--port", str(free_port()))
        get(port, "/say/here")
        other.ask("stop")

        assert second.code == 0, second.words
        assert get(port, "/healthz") == (200, "here")
    finally:
        other.ask("stop")
