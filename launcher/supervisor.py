"""Watching over the programs of an install: one that dies is started again."""

import contextlib
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from launcher.errors import RefusalError
from launcher.output import say
from launcher.places import Places
from launcher.postgres.server import stop_server, tail_of
from launcher.processes import (
    carriers,
    end_all,
    identity_of,
    is_alive,
    name_of,
    read_pid_file,
    send,
    write_pid_file,
)
from launcher.programs import STOPPED_BY
from launcher.refusals import Refusal
from launcher.sentences import Sentence
from launcher.waiting import until

TICK = 0.25
STEADY_AFTER = 30.0
LONGEST_PAUSE = 30.0
LONGEST_STOP = 20.0
PATIENCE = 1.5
LOG_LIMIT = 20 * 1024 * 1024
FAILURES_BEFORE_READY = 3
POSTGRES, WEB, WORKER, MAILBOX = "postgres", "web", "worker", "mailbox"
PROGRAMS = (POSTGRES, WEB, WORKER, MAILBOX)
SUPERVISOR = "supervisor"


class StopAskedError(BaseException):
    """Somebody wants the install to stop."""


def _raise_stop(_number: int, _frame: FrameType | None) -> NoReturn:
    ignore_signals()
    raise StopAskedError


def obey_signals() -> None:
    """Turn Ctrl-C and a polite signal into an orderly stop."""
    for number in STOPPED_BY:
        signal.signal(number, _raise_stop)


def ignore_signals() -> None:
    """Let nothing disturb the stop that is under way."""
    for number in STOPPED_BY:
        signal.signal(number, signal.SIG_IGN)


def mark_of(places: Places) -> str:
    """Return what the programs of this install carry in their environment."""
    return f"TINHSO_SUPERVISED={places.data}"


@dataclass(slots=True)
class Child:
    """One program under watch."""

    name: str
    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes]
    since: float
    failures: int = 0
    not_before: float = 0.0
    is_written_down: bool = False


class Supervisor:
    """Starts the programs of one install, and starts again what dies."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._children: list[Child] = []
        self._chores: list[Callable[[], None]] = []

    def add(self, name: str, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        """Start a program and keep it under watch from now on."""
        child = Child(name=name, start=start, process=start(), since=time.monotonic())
        self._children.append(child)
        self._write_down(child)

    def add_chore(self, chore: Callable[[], None]) -> None:
        """Call this at every look from now on; it returns at once and never fails."""
        self._chores.append(chore)

    def _write_down(self, child: Child) -> None:
        """Write down which process it is; on a full disk that is tried again at every look."""
        identity = identity_of(child.process.pid)
        with contextlib.suppress(OSError):
            if identity is not None:
                write_pid_file(self._places.pid_file(child.name), identity)
            child.is_written_down = True

    def look(self) -> None:
        """Look after every program once."""
        now = time.monotonic()
        for child in self._children:
            if child.process.poll() is None:
                if now - child.since > STEADY_AFTER:
                    child.failures = 0
                if not child.is_written_down:
                    self._write_down(child)
            elif not child.not_before:
                self._plan_return(child, now)
            elif now >= child.not_before:
                self._bring_back(child)

    def _plan_return(self, child: Child, now: float) -> None:
        """Decide when a dead program comes back: at once at first, later after growing pauses."""
        say(Sentence.CHILD_DIED, name=child.name, code=child.process.returncode)
        pause = 0.0 if not child.failures else min(LONGEST_PAUSE, 0.5 * 2**child.failures)
        child.failures += 1
        child.not_before = now + pause

    def _bring_back(self, child: Child) -> None:
        self._end_orphans_of(child)
        try:
            child.process = child.start()
        except (RefusalError, OSError) as refusal:
            say(Sentence.CHILD_NOT_BACK, name=child.name, why=refusal)
            child.failures += 1
            child.not_before = time.monotonic() + min(LONGEST_PAUSE, 2.0**child.failures)
            return
        child.since, child.not_before, child.is_written_down = time.monotonic(), 0.0, False
        self._write_down(child)
        say(Sentence.CHILD_BACK, name=child.name, pid=child.process.pid)

    def _end_orphans_of(self, child: Child) -> None:
        """End what a killed program left running, which would keep its port."""
        end_all(carriers(f"TINHSO_PROGRAM={child.name}:{self._places.data}"), seconds=2)

    def check_start(self, log: Path) -> None:
        """Look after every program before the install is ready.

        :raises RefusalError: when one dies again and again; the mailbox may.
        """
        self.look()
        for child in self._children:
            if child.failures >= FAILURES_BEFORE_READY and child.name != MAILBOX:
                path = log / f"{child.name}.log"
                raise RefusalError(
                    Refusal.CHILD_FAILED, name=child.name, log=path, tail=tail_of(path)
                )

    def watch(self) -> NoReturn:
        """Look after the programs until somebody asks to stop."""
        while True:
            self.look()
            for chore in self._chores:
                chore()
            for name in (SUPERVISOR, *(child.name for child in self._children)):
                rotate(self._places.log / f"{name}.log")
            time.sleep(TICK)

    def stop(self) -> None:
        """Stop everything: web and worker first, the database last."""
        ignore_signals()
        end_leftovers(self._places)
        for child in self._children:
            child.process.wait()
        self._children.clear()


def rotate(log: Path, *, limit: int = LOG_LIMIT) -> None:
    """Keep a log from growing for ever: its older half goes to a second file.

    Where the disk has no room for a second file, what is old is given up.
    """
    older = log.with_suffix(".log.1")
    with contextlib.suppress(OSError):
        if log.stat().st_size <= limit:
            return
        try:
            shutil.copyfile(log, older)
        except OSError:
            older.unlink(missing_ok=True)
        with log.open("r+b") as file:
            file.truncate(0)


def end_leftovers(places: Places) -> int:
    """End what still runs of this install, also when its supervisor was killed; return how many."""
    found = set(carriers(mark_of(places)))
    named = {read_pid_file(places.pid_file(name)) for name in PROGRAMS}
    heads = {one for one in named if one is not None and is_alive(one)}
    found |= heads
    servers = {one for one in found if name_of(one) == "postgres"}
    # The heads end their own parts; a part that ends first would only be replaced by its head.
    programs = sorted(heads - servers, key=lambda one: one.pid)
    for head in programs:
        send(head, signal.SIGTERM)
    until(lambda: not any(map(is_alive, programs)), seconds=PATIENCE)
    # A part that was only just beginning has not heard its head: ask every one that is left.
    end_all([one for one in found - servers if is_alive(one)], seconds=LONGEST_STOP)
    for server in sorted(servers, key=lambda one: one.started):
        stop_server(server)
    for name in PROGRAMS:
        places.pid_file(name).unlink(missing_ok=True)
    return len(found)
