"""Tidies up at night, and every hour what was typed."""

from django.conf import settings
from django.utils import timezone

from province.foundation.housekeeping.tidying import tidy_up
from province.foundation.jobs.queue import job, periodic
from province.foundation.web.remarks import forget_expired


@periodic("40 2 * * *")
@job("housekeeping.tidy_up", lock="housekeeping.tidy_up")
def tidy_up_at_night(**_later: object) -> None:
    """Delete what technique no longer needs."""
    tidy_up(now=timezone.now(), days=settings.KEEP_DAYS)


@periodic("10 * * * *")
@job("housekeeping.forget_typed_words", lock="housekeeping.forget_typed_words")
def forget_typed_words(**_later: object) -> None:
    """Delete what was typed into refused forms and is shown to nobody any more."""
    forget_expired(now=timezone.now())
