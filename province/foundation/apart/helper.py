"""The helper process: reads a task, answers it, until nobody asks any more."""

import os
import pickle
import resource
import select
import struct
import sys
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
IDLE = 300.0


def read_frame(pipe: BinaryIO) -> bytes | None:
    """Return the next message, or nothing when the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = pipe.read(length)
    return body if len(body) == length else None


def write_frame(pipe: BinaryIO, body: bytes) -> None:
    """Send a message."""
    pipe.write(LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def main() -> None:
    """Answer tasks from standard input; what libraries print goes to the error output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks = sys.stdin.buffer
    while select.select([tasks], [], [], IDLE)[0]:
        task = read_frame(tasks)
        if task is None:
            return
        write_frame(answers, _answer(task))


def _answer(task: bytes) -> bytes:
    function, arguments, seconds, memory = pickle.loads(task)  # noqa: S301 -- from our own parent
    _bound(seconds, memory)
    try:
        answer = (True, function(*arguments))
    except Exception as fault:  # noqa: BLE001 -- handed to whoever asked
        answer = (False, fault)
    return pickle.dumps(answer)


def _bound(seconds: int, memory: int) -> None:
    """Allow so much more processor time, and so much memory in all."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(spent.ru_utime + spent.ru_stime) + seconds + 1
    for kind, wanted in ((resource.RLIMIT_CPU, allowed), (resource.RLIMIT_AS, memory)):
        hard = resource.getrlimit(kind)[1]
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
