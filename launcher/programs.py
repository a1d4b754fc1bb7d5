"""Running other programs: the only module that starts a process."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from launcher.errors import RefusalError
from launcher.refusals import Refusal

TAIL_LINES = 15
STOPPED_BY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class SystemUser:
    """An account of this machine under which a program runs."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended and what it said."""

    code: int
    output: str


@dataclass(frozen=True, slots=True)
class Passed:
    """How a program on our own terminal ended, and whether somebody wanted it and us to stop."""

    code: int
    was_stopped: bool


def _texts(arguments: Sequence[str | Path]) -> list[str]:
    return [str(argument) for argument in arguments]


def attempt(
    arguments: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user: SystemUser | None = None,
    sent: str | None = None,
) -> Finished:
    """Run a program to its end and return how it ended, good or bad."""
    try:
        done = subprocess.run(  # noqa: S603 -- the arguments are ours, no shell reads them
            _texts(arguments),
            env=None if environment is None else dict(environment),
            cwd=folder,
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=[] if user else None,
            input=sent or "",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as refusal:
        return Finished(code=127, output=str(refusal))
    return Finished(code=done.returncode, output=done.stdout)


def run(
    arguments: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    user: SystemUser | None = None,
    sent: str | None = None,
) -> str:
    """Run a program that must succeed and return what it said.

    :raises RefusalError: when it fails, with the last lines that it said.
    """
    done = attempt(arguments, environment=environment, folder=folder, user=user, sent=sent)
    if done.code:
        shown = " ".join(Path(text).name if "/" in text else text for text in _texts(arguments)[:4])
        tail = "\n".join(done.output.strip().splitlines()[-TAIL_LINES:])
        raise RefusalError(Refusal.PROGRAM_FAILED, program=shown, code=done.code, tail=tail)
    return done.output


def pass_through(
    arguments: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Passed:
    """Run a program on our own terminal and wait for its end, however it is asked to end.

    Ctrl-C reaches the program from the terminal itself, and what it does then is its own business;
    a polite signal that only we get is handed on. A handler of ours does not outlive the `exec`.
    """
    caught: list[int] = []
    child: subprocess.Popen[bytes] | None = None

    def hear(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        if child is not None and number != signal.SIGINT:
            child.send_signal(number)

    before = {number: signal.signal(number, hear) for number in STOPPED_BY}
    try:
        child = subprocess.Popen(  # noqa: S603 -- the arguments are ours, no shell reads them
            _texts(arguments),
            env=None if environment is None else dict(environment),
            cwd=folder,
        )
        for number in set(caught) - {signal.SIGINT}:
            child.send_signal(number)
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return Passed(code=code if code >= 0 else 128 - code, was_stopped=bool(caught))


def spawn(
    arguments: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    user: SystemUser | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that stays, in a session of its own, with its words in a log."""
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as words:
        return subprocess.Popen(  # noqa: S603 -- the arguments are ours, no shell reads them
            _texts(arguments),
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=[] if user else None,
        )


def spawn_detached(
    arguments: Sequence[str | Path], *, environment: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start a program that outlives us and whose words we read through a pipe until it is ready."""
    return subprocess.Popen(  # noqa: S603 -- the arguments are ours, no shell reads them
        _texts(arguments),
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


Piped = tuple["subprocess.Popen[bytes]", IO[bytes]]


@contextmanager
def _piped(
    arguments: Sequence[str | Path], *, environment: Mapping[str, str], log: Path, is_read: bool
) -> Iterator[Piped]:
    """Run a program beside us with one end of it in our hand; it is ended when we fail."""
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as words:
        process = subprocess.Popen(  # noqa: S603 -- the arguments are ours, no shell reads them
            _texts(arguments),
            env=dict(environment),
            stdin=subprocess.DEVNULL if is_read else subprocess.PIPE,
            stdout=subprocess.PIPE if is_read else words,
            stderr=words,
        )
    stream = process.stdout if is_read else process.stdin
    assert stream is not None  # noqa: S101 -- asked for just above
    try:
        yield process, stream
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()


@contextmanager
def reading_from(
    arguments: Sequence[str | Path], *, environment: Mapping[str, str], log: Path
) -> Iterator[Piped]:
    """Run a program beside us and read what it gives; its complaints go to a file."""
    with _piped(arguments, environment=environment, log=log, is_read=True) as piped:
        yield piped


@contextmanager
def writing_to(
    arguments: Sequence[str | Path], *, environment: Mapping[str, str], log: Path
) -> Iterator[Piped]:
    """Run a program beside us and give it what it reads; what it says goes to a file."""
    with _piped(arguments, environment=environment, log=log, is_read=False) as piped:
        yield piped
