"""What may be wrong with the background work."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from province.foundation.health.contracts import Severity, Trouble

_FAILED = """
SELECT count(DISTINCT job.id), min(event.at), string_agg(DISTINCT job.task_name, ', ')
FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id
WHERE job.status = 'failed' AND event.type = 'failed' AND event.at > %s
"""
_LAST_BEAT = "SELECT max(last_heartbeat) FROM procrastinate_workers"
_WAITING = """
SELECT count(*), min(coalesce(job.scheduled_at, event.at))
FROM procrastinate_jobs AS job JOIN procrastinate_events AS event ON event.job_id = job.id
WHERE job.status = 'todo' AND event.type = 'deferred' AND coalesce(job.scheduled_at, event.at) < %s
"""


def failed_jobs(now: datetime) -> Trouble | None:
    """Return a trouble when jobs were given up within the last days; one query."""
    days = settings.HEALTH["failed_job_days"]
    total, since, names = _row(_FAILED, now - timedelta(days=days))
    if not total:
        return None
    return Trouble(
        severity=Severity.BROKEN,
        what=ngettext(
            "%(total)s việc chạy nền đã thử hết số lần và dừng: %(names)s.",
            "%(total)s việc chạy nền đã thử hết số lần và dừng: %(names)s.",
            total,
        )
        % {"total": total, "names": names},
        remedy=_("Xem lý do trong log/worker.log; sau %(days)s ngày không tái diễn thì tự hết.")
        % {"days": days},
        since=since,
    )


def silent_worker(now: datetime) -> Trouble | None:
    """Return a trouble when no worker has shown itself lately; one query."""
    (last,) = _row(_LAST_BEAT)
    if last is not None and (now - last).total_seconds() < settings.HEALTH["worker_seconds"]:
        return None
    return Trouble(
        severity=Severity.BROKEN,
        what=_("Chương trình chạy nền không lên tiếng: thư, hạn và sự kiện đang đứng lại."),
        remedy=_("Chạy ./tinhso status và xem log/worker.log; ./tinhso stop rồi start nếu cần."),
        since=last,
    )


def waiting_jobs(now: datetime) -> Trouble | None:
    """Return a trouble when work has waited for long; one query."""
    minutes = settings.HEALTH["job_wait_minutes"]
    total, since = _row(_WAITING, now - timedelta(minutes=minutes))
    if not total:
        return None
    return Trouble(
        severity=Severity.WARNING,
        what=ngettext(
            "%(total)s việc chạy nền đã chờ quá %(minutes)s phút.",
            "%(total)s việc chạy nền đã chờ quá %(minutes)s phút.",
            total,
        )
        % {"total": total, "minutes": minutes},
        remedy=_("Xem chương trình chạy nền có sống không, và việc nào đang giữ máy lâu."),
        since=since,
    )


def _row(query: str, *values: datetime) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
        assert row is not None  # noqa: S101 -- an aggregate has one row
        return tuple(row)
