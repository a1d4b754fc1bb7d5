"""Waiting for a start, or a stop, that somebody else has begun."""

from launcher.locks import is_held
from launcher.output import say
from launcher.places import Places
from launcher.sentences import Sentence
from launcher.state import State, read_state
from launcher.waiting import until

LONGEST_FIRST_START = 1800.0
PAUSE = 0.2


def wait_for_other_start(places: Places) -> State | None:
    """Wait until the install that somebody else starts is ready, and return its state.

    None when nobody holds the install any more: that start failed, or it was a stop.
    """
    if read_state(places) is None:
        say(Sentence.ALREADY_STARTING)

    def is_settled() -> bool:
        return read_state(places) is not None or not is_held(places.supervisor_lock)

    until(is_settled, seconds=LONGEST_FIRST_START, pause=PAUSE)
    return read_state(places) if is_held(places.supervisor_lock) else None
