"""Running other programs: the only module that starts a process."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import RefusalError
from launcher.refusals import Refusal

TAIL_LINES = 15


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
) -> int:
    """Run a program on our own terminal and return its exit code."""
    done = subprocess.run(  # noqa: S603 -- the arguments are ours, no shell reads them
        _texts(arguments),
        env=None if environment is None else dict(environment),
        cwd=folder,
        check=False,
    )
    return done.returncode if done.returncode >= 0 else 128 - done.returncode


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
