"""Looks around every five minutes."""

from django.utils import timezone

from province.foundation.health.looking import note_troubles
from province.foundation.jobs.queue import job, periodic


@periodic("*/5 * * * *")
@job("health.look", lock="health.look")
def look(**_later: object) -> None:
    """Remember what is wrong now."""
    note_troubles(now=timezone.now())
