"""The one way to wait: look, pause, look again, and give up in the end."""

import time
from collections.abc import Callable

PAUSE = 0.05


def until(is_true: Callable[[], object], *, seconds: float, pause: float = PAUSE) -> bool:
    """Wait until something is true, and tell whether it became so; look once at least."""
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
