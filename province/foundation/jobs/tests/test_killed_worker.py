"""A worker that is killed in the middle of a job stops nothing for ever."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from province.foundation.events import bus
from province.foundation.events.models import Delivery
from province.foundation.jobs.adapter import ProcrastinateQueue
from province.foundation.jobs.queue import JOBS, plug_queue
from province.foundation.jobs.tests.lamps import LampSeen, note_lamp

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 40.0


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Let lamps be heard of, through the real queue."""
    forget_queue()
    plug_queue(ProcrastinateQueue())
    bus.on(LampSeen, says="a lamp was seen")(note_lamp)
    yield tmp_path
    bus._handlers.pop(LampSeen.name)  # noqa: SLF001 -- nobody else unsubscribes
    forget_queue()


def forget_queue() -> None:
    """Empty the queue's own tables, which no test's end empties."""
    with connection.cursor() as cursor:
        for table in ("jobs", "workers", "periodic_defers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")  # noqa: S608 -- three names above


@contextmanager
def worker(folder: Path, *words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    known = connection.settings_dict
    login = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}"
    url = f"postgresql://{login}@:{known['PORT']}/{known['NAME']}?host={known['HOST']}"
    running = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "province.foundation.jobs.tests.lamps", *words],
        cwd=Path(__file__).resolve().parents[4],
        env={
            **os.environ,
            **environment,
            "LAMPS": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TINHSO_OWNER_DATABASE_URL": url,
        },
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.terminate()
        running.wait(timeout=PATIENCE)


def until(is_true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not is_true() and time.monotonic() < end:
        time.sleep(0.1)  # polling another process: there is no event to wait for
    return is_true()


def work_once(folder: Path) -> None:
    """Let a worker do what waits, and end."""
    with worker(folder, "--once") as running:
        assert running.wait(timeout=PATIENCE) == 0


def kill_in_mid_job(folder: Path) -> None:
    with worker(folder, SLEEPY="yes") as sleepy:
        assert until((folder / "begun").exists)
        sleepy.send_signal(signal.SIGKILL)


def let_heartbeats_age() -> None:
    """Let a minute go by for those workers that have died."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")


def heard(folder: Path) -> str:
    file = folder / "heard"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_the_next_worker_goes_on_with_the_outbox(folder: Path) -> None:
    bus.emit(LampSeen(lamp="A"))
    kill_in_mid_job(folder)
    bus.emit(LampSeen(lamp="B"))
    assert list(ProcrastinateJob.objects.values_list("status", flat=True).order_by("id")) == [
        "doing",
        "todo",
    ]
    let_heartbeats_age()

    work_once(folder)

    assert heard(folder) == "AB"
    assert sorted(Delivery.objects.values_list("state", "attempts")) == [("done", 1), ("done", 1)]


def test_a_running_worker_takes_over_from_a_dead_one(folder: Path) -> None:
    bus.emit(LampSeen(lamp="A"))
    kill_in_mid_job(folder)

    dead = set(ProcrastinateJob.objects.values_list("worker_id", flat=True))
    with worker(folder):
        assert until(lambda: _living_workers(dead) == 1)
        assert heard(folder) == ""
        let_heartbeats_age()
        assert until(lambda: heard(folder) != "")

    assert heard(folder) == "A"


def test_a_job_without_a_worker_is_given_back(folder: Path) -> None:
    bus.emit(LampSeen(lamp="A"))
    ProcrastinateJob.objects.update(status="doing", worker_id=None)

    work_once(folder)

    assert heard(folder) == "A"


def test_a_job_that_kills_every_worker_is_given_up(folder: Path) -> None:
    ProcrastinateQueue().put(job=JOBS.get("events.deliver"), arguments={})
    ProcrastinateJob.objects.update(status="doing", worker_id=None, attempts=7)

    work_once(folder)

    assert list(ProcrastinateJob.objects.values_list("status", "attempts")) == [("failed", 8)]


def _living_workers(dead: set[int | None]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_workers")
        return len({found for (found,) in cursor.fetchall()} - dead)
