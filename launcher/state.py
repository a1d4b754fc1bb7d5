"""What a running install tells those who ask."""

import json
from dataclasses import asdict, dataclass

from launcher.files import write_whole
from launcher.places import Places


@dataclass(frozen=True, slots=True)
class State:
    """Who runs the install, where it answers, and the environment of its programs."""

    pid: int
    url: str
    near_url: str
    mode: str
    environment: dict[str, str]


def read_state(places: Places) -> State | None:
    """Return what the install last said of itself; nothing while it starts or stops."""
    try:
        return State(**json.loads(places.state.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_state(places: Places, state: State) -> None:
    """Say that the install is ready."""
    write_whole(places.state, json.dumps(asdict(state)))


def forget_state(places: Places) -> None:
    """Say that the install is not ready, or not any more."""
    places.state.unlink(missing_ok=True)
