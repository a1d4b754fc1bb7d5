"""Keeps the dossier's row, where lists and tracking read, beside what happens in its case."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop.commands.locking import carry_clock, lock_dossier
from province.contexts.one_stop.models import Dossier
from province.foundation.identity.actors import job_actor

FOLLOWER = "one_stop.follow_clock"


@transaction.atomic
def follow_clock(*, case_id: int, now: datetime) -> None:
    """Write the legal clock of a case into its dossier again; as often as one likes."""
    found = Dossier.objects.filter(case_id=case_id).values_list("pk", flat=True).first()
    if found is None:
        return
    dossier = lock_dossier(dossier_id=found)
    carry_clock(actor=job_actor(FOLLOWER), dossier=dossier, now=now)
    dossier.save()
