"""Helper processes for strangers' files: bounded, warm, killed when they run away."""

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import Any, TypeVar

import structlog
from django.utils.translation import gettext_lazy as _

from province.foundation.apart.helper import read_frame, write_frame
from province.foundation.errors import UnavailableError

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 2 * 1024**3
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
T = TypeVar("T")
_log = structlog.get_logger(__name__)


class RanAwayError(Exception):
    """The task took too long or too much memory, or brought its helper down."""


class NobodyFreeError(UnavailableError):
    """All helpers are busy, and none became free in time."""

    code = "apart.nobody_free"
    message = _("Máy chủ đang bận xem nhiều tệp khác. Hãy thử lại sau ít phút.")


class Crew:
    """A few helpers for one sort of task; each works on one task at a time."""

    def __init__(self, *, size: int, patience: float) -> None:
        self._size, self._patience = size, patience
        self._guard = Lock()
        self._master = 0
        self._free: list[subprocess.Popen[bytes]] = []
        self._places = BoundedSemaphore(size)
        atexit.register(self.close)

    def run(self, function: Callable[..., T], *arguments: Any, seconds: int) -> T:
        """Return what the function returns, run apart from this process for ``seconds`` at most.

        Function and arguments must be picklable; what it raises is raised here.

        :raises RanAwayError: it took too long or too much memory, or crashed.
        :raises NobodyFreeError: every helper was busy for longer than the crew's patience.
        """
        task = pickle.dumps((function, arguments, seconds, MEMORY))
        places = self._own_places()
        if not places.acquire(timeout=self._patience):
            raise NobodyFreeError
        try:
            went_well, answer = pickle.loads(self._asked(task, seconds))  # noqa: S301 -- our helper
        except EOFError as fault:
            _log.warning("helper ran away", function=function.__name__)
            raise RanAwayError(function.__name__) from fault
        finally:
            places.release()
        if not went_well:
            if isinstance(answer, MemoryError):
                raise RanAwayError(function.__name__) from answer
            raise answer
        result: T = answer
        return result

    def close(self) -> None:
        """End the helpers that are idle."""
        with self._guard:
            leaving, self._free = self._free, []
        if self._master == os.getpid():
            for helper in leaving:
                _end(helper)

    def _own_places(self) -> BoundedSemaphore:
        """Return the places of this process; after a fork the parent's helpers are not ours."""
        with self._guard:
            if self._master != os.getpid():
                self._master, self._free = os.getpid(), []
                self._places = BoundedSemaphore(self._size)
            return self._places

    def _asked(self, task: bytes, seconds: int) -> bytes:
        helper = self._helper()
        watch = Timer(seconds, helper.kill)
        watch.start()
        answer = None
        try:
            answer = _talk(helper, task)
        finally:
            watch.cancel()
            if answer is None:
                _end(helper)
            else:
                with self._guard:
                    self._free.append(helper)
        if answer is None:
            raise EOFError
        return answer

    def _helper(self) -> subprocess.Popen[bytes]:
        while True:
            with self._guard:
                helper = self._free.pop() if self._free else None
            if helper is None:
                return _begun()
            if helper.poll() is None:
                return helper
            _end(helper)


def _begun() -> subprocess.Popen[bytes]:
    """Start a helper; it gets none of our secrets."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "province.foundation.apart.helper"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _talk(helper: subprocess.Popen[bytes], task: bytes) -> bytes | None:
    assert helper.stdin is not None  # noqa: S101 -- for the type checker
    assert helper.stdout is not None  # noqa: S101 -- for the type checker
    try:
        write_frame(helper.stdin, task)  # type: ignore[arg-type]  # a pipe is a binary stream
        return read_frame(helper.stdout)  # type: ignore[arg-type]  # a pipe is a binary stream
    except OSError:
        return None


def _end(helper: subprocess.Popen[bytes]) -> None:
    helper.kill()
    for pipe in (helper.stdin, helper.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue  # what it had not read yet
    helper.wait()
