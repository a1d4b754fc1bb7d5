"""The in-memory twin of the job queue, for tests."""

from province.foundation.jobs.queue import Job, Primitive


class MemoryQueue:
    """Keeps jobs until the test runs them."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Job, dict[str, Primitive]]] = []

    def put(self, *, job: Job, arguments: dict[str, Primitive]) -> None:
        """Keep one job, as often as it is asked for: a lock orders jobs, it merges none."""
        self.waiting.append((job, arguments))

    def run_all(self) -> int:
        """Run what waits, and what that asks for, and return how many ran."""
        ran = 0
        while self.waiting:
            job, arguments = self.waiting.pop(0)
            job.run(**arguments)
            ran += 1
        return ran

    def names(self) -> list[str]:
        """Return the names of what waits, in order."""
        return [job.name for job, _arguments in self.waiting]
