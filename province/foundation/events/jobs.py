"""Delivers the outbox."""

from django.utils import timezone

from province.foundation.events.bus import deliver_waiting
from province.foundation.jobs.queue import job, periodic


@periodic("* * * * *")
@job("events.deliver", lock="events.deliver")
def deliver() -> None:
    """Hand waiting events to their subscribers."""
    while deliver_waiting(now=timezone.now()):
        pass
