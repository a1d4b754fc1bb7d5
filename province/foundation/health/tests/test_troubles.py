"""Every watch is made to find what it looks for; looking, remembering, counting."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from launcher import certificates
from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.events.troubles import parked_deliveries
from province.foundation.files.clamd import ClamdScanner
from province.foundation.files.scanning import NoScanner, plug_scanner
from province.foundation.files.troubles import scanner
from province.foundation.health import machine
from province.foundation.health.contracts import Severity, Trouble, Watch
from province.foundation.health.looking import count_troubles, look_around, note_troubles
from province.foundation.health.models import Sighting
from province.foundation.health.registries import WATCHES
from province.foundation.jobs import troubles
from province.foundation.ui.formats import format_date

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def words(trouble: Trouble | None) -> tuple[Severity, str] | None:
    """Return how bad a trouble is and what it says."""
    return (trouble.severity, str(trouble.what)) if trouble else None


def test_a_full_disk_is_found(settings: Settings, tmp_path: Path) -> None:
    free = disk_usage(tmp_path).free // machine.MEGABYTE
    settings.DATA_DIR = tmp_path

    settings.HEALTH = settings.HEALTH | {"disk_warning_mb": free + 999, "disk_broken_mb": 0}
    soon = machine.disk(NOW)
    settings.HEALTH = settings.HEALTH | {"disk_broken_mb": free + 999}
    now = machine.disk(NOW)
    settings.HEALTH = settings.HEALTH | {"disk_warning_mb": 0, "disk_broken_mb": 0}

    assert (soon and soon.severity, now and now.severity) == (Severity.WARNING, Severity.BROKEN)
    assert machine.disk(NOW) is None


@pytest.mark.django_db
def test_a_clock_that_differs_from_that_of_the_database_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    assert row is not None

    assert machine.clock(row[0]) is None
    assert words(machine.clock(row[0] - timedelta(seconds=60))) == (
        Severity.BROKEN,
        "Đồng hồ của máy và của cơ sở dữ liệu lệch nhau 60 giây.",
    )


def test_a_certificate_that_ends_soon_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.HAS_OWN_CERTIFICATE = tmp_path, True
    assert machine.certificate(NOW) is None
    certificates.ensure_certificates(folder=tmp_path / "certificates", names=["127.0.0.1"], now=NOW)
    ends = NOW + timedelta(days=certificates.SERVER_DAYS)
    day = format_date(ends.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")))

    assert machine.certificate(NOW) is None
    assert words(machine.certificate(ends - timedelta(days=10))) == (
        Severity.WARNING,
        f"Chứng thư HTTPS của bản cài hết hạn ngày {day}.",
    )
    late = machine.certificate(ends + timedelta(days=1))
    assert late is not None
    assert late.severity is Severity.BROKEN
    settings.HAS_OWN_CERTIFICATE = False
    assert machine.certificate(ends) is None


def test_a_backup_that_is_missing_old_or_failed_is_found(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR, settings.MODE = tmp_path, "real"
    record = tmp_path / "backups.json"

    def said() -> tuple[Severity, str] | None:
        return words(machine.backup(NOW))

    assert said() == (Severity.BROKEN, "Bản cài này chưa được sao lưu lần nào.")
    made = {"at": (NOW - timedelta(hours=5)).isoformat(), "file": "x", "size": 1}
    record.write_text(json.dumps({"made": made}), encoding="utf-8")
    assert said() is None
    made["at"] = (NOW - timedelta(hours=30)).isoformat()
    record.write_text(json.dumps({"made": made}), encoding="utf-8")
    assert said() == (Severity.WARNING, "Bản sao lưu gần nhất đã cũ 30 giờ.")
    failed = {"at": NOW.isoformat(), "file": "x", "why": "ổ đĩa đầy"}
    record.write_text(json.dumps({"made": made, "failed": failed}), encoding="utf-8")
    assert said() == (Severity.BROKEN, "Lần sao lưu gần nhất không thành: ổ đĩa đầy")
    settings.MODE = "demo"
    record.unlink()
    assert said() is None


def test_a_missing_and_a_silent_scanner_are_found(settings: Settings) -> None:
    settings.MODE = "real"
    try:
        plug_scanner(NoScanner())
        missing = scanner(NOW)
        plug_scanner(ClamdScanner("unix:/nonexistent/clamd", timeout=1))
        silent = scanner(NOW)
    finally:
        plug_scanner(None)

    assert missing is not None
    assert silent is not None
    assert (missing.severity, silent.severity) == (Severity.WARNING, Severity.BROKEN)


@pytest.mark.django_db
def test_a_parked_event_is_found() -> None:
    assert parked_deliveries(NOW) is None
    event = OutboxEvent.objects.create(name="tests.lamp_lit", payload={})
    Delivery.objects.create(
        event=event, subscriber="tests.ear", state=Delivery.PARKED, attempts=8, next_try_at=NOW
    )

    trouble = parked_deliveries(NOW)

    assert trouble == Trouble(
        severity=Severity.BROKEN,
        what="1 sự kiện không gửi được tới nơi nhận và đã dừng.",
        remedy="Xem lỗi ở trang Sự kiện, sửa nguyên nhân rồi bấm Gửi lại.",
        since=event.emitted_at,
    )


def put_job(status: str, event: str, at: datetime) -> None:
    """Put a job into the queue's own tables, with one event at a moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('province', 'lamps.light', %s) RETURNING id",
            [status],
        )
        row = cursor.fetchone()
        assert row is not None
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [row[0]])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, %s)",
            [row[0], event, at],
        )


@pytest.mark.django_db
def test_a_job_that_was_given_up_is_found_for_some_days() -> None:
    put_job("failed", "failed", NOW - timedelta(days=1))

    assert words(troubles.failed_jobs(NOW)) == (
        Severity.BROKEN,
        "1 việc chạy nền đã thử hết số lần và dừng: lamps.light.",
    )
    assert troubles.failed_jobs(NOW + timedelta(days=9)) is None


@pytest.mark.django_db
def test_work_that_waits_for_long_is_found() -> None:
    put_job("todo", "deferred", NOW - timedelta(minutes=10))

    assert troubles.waiting_jobs(NOW) is None
    assert words(troubles.waiting_jobs(NOW + timedelta(minutes=10))) == (
        Severity.WARNING,
        "1 việc chạy nền đã chờ quá 15 phút.",
    )


@pytest.mark.django_db
def test_a_silent_worker_is_found() -> None:
    beat = NOW - timedelta(seconds=20)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [beat])

    assert troubles.silent_worker(NOW) is None
    trouble = troubles.silent_worker(NOW + timedelta(minutes=5))
    assert trouble is not None
    assert (trouble.severity, trouble.since) == (Severity.BROKEN, beat)


class Lamp:
    """The only watch of a house for the time of a test."""

    def __init__(self) -> None:
        self.look: Callable[[datetime], Trouble | None] = lambda _now: None

    def ask(self, now: datetime) -> Trouble | None:
        """Look as the test wants it."""
        return self.look(now)


@pytest.fixture
def lamp() -> Iterator[Lamp]:
    kept, only = list(WATCHES), Lamp()
    for watch in kept:
        WATCHES.withdraw(watch.key)
    WATCHES.register(Watch(key="lamp", says="đèn", look=only.ask))
    yield only
    WATCHES.withdraw("lamp")
    for watch in kept:
        WATCHES.register(watch)


def out(_now: datetime) -> Trouble:
    """Say that the lamp is out."""
    return Trouble(severity=Severity.WARNING, what="Đèn tắt.", remedy="Thay bóng.")


@pytest.mark.django_db
def test_a_trouble_keeps_its_beginning_and_ends_when_it_is_gone(lamp: Lamp, client: Client) -> None:
    assert client.get("/healthz/troubles").json()["status"] == "unknown"
    lamp.look = out
    note_troubles(now=NOW)
    later = note_troubles(now=NOW + timedelta(minutes=5))

    assert [(one.key, one.since) for one in later.found] == [("lamp", NOW)]
    assert client.get("/healthz/troubles").json() == {
        "status": "warning",
        "broken": 0,
        "warnings": 1,
        "looked_at": (NOW + timedelta(minutes=5)).isoformat(),
    }
    assert 'tinhso_troubles{severity="warning"} 1\n' in client.get("/metrics").content.decode()
    lamp.look = lambda _now: None
    gone = note_troubles(now=NOW + timedelta(minutes=10))
    assert (gone.found, gone.well) == ((), ("đèn",))
    assert (count_troubles().warnings, client.get("/healthz/troubles").json()["status"]) == (
        0,
        "ok",
    )
    assert list(Sighting.objects.values_list("began_at", "ended_at")) == [
        (NOW, NOW + timedelta(minutes=10))
    ]


@pytest.mark.django_db
def test_a_watch_that_fails_is_itself_a_trouble(
    lamp: Lamp,
) -> None:
    def fall(_now: datetime) -> Trouble | None:
        raise OSError

    lamp.look = fall

    with translation.override("vi"):
        found = look_around(now=NOW).found

    assert [words(one.trouble) for one in found] == [(Severity.BROKEN, "Không kiểm tra được: đèn.")]
