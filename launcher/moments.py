"""What time it is: the launcher's one look at the clock of the wall."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in the zone of the machine."""
    return datetime.fromtimestamp(time.time(), UTC).astimezone()


def stamp() -> str:
    """Return this moment as it is kept in files."""
    return now().astimezone(UTC).isoformat(timespec="seconds")
