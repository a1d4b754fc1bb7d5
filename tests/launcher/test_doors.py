"""How an install is reached: ports, HTTPS, somebody else's database; and how mistakes are said."""

import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from launcher.postgres.binaries import find_binaries
from launcher.postgres.homes import find_home
from launcher.postgres.server import (
    Running,
    Tuning,
    make_cluster,
    start_server,
    stop_server,
    url_of,
)
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import get, postmaster


def test_port_in_use_is_said_with_the_next_free_one(stand_in: StandIn, taken_port: int) -> None:
    refused = stand_in.ask("start", "--port", str(taken_port))

    assert refused.code == 1
    assert refused.words.startswith(
        f"tinhso: Port {taken_port} is in use by another program: choose another one, "
        "such as --port "
    )
    assert stand_in.called() == []
    assert postmaster(stand_in) is None


def test_mistakes_are_said_in_vietnamese_to_who_reads_it(
    stand_in: StandIn, taken_port: int
) -> None:
    refused = stand_in.ask("start", "--port", str(taken_port), LANG="vi_VN.UTF-8")

    assert refused.words.startswith(f"tinhso: Cổng {taken_port} đang bị chương trình khác dùng: ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "70000"], "70000 is no port: give a number from 1 to 65535."),
        (
            ["--listen", "everywhere"],
            (
                "everywhere is no address to listen on: give one of this machine's IP addresses, "
                "or 0.0.0.0."
            ),
        ),
        (
            ["--listen", "192.0.2.77"],
            "This machine has no address 192.0.2.77: give one of its own, or 0.0.0.0 for all.",
        ),
    ],
)
def test_wrong_options_are_said_in_one_sentence(
    stand_in: StandIn, arguments: list[str], sentence: str
) -> None:
    refused = stand_in.ask("start", *arguments)

    assert (refused.code, refused.words) == (1, f"tinhso: {sentence}\n")
    assert stand_in.called() == []


def test_wrong_setting_stops_the_start_before_anything_is_made(stand_in: StandIn) -> None:
    path = stand_in.places.clone / "tinhso.toml"
    path.write_text("[web]\nprot = 8001\n", encoding="utf-8")

    refused = stand_in.ask("start")

    sentence = f"{path} sets 'web.prot', which does not exist; did you mean 'web.port'?"
    assert (refused.code, refused.words) == (1, f"tinhso: {sentence}\n")
    assert not stand_in.places.secrets.exists()
    assert postmaster(stand_in) is None


def test_setting_of_the_data_folder_wins_and_the_command_line_wins_over_it(
    stand_in: StandIn, port: int, taken_port: int
) -> None:
    stand_in.places.data.mkdir()
    clone, data = stand_in.places.clone, stand_in.places.data
    (clone / "tinhso.toml").write_text(f"[web]\nport = {taken_port}\n", encoding="utf-8")
    (data / "tinhso.toml").write_text("[web]\nport = 1\n", encoding="utf-8")

    started = stand_in.ask("start", "--port", str(port))

    assert started.code == 0, started.words
    assert get(port, "/healthz")[0] == 200


def test_data_of_another_major_version_stop_the_start(stand_in: StandIn, port: int) -> None:
    cluster = stand_in.places.data / "pg"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("14\n", encoding="utf-8")

    refused = stand_in.ask("start", "--port", str(port))

    assert refused.code == 1
    assert f"The data in {cluster} were written by PostgreSQL 14" in refused.words
    assert "TINHSO_PG_BIN" in refused.words
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_listening_for_others_is_https_with_the_local_authority(
    stand_in: StandIn, port: int
) -> None:
    started = stand_in.ask("start", "--listen", "0.0.0.0", "--port", str(port))  # noqa: S104 -- asked
    authority = stand_in.places.certificates / "ca.pem"

    assert started.code == 0, started.words
    assert "https://" in started.words
    assert str(authority) in started.words
    assert get(port, "/healthz", trusted=authority) == (200, "")
    assert get(port, "/healthz")[0] == 0, "no plain HTTP for strangers"
    kept = authority.read_bytes()
    stand_in.ask("stop")
    assert stand_in.ask("start").code == 0
    assert authority.read_bytes() == kept
    assert get(port, "/healthz", trusted=authority)[0] == 200


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Running]:
    """A server that is not the install's own."""
    site = Path(sys.prefix) / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    binaries = find_binaries(site_packages=site, named=None)
    home = find_home(cluster=tmp_path / "elsewhere" / "pg", binaries=binaries)
    make_cluster(home, password="admin")  # noqa: S106 -- a throw-away server
    running = start_server(
        home,
        tuning=Tuning(is_durable=False),
        log=tmp_path / "elsewhere.log",
        mark="TINHSO_TEST=1",
    )
    yield running
    stop_server(running.identity)
    running.process.wait()


def _make_owner(server: Running, *, right: str) -> str:
    admin = url_of(user="postgres", password="admin", sockets=server.sockets, database="postgres")  # noqa: S106 -- a throw-away server
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE boss LOGIN {right} PASSWORD 'p@ss/word'".encode())
        connection.execute("CREATE DATABASE elsewhere OWNER boss")
    return url_of(
        user="boss",
        password="p@ss/word",  # noqa: S106 -- a throw-away server
        sockets=server.sockets,
        database="elsewhere",
    )


def test_database_url_runs_on_somebody_elses_server(
    stand_in: StandIn, port: int, elsewhere: Running
) -> None:
    url = _make_owner(elsewhere, right="CREATEROLE")

    first = stand_in.ask("start", "--port", str(port), DATABASE_URL=url)
    get(port, "/say/there")
    stand_in.ask("stop")
    second = stand_in.ask("start", DATABASE_URL=url)

    assert first.code == 0, first.words
    assert second.code == 0, second.words
    assert get(port, "/healthz") == (200, "there")
    assert not (stand_in.places.data / "pg").exists()
    assert stand_in.ask("status").code == 0
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'tinhso_app'"
        ).fetchone()
    assert row == (False, False, False)


def test_owner_without_the_right_to_make_roles_is_told_what_to_give(
    stand_in: StandIn, port: int, elsewhere: Running
) -> None:
    url = _make_owner(elsewhere, right="NOCREATEROLE")

    refused = stand_in.ask("start", "--port", str(port), DATABASE_URL=url)

    assert refused.code == 1
    assert "may not make the serving role tinhso_app" in refused.words
    assert "TINHSO_APP_DATABASE_URL" in refused.words
    assert stand_in.called() == []


def test_address_that_is_no_postgresql_is_refused(stand_in: StandIn) -> None:
    refused = stand_in.ask("start", DATABASE_URL="mysql://a@b/c")

    assert refused.code == 1
    assert "DATABASE_URL is no address of a PostgreSQL database" in refused.words
