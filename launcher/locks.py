"""File locks: the kernel of the operating system lets go of them when their holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from launcher.errors import RefusalError
from launcher.refusals import Refusal
from launcher.waiting import until

PAUSE = 0.1
# Whoever only looks whether a lock is held holds it for a moment.
LONGEST_LOOK = 0.5


class LockIsHeldError(Exception):
    """Somebody else holds the lock."""


class LockWaitError(RefusalError):
    """The lock did not come free while we waited."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    :raises LockIsHeldError: when somebody else holds it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(wait_for(path, seconds=LONGEST_LOOK))
        except LockWaitError as refusal:
            raise LockIsHeldError(path) from refusal
        yield


@contextmanager
def wait_for(path: Path, *, seconds: float) -> Iterator[None]:
    """Hold the lock while the block runs, after waiting for those before us.

    :raises RefusalError: when the wait was in vain.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        if not until(lambda: _take(file), seconds=seconds, pause=PAUSE):
            raise LockWaitError(Refusal.LOCK_WAITED, path=path)
        yield


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Tell whether somebody holds this lock now."""
    try:
        with path.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
