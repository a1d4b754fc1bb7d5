"""Background doors of forms."""

from django.utils import timezone

from province.foundation.jobs.queue import job, periodic
from province.kernel.forms.public import expire_drafts


@periodic("17 3 * * *")
@job("forms.expire_drafts", lock="forms.expire_drafts")
def remove_expired_drafts(**_later: object) -> None:
    """Remove drafts that nobody touched for 30 days."""
    expire_drafts(now=timezone.now())
