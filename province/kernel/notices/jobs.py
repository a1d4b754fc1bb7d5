"""Background work on notices: one message leaves, and what waits is asked for again."""

from django.utils import timezone

from province.foundation.jobs.queue import job, periodic
from province.kernel.notices import public


@job("notices.send")
def send(*, sending: int, **_later: object) -> None:
    """Try one message."""
    public.send_now(sending_id=sending, now=timezone.now())


@periodic("* * * * *")
@job("notices.retry", lock="notices.retry")
def retry(**_later: object) -> None:
    """Ask for the messages whose time has come again."""
    public.retry_due(now=timezone.now())


@periodic("5 * * * *")
@job("notices.digest", lock="notices.digest")
def digest(**_later: object) -> None:
    """Send the daily mails whose hour has come."""
    public.send_digests(now=timezone.now())


@periodic("50 2 * * *")
@job("notices.forget_texts")
def forget_texts(**_later: object) -> None:
    """Take text and address out of old messages."""
    public.forget_texts(now=timezone.now())
