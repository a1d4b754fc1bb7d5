"""The port of the job queue: enqueue by name in the transaction, run after the commit.

Behind it stands Procrastinate, in the same database: a rollback removes the job. Tests plug the
in-memory twin in. Arguments are primitives; every job may run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from province.foundation.registry import Registry

JobFunction = Callable[..., None]
Primitive = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Job:
    """One background job: its name, what runs, how it is retried and what it excludes.

    Of jobs with the same ``lock`` one runs at a time, in their order; each runs. They are not
    merged on their way in: a job that joins one of another transaction would wait for that
    transaction, and could run before what its own transaction does is there to be seen.
    """

    name: str
    run: JobFunction
    retries: int
    lock: str | None


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that the clock starts."""

    name: str
    cron: str


JOBS: Registry[Job] = Registry(name="jobs", key=lambda job: job.name)
PERIODIC: Registry[Periodic] = Registry(name="periodic jobs", key=lambda item: item.name)


class Queue(Protocol):
    """What takes jobs in."""

    def put(self, *, job: Job, arguments: dict[str, Primitive]) -> None:
        """Take one job in, inside the open transaction."""
        ...


_plugged: list[Queue] = []


def plug_queue(queue: Queue) -> None:
    """Set the one queue."""
    _plugged[:] = [queue]


def job(
    name: str, *, retries: int = 5, lock: str | None = None
) -> Callable[[JobFunction], JobFunction]:
    """Register a function as the job of this name."""

    def register(run: JobFunction) -> JobFunction:
        if JOBS.find(name) is None:
            JOBS.register(Job(name=name, run=run, retries=retries, lock=lock))
        run.job_name = name  # type: ignore[attr-defined]  # read by @periodic just above
        return run

    return register


def periodic(cron: str) -> Callable[[JobFunction], JobFunction]:
    """Let the clock start a job (five cron fields, Asia/Ho_Chi_Minh); stands above ``@job``."""

    def register(run: JobFunction) -> JobFunction:
        name: str = run.job_name  # type: ignore[attr-defined]  # set by @job just below
        if PERIODIC.find(name) is None:
            PERIODIC.register(Periodic(name=name, cron=cron))
        return run

    return register


def enqueue(name: str, **arguments: Primitive) -> None:
    """Ask for a job by name; it runs after the open transaction commits.

    :raises KeyError: nobody registered a job of this name.
    """
    _plugged[0].put(job=JOBS.get(name), arguments=arguments)
