"""Tidies up at night."""

from django.conf import settings
from django.utils import timezone

from province.foundation.housekeeping.tidying import tidy_up
from province.foundation.jobs.queue import job, periodic


@periodic("40 2 * * *")
@job("housekeeping.tidy_up", lock="housekeeping.tidy_up")
def tidy_up_at_night(**_later: object) -> None:
    """Delete what technique no longer needs."""
    tidy_up(now=timezone.now(), days=settings.KEEP_DAYS)
