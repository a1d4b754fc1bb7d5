"""Deletes what technique no longer needs; never what is parked, waits, or is kept by law."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection

from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.files.storage import file_store
from province.foundation.idempotency.models import CommandKey
from province.foundation.jobs.models import JobRun
from province.foundation.throttling.counting import forget_visits

_OVER = ["succeeded", "failed", "cancelled", "aborted"]
_JOBS = """
DELETE FROM procrastinate_jobs AS old
WHERE old.status = ANY(%s::procrastinate_job_status[]) AND NOT EXISTS
    (SELECT 1 FROM procrastinate_events AS one WHERE one.job_id = old.id AND one.at >= %s)
"""
log = structlog.get_logger(__name__)


def tidy_up(*, now: datetime, days: Mapping[str, int]) -> dict[str, int]:
    """Delete what is older than ``days`` allow, by subject; return how many of each."""
    since = {subject: now - timedelta(days=most) for subject, most in days.items()}
    done = Delivery.objects.filter(state=Delivery.DONE, finished_at__lt=since["events"])
    delivered = OutboxEvent.objects.filter(emitted_at__lt=since["events"], deliveries=None)
    keys = CommandKey.objects.filter(created_at__lt=since["command_keys"])
    runs = JobRun.objects.filter(started_at__lt=since["job_runs"])
    attempts = AccessAttempt.objects.filter(attempt_time__lt=since["sign_in_attempts"])
    removed = {
        "deliveries": done.delete()[0],
        "events": delivered.delete()[0],
        "command_keys": keys.delete()[0],
        "job_runs": runs.delete()[0],
        "jobs": _forget_jobs(since["job_runs"]),
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
        "sign_in_attempts": attempts.delete()[0],
        "visits": forget_visits(now=now),
        "half_received_files": file_store().clear_waiting(now=now),
    }
    log.info("tidied up", **removed)
    return removed


def _forget_jobs(since: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, [_OVER, since])
        return int(cursor.rowcount)
