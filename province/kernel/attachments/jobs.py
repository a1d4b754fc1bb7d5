"""Background doors of attachments."""

from django.utils import timezone

from province.foundation.identity.actors import job_actor
from province.foundation.jobs.queue import job, periodic
from province.kernel.attachments.public import scan_waiting


@periodic("*/5 * * * *")
@job("attachments.scan_waiting", lock="attachments.scan_waiting")
def scan_waiting_contents(**_later: object) -> None:
    """Scan what came while no scanner answered."""
    scan_waiting(actor=job_actor("scanner"), now=timezone.now())
