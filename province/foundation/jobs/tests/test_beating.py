"""A worker is there when the queue knows it, and not before."""

import asyncio
from typing import Any

from province.foundation.jobs.beating import last_worker, tell_when_beating


class _Queue:
    """A queue whose youngest worker is another one at each look."""

    def __init__(self, *seen: int) -> None:
        self.connector = self
        self.seen = list(seen)

    async def execute_query_one_async(self, _query: str, **_more: Any) -> dict[str, int]:
        return {"last": self.seen.pop(0)}


def test_workers_of_an_earlier_start_are_not_taken_for_the_new_one() -> None:
    queue = _Queue(7, 7, 7, 8, 9)
    app: Any = queue
    told: list[list[int]] = []

    async def begin() -> None:
        before = await last_worker(app)
        await tell_when_beating(app, after=before, tell=lambda: told.append([*queue.seen]))

    asyncio.run(begin())

    assert told == [[9]]
