"""Runs the background worker."""

import asyncio
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from province.foundation.jobs.beating import last_worker, tell_when_beating
from province.foundation.jobs.stalled import (
    DEAD_AFTER,
    HEARTBEAT,
    give_back_stalled,
    keep_giving_back,
)


class Command(BaseCommand):
    """Takes jobs from the queue until it is told to stop."""

    help = "Run the background worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many jobs run side by side, and whether to stop when none waits."""
        parser.add_argument("--concurrency", type=int, default=2)
        parser.add_argument("--once", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work."""
        asyncio.run(self._work(concurrency=options["concurrency"], once=options["once"]))

    async def _work(self, *, concurrency: int, once: bool) -> None:
        served = app.connector
        assert isinstance(served, DjangoConnector)  # noqa: S101 -- for the type checker
        worker_app = app.with_connector(served.get_worker_connector())
        async with worker_app.open_async():
            await give_back_stalled(worker_app)
            beside = [asyncio.create_task(keep_giving_back(worker_app))]
            if settings.WORKER_MARK:
                before = await last_worker(worker_app)
                mark = Path(settings.WORKER_MARK)
                told = tell_when_beating(worker_app, after=before, tell=mark.touch)
                beside.append(asyncio.create_task(told))
            try:
                await worker_app.run_worker_async(
                    concurrency=concurrency,
                    wait=not once,
                    delete_jobs="successful",
                    install_signal_handlers=True,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=DEAD_AFTER,
                )
            finally:
                for task in beside:
                    task.cancel()
