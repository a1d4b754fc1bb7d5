"""Waiting for a start that somebody else has begun."""

import time

from launcher.errors import RefusalError
from launcher.locks import is_held
from launcher.output import say
from launcher.places import Places
from launcher.refusals import Refusal
from launcher.sentences import Sentence
from launcher.starting import State, read_state

LONGEST_FIRST_START = 1800.0
PAUSE = 0.2


def wait_for_other_start(places: Places) -> State:
    """Wait until the install that somebody else starts is ready, and return its state.

    :raises RefusalError: when that start fails or takes too long.
    """
    until = time.monotonic() + LONGEST_FIRST_START
    has_said = False
    while time.monotonic() < until:
        state = read_state(places)
        if state is not None:
            return state
        if not is_held(places.supervisor_lock):
            break
        if not has_said:
            say(Sentence.ALREADY_STARTING)
            has_said = True
        time.sleep(PAUSE)
    raise RefusalError(Refusal.OTHER_START_FAILED)
