"""Which process is which: pid files that a recycled number cannot deceive."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.files import OPEN, write_whole
from launcher.waiting import until

PROC = Path("/proc")
# Fields of /proc/PID/stat, counted from the state, which follows the name in brackets.
STATE, STARTED = 0, 19


@dataclass(frozen=True, slots=True)
class Identity:
    """One process for good: its number, the tick at which it began, the boot it lives in."""

    pid: int
    started: int
    boot: str


def _boot() -> str:
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def _stat(pid: int) -> list[str] | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()


def identity_of(pid: int) -> Identity | None:
    """Identify the process that has this number now; a zombie has nothing left to identify."""
    fields = _stat(pid)
    if fields is None or fields[STATE] in "ZX":
        return None
    return Identity(pid=pid, started=int(fields[STARTED]), boot=_boot())


def is_alive(identity: Identity) -> bool:
    """Tell whether this very process still runs, not merely one with its number."""
    return identity_of(identity.pid) == identity


def write_pid_file(path: Path, identity: Identity) -> None:
    """Remember a process in a file."""
    write_whole(path, json.dumps(asdict(identity)), mode=OPEN)


def read_pid_file(path: Path) -> Identity | None:
    """Return the process that the file remembers, dead or alive."""
    try:
        return Identity(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def send(identity: Identity, number: signal.Signals) -> bool:
    """Send a signal to this very process; nobody who took its number later gets it."""
    try:
        handle = os.pidfd_open(identity.pid)
    except OSError:
        return False
    try:
        if not is_alive(identity):
            return False
        signal.pidfd_send_signal(handle, number)
    except ProcessLookupError:
        return False
    finally:
        os.close(handle)
    return True


def wait_until_gone(identity: Identity, *, seconds: float) -> bool:
    """Wait for the end of a process and tell whether it came."""
    return until(lambda: not is_alive(identity), seconds=seconds)


def end(identity: Identity, *, first: signal.Signals = signal.SIGTERM, seconds: float) -> None:
    """End a process: ask it, wait, then insist."""
    if send(identity, first) and not wait_until_gone(identity, seconds=seconds):
        send(identity, signal.SIGKILL)
        wait_until_gone(identity, seconds=5)


def _pids() -> Iterator[int]:
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            yield int(entry.name)


def name_of(identity: Identity) -> str:
    """Return the name of the program that a process runs now."""
    try:
        return (PROC / str(identity.pid) / "comm").read_text().strip()
    except OSError:
        return ""


def carriers(mark: str) -> list[Identity]:
    """Return the processes that carry this mark in their environment, children included."""
    found = []
    for pid in _pids():
        with contextlib.suppress(OSError):
            environment = (PROC / str(pid) / "environ").read_bytes().split(b"\0")
            identity = identity_of(pid)
            if identity and os.fsencode(mark) in environment and pid != os.getpid():
                found.append(identity)
    return found


def end_all(identities: list[Identity], *, seconds: float) -> None:
    """End several processes at once: ask all, wait for all, then insist."""
    asked = [identity for identity in identities if send(identity, signal.SIGTERM)]
    if not until(lambda: not any(map(is_alive, asked)), seconds=seconds):
        for identity in asked:
            end(identity, first=signal.SIGKILL, seconds=5)


def working_in(folder: Path, *, name: str) -> list[int]:
    """Return the processes of this name whose working folder this is."""
    found = []
    for pid in _pids():
        with contextlib.suppress(OSError):
            process = PROC / str(pid)
            is_here = (process / "cwd").readlink() == folder
            if is_here and (process / "comm").read_text().strip() == name and identity_of(pid):
                found.append(pid)
    return found
