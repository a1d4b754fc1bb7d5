"""A virus scanner for the tests: clamd, with a database that knows the EICAR test file alone."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher import programs
from launcher.checks import free_port
from launcher.errors import RefusalError
from launcher.postgres.server import tail_of
from launcher.processes import end, identity_of
from launcher.refusals import Refusal
from launcher.waiting import until

LONGEST_START = 60.0
PAUSE = 0.1
SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin"


def find_clamd() -> str | None:
    """Return the path of clamd, which Debian puts where ordinary users do not look."""
    return shutil.which("clamd", path=f"{os.environ.get('PATH', os.defpath)}:{SYSTEM_FOLDERS}")


def _configuration(*, database: Path, folder: Path, port: int) -> str:
    lines = {
        "DatabaseDirectory": database,
        "TemporaryDirectory": folder,
        "TCPAddr": "127.0.0.1",
        "TCPSocket": port,
        "Foreground": "yes",
        "OfficialDatabaseOnly": "no",
        "StreamMaxLength": "200M",
        "MaxThreads": 4,
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as door:
            door.sendall(b"zPING\0")
            return door.recv(16).startswith(b"PONG")
    except OSError:
        return False


@contextmanager
def scanner(*, program: str, database: Path, folder: Path) -> Iterator[str]:
    """Keep clamd running while the block runs, and give the address at which it listens.

    :raises RefusalError: when it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "clamd.log"
    settings = folder / "clamd.conf"
    text = _configuration(database=database, folder=folder, port=port)
    settings.write_text(text, encoding="utf-8")
    process = programs.spawn(
        [program, f"--config-file={settings}"],
        environment={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
        folder=folder,
        log=log,
    )
    try:
        _wait(process, port, log)
        yield f"127.0.0.1:{port}"
    finally:
        identity = identity_of(process.pid)
        if identity is not None:
            end(identity, seconds=10)
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until(lambda: process.poll() is not None or _answers(port), seconds=LONGEST_START, pause=PAUSE)
    if not _answers(port):
        raise RefusalError(Refusal.SCANNER_FAILED, tail=tail_of(log))
