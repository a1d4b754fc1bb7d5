"""Asks until when sign-in is closed for a name after too many failures."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max


def locked_until(*, username: str, address: str, now: datetime) -> datetime:
    """Return the moment from which this name may be tried again from this address."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address)
    last: datetime | None = attempts.aggregate(last=Max("attempt_time"))["last"]
    wait: timedelta = settings.AXES_COOLOFF_TIME
    return (last or now) + wait
