"""Background work on cases: the sweeper of watched moments and the hourly anchor."""

from django.conf import settings
from django.utils import timezone

from province.foundation.identity.actors import job_actor
from province.foundation.jobs.queue import job, periodic
from province.kernel.cases import permissions, public
from province.kernel.signing import public as signing


@periodic("* * * * *")
@job("cases.sweep", lock="cases.sweep")
def sweep(**_later: object) -> None:
    """Fire the watches whose moment has come."""
    public.sweep(actor=job_actor("sweeper"), now=timezone.now())


@periodic("7 * * * *")
@job("cases.anchor", lock="cases.anchor")
def anchor(**_later: object) -> None:
    """Store the Merkle root over all journal heads, time-stamped, and export it."""
    now = timezone.now()
    public.anchor(
        actor=job_actor("anchor", permissions.ANCHOR),
        folder=settings.DATA_DIR / "anchors",
        time_stamp=None,
        stamp=lambda root: signing.time_stamp(sha256=root, now=now) if root else None,
        now=now,
    )
