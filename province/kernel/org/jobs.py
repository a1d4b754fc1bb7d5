"""Background doors of org."""

from typing import Any

from django.utils import timezone

from province.foundation.jobs.queue import job, periodic
from province.kernel.org.commands import sessions


@periodic("20 2 * * *")
@job("org.forget_ended_sessions")
def forget_ended_sessions(**_later: Any) -> None:
    """Delete what is known of sessions that have ended."""
    sessions.forget_ended(now=timezone.now())
