"""Procrastinate behind the job port: same database, so a rollback removes the job."""

from typing import Any

import structlog
from django.db import close_old_connections
from django.utils import timezone
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as procrastinate_app

from province.foundation.jobs.models import JobRun
from province.foundation.jobs.queue import JOBS, PERIODIC, Job, Primitive
from province.foundation.logs.masking import masked

QUEUE = "province"
log = structlog.get_logger(__name__)


class ProcrastinateQueue:
    """Puts jobs into the database, inside the open transaction."""

    def put(self, *, job: Job, arguments: dict[str, Primitive]) -> None:
        """Take one job in; of jobs with the same lock one runs at a time, in their order."""
        procrastinate_app.configure_task(
            job.name, queue=QUEUE, lock=job.lock, allow_unknown=False
        ).defer(**arguments)


def register_tasks(app: App) -> None:
    """Make a Procrastinate task of every registered job (called when its app is ready)."""
    for job in JOBS:
        task = app.task(
            name=job.name,
            queue=QUEUE,
            lock=job.lock,
            retry=RetryStrategy(max_attempts=job.retries, exponential_wait=3),
        )(_recorded(job))
        for item in PERIODIC:
            if item.name == job.name:
                app.periodic(cron=item.cron)(task)


def _recorded(job: Job) -> Any:
    """Return the job's function with its run written into the history."""

    def run(timestamp: int | None = None, **arguments: Primitive) -> None:
        close_old_connections()
        started = timezone.now()
        try:
            job.run(**arguments)
        except Exception as fault:
            JobRun.objects.create(
                name=job.name,
                started_at=started,
                finished_at=timezone.now(),
                succeeded=False,
                fault=masked(f"{type(fault).__name__}: {fault}")[:2000],
            )
            log.exception("job failed", job=job.name)
            raise
        else:
            if timestamp is None:
                JobRun.objects.create(
                    name=job.name, started_at=started, finished_at=timezone.now(), succeeded=True
                )
        finally:
            close_old_connections()

    return run
