"""One PostgreSQL server of our own: made, started, found dead, started again, stopped."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launcher import programs
from launcher.errors import RefusalError
from launcher.places import socket_folder
from launcher.postgres.binaries import OWN_LOCALE_SINCE, Binaries
from launcher.postgres.homes import Home, give
from launcher.processes import Identity, end, identity_of, send, wait_until_gone, working_in
from launcher.refusals import Refusal
from launcher.waiting import until

SUPERUSER = "postgres"
# The server is reached through its socket alone: this number is a part of the socket's name, the
# same for ever, and nobody else on the machine can take it away.
PORT = 5432
# A killed postmaster leaves children that hold its shared memory for about a second.
LONGEST_START = 60.0
LONGEST_STOP = 30.0
LONGEST_RECOVERY = 600.0
TAIL_LINES = 15


@dataclass(frozen=True, slots=True)
class Tuning:
    """What may be set of a server."""

    shared_buffers: str = "128MB"
    max_connections: int = 100
    is_durable: bool = True


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    identity: Identity
    sockets: Path


def _environment(mark: str) -> dict[str, str]:
    name, _, value = mark.partition("=")
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "LC_ALL": "C", "TZ": "UTC", name: value}


def make_cluster(home: Home, *, password: str) -> bool:
    """Make the data folder of a server unless it is there, and tell whether it was made.

    :raises RefusalError: when the data of another major version lie there.
    """
    if (home.cluster / "PG_VERSION").exists():
        check_version(home.cluster, home.binaries)
        give(home.cluster, home.user)
        return False
    fresh = home.cluster.with_name(f"{home.cluster.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700, parents=True)
    give(fresh, home.user)
    with tempfile.TemporaryDirectory(prefix="tinhso-") as private:
        word = Path(private) / "password"
        word.write_text(password, encoding="utf-8")
        give(Path(private), home.user)
        programs.run(
            [
                *home.prefix,
                home.binaries.program("initdb"),
                f"--pgdata={fresh}",
                f"--username={SUPERUSER}",
                f"--pwfile={word}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                *_locale(home.binaries),
                "--no-instructions",
            ],
            environment=_environment("TINHSO_DATA=") | {"TMPDIR": private},
            folder=Path("/"),
            user=home.user,
        )
    with (fresh / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude_dir = 'conf.d'\n")
    fresh.rename(home.cluster)
    return True


def check_version(cluster: Path, binaries: Binaries) -> None:
    """Make sure that these programs can read these data.

    :raises RefusalError: when another major version wrote them.
    """
    written = (cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
    if written != str(binaries.major):
        raise RefusalError(
            Refusal.OTHER_MAJOR, folder=cluster, written=written, ours=binaries.major
        )


def _locale(binaries: Binaries) -> tuple[str, ...]:
    if binaries.major >= OWN_LOCALE_SINCE:
        return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return ("--locale=C.UTF-8",)


def _sockets(home: Home) -> Path:
    """Make the folder of the socket; one that a stranger has put there is refused."""
    folder = socket_folder(home.cluster.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    allowed = {os.geteuid()} | ({home.user.uid} if home.user else set())
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in allowed:
        raise RefusalError(Refusal.SOCKETS_TAKEN, folder=folder)
    give(folder, home.user)
    return folder


def _quoted(text: str) -> str:
    """Return a text as the server's settings file writes it."""
    return "'{}'".format(text.replace("\\", "\\\\").replace("'", "''"))


def _configure(home: Home, *, sockets: Path, tuning: Tuning) -> None:
    values = {
        "listen_addresses": "''",
        "port": str(PORT),
        "unix_socket_directories": _quoted(str(sockets)),
        "unix_socket_permissions": "0700",
        "shared_buffers": f"'{tuning.shared_buffers}'",
        "max_connections": str(tuning.max_connections),
        "password_encryption": "'scram-sha-256'",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        # The job queue lives on fresh statistics.
        "autovacuum_naptime": "'10s'",
        "fsync": "on" if tuning.is_durable else "off",
        "full_page_writes": "on" if tuning.is_durable else "off",
        "synchronous_commit": "on" if tuning.is_durable else "off",
    }
    folder = home.cluster / "conf.d"
    folder.mkdir(mode=0o700, exist_ok=True)
    text = "".join(f"{name} = {value}\n" for name, value in values.items())
    (folder / "tinhso.conf").write_text("# Written at every start.\n" + text, encoding="utf-8")
    give(home.cluster, home.user)
    if home.user:
        for path in (folder, folder / "tinhso.conf"):
            os.chown(path, home.user.uid, home.user.gid)


def _servers_in(cluster: Path) -> list[int]:
    return working_in(cluster.resolve(), name="postgres")


def postmaster_of(cluster: Path) -> Identity | None:
    """Return the postmaster that serves this data folder, if one lives."""
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return identity_of(pid) if pid in _servers_in(cluster) else None


def _clear_away_the_dead(cluster: Path) -> None:
    """Wait for the children of a killed postmaster, then remove what it left behind.

    The number in a left postmaster.pid, or in the lock of the socket, may belong to somebody else
    by now, and PostgreSQL would refuse to start for it; that nobody works in the folder is the
    proof that it is free.
    """
    postmaster = postmaster_of(cluster)
    if postmaster is not None:
        stop_server(postmaster)
    if not until(lambda: not _servers_in(cluster), seconds=LONGEST_START):
        raise RefusalError(Refusal.CLUSTER_BUSY, folder=cluster)
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    (socket_folder(cluster.parent) / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def start_server(home: Home, *, tuning: Tuning, log: Path, mark: str) -> Running:
    """Start a server and wait until it answers, with a second try where the first was too early.

    :raises RefusalError: when it does not come up, with the last lines of its log.
    """
    _clear_away_the_dead(home.cluster)
    sockets = _sockets(home)
    _configure(home, sockets=sockets, tuning=tuning)
    process, identity = None, None

    def comes_up() -> bool:
        nonlocal process, identity
        process = programs.spawn(
            [*home.prefix, home.binaries.program("postgres"), "-D", home.cluster],
            environment=_environment(mark),
            folder=Path("/"),
            log=log,
            user=home.user,
        )
        identity = _wait_until_it_answers(process, home.cluster)
        return identity is not None

    until(comes_up, seconds=LONGEST_START, pause=0.3)
    if process is None or identity is None:
        raise RefusalError(Refusal.POSTGRES_FAILED, log=log, tail=tail_of(log))
    return Running(process=process, identity=identity, sockets=sockets)


def _wait_until_it_answers(process: subprocess.Popen[bytes], cluster: Path) -> Identity | None:
    """Wait for the word "ready" in the server's pid file; none when the server gave up."""
    until(
        lambda: process.poll() is not None or _is_ready(process, cluster), seconds=LONGEST_RECOVERY
    )
    return identity_of(process.pid) if _is_ready(process, cluster) else None


def _is_ready(process: subprocess.Popen[bytes], cluster: Path) -> bool:
    try:
        lines = os.fsdecode((cluster / "postmaster.pid").read_bytes()).splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready"  # noqa: PLR2004 -- the eighth line


def stop_server(identity: Identity) -> None:
    """Stop a server: open sessions are ended, nothing that was acknowledged is lost."""
    if send(identity, signal.SIGINT) and wait_until_gone(identity, seconds=LONGEST_STOP):
        return
    end(identity, first=signal.SIGQUIT, seconds=10)


def tail_of(log: Path) -> str:
    """Return the last lines of a log."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-TAIL_LINES:])


def url_of(*, user: str, password: str, sockets: Path, database: str) -> str:
    """Return the address of a database of a server of ours."""
    word, folder = quote(password, safe=""), quote(str(sockets), safe="")
    return f"postgresql://{user}:{word}@:{PORT}/{database}?host={folder}"


def named_folder(environment: Mapping[str, str], setting: str | None) -> str | None:
    """Return the folder of programs that the user named, the environment first."""
    return environment.get("TINHSO_PG_BIN") or setting
