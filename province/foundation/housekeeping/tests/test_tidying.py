import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from province.foundation.access.models import AccessEntry
from province.foundation.access.recording import record_access
from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.files.folder import FolderStore
from province.foundation.files.storage import plug_store
from province.foundation.housekeeping.jobs import forget_typed_words
from province.foundation.housekeeping.tidying import tidy_up
from province.foundation.idempotency.models import CommandKey
from province.foundation.identity.actors import Actor
from province.foundation.jobs.models import JobRun
from province.foundation.jobs.queue import JOBS, PERIODIC
from province.foundation.throttling.models import VisitCount
from province.foundation.web.models import Remark

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)
LATELY = NOW - timedelta(days=1)
NOTHING = {
    "deliveries": 0,
    "events": 0,
    "command_keys": 0,
    "job_runs": 0,
    "jobs": 0,
    "sessions": 0,
    "sign_in_attempts": 0,
    "visits": 0,
    "half_received_files": 0,
}


def event(state: str, when: datetime) -> None:
    row = OutboxEvent.objects.create(name=f"tests.{state}", payload={})
    OutboxEvent.objects.filter(pk=row.pk).update(emitted_at=when)
    finished = when if state == "done" else None
    Delivery.objects.create(
        event=row, subscriber="tests", state=state, next_try_at=when, finished_at=finished
    )


def queued(status: str, when: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('q', 't', 'todo') RETURNING id"
        )
        (number,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, number])
        cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s", [when, number])


def fill(when: datetime) -> None:
    for state in ("done", "parked", "waiting"):
        event(state, when)
    row = CommandKey.objects.create(actor="a", key=f"{when}", command="c")
    CommandKey.objects.filter(pk=row.pk).update(created_at=when)
    JobRun.objects.create(name="j", started_at=when, finished_at=when, succeeded=True)
    queued("failed", when)
    queued("todo", when)
    Session.objects.create(session_key=f"{when:%Y}", session_data="", expire_date=when)
    attempt = AccessAttempt.objects.create(
        username=f"{when}", ip_address="203.0.113.9", failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=when)
    VisitCount.objects.create(key=f"{when}", count=1, ends_at=when)
    person = Actor(account_id=1)
    record_access(actor=person, party_ids=[5], what="x", purpose="thử", now=when)


@pytest.fixture
def waiting_file(tmp_path: Path) -> Path:
    store = FolderStore(tmp_path)
    with store.receive([b"x"], limit=9) as received:
        incoming = received.path.parent
    left = incoming / "left"
    left.write_bytes(b"half")
    os.utime(left, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    plug_store(store)
    return left


def test_what_is_old_and_over_goes_and_the_rest_stays(
    waiting_file: Path, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: plug_store(None))
    fill(LONG_AGO)

    assert tidy_up(now=NOW, days=settings.KEEP_DAYS) == dict.fromkeys(NOTHING, 1)

    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["parked", "waiting"]
    assert OutboxEvent.objects.count() == 2
    assert AccessEntry.objects.using("access").filter(seen_at=LONG_AGO).count() == 1
    assert not waiting_file.exists()


def test_what_is_young_stays(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    request.addfinalizer(lambda: plug_store(None))
    plug_store(FolderStore(tmp_path))
    fill(LATELY)

    removed = tidy_up(now=NOW, days=settings.KEEP_DAYS)

    assert removed == {**NOTHING, "sessions": 1, "visits": 1}  # these have ended


def test_the_clock_starts_it_every_night() -> None:
    assert PERIODIC.get("housekeeping.tidy_up").cron == "40 2 * * *"
    assert JOBS.get("housekeeping.tidy_up").lock == "housekeeping.tidy_up"


def test_what_was_typed_and_is_over_goes_every_hour() -> None:
    ends = {"old": timezone.now(), "young": timezone.now() + timedelta(minutes=1)}
    for mark, end in ends.items():
        Remark.objects.create(session_digest="x", mark=mark, form=mark, place="p", expires_at=end)

    forget_typed_words()

    assert [row.mark for row in Remark.objects.all()] == ["young"]
    assert PERIODIC.get("housekeeping.forget_typed_words").cron == "10 * * * *"
