"""A worker says that it has begun to work: whoever starts the install waits for this word."""

import asyncio
from collections.abc import Callable

from procrastinate import App

LOOK_EVERY = 0.02
_LAST = "SELECT coalesce(max(id), 0) AS last FROM procrastinate_workers"


async def last_worker(app: App) -> int:
    """Return the number of the worker that has begun last; 0 when none ever has."""
    row = await app.connector.execute_query_one_async(_LAST)
    return int(row["last"])


async def tell_when_beating(app: App, *, after: int, tell: Callable[[], None]) -> None:
    """Call ``tell`` as soon as a worker later than ``after`` shows itself."""
    while await last_worker(app) <= after:  # noqa: ASYNC110 -- it is the database that knows
        await asyncio.sleep(LOOK_EVERY)
    tell()
