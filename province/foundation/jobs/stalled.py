"""Jobs whose worker died in the middle: given back to the queue, so that no lock is held for ever.

A worker that is killed leaves its job marked as being done; the queue hands out no other job with
the same lock until somebody gives it back. A living worker shows itself every few seconds.
"""

import asyncio

import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status

HEARTBEAT = 5.0
DEAD_AFTER = 30.0
LOOK_EVERY = 5.0
MOST_STARTS = 8
log = structlog.get_logger(__name__)


async def give_back_stalled(app: App) -> int:
    """Give the jobs of dead workers back to the queue; return how many.

    One that has been begun eight times is marked as failed: it may be what kills the workers.
    """
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER)
    given_back = [await _give_back(app, one) for one in stalled]
    return sum(given_back)


async def keep_giving_back(app: App) -> None:
    """Look after stalled jobs until cancelled; a database that is away is asked again."""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            await give_back_stalled(app)
        except ConnectorException:
            log.warning("stalled jobs could not be looked for")


async def _give_back(app: App, one: QueuedJob) -> bool:
    assert one.id is not None  # noqa: S101 -- it comes from the table
    gives_up = one.attempts + 1 >= MOST_STARTS
    try:
        if gives_up:
            await app.job_manager.finish_job(job=one, status=Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job=one)
    except ConnectorException:
        return False  # another worker was faster, or it has just ended
    log.warning("stalled job given back", job=one.task_name, id=one.id, gives_up=gives_up)
    return not gives_up
