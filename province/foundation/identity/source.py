"""The port through which a request learns who is acting; kernel.org plugs the real source in."""

from datetime import datetime
from typing import Protocol

from province.foundation.identity.actors import Actor


class ActorSource(Protocol):
    """Makes the actor of a signed-in account."""

    def actor_for(
        self, *, account_id: int, acting_post: int | None, staff_session: bool, now: datetime
    ) -> Actor:
        """Return the actor of this account as of now."""
        ...


_plugged: list[ActorSource] = []


def plug_actor_source(source: ActorSource) -> None:
    """Set the one source of actors, at start-up."""
    _plugged[:] = [source]


def actor_source() -> ActorSource:
    """Return the plugged source.

    :raises RuntimeError: nobody plugged one in.
    """
    if not _plugged:
        msg = "no ActorSource is plugged in: kernel.org's plugs have not been imported"
        raise RuntimeError(msg)
    return _plugged[0]
