"""What one person filed in one sitting: same counter, same officer, same day."""

from datetime import datetime, timedelta

from province.contexts.one_stop.contracts.states import Channel, FormIssued
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.models import Dossier
from province.foundation.identity.actors import Actor

MOST = 20
_DAY = timedelta(days=1)


def sitting_of(*, actor: Actor, case_id: int, midnight: datetime) -> tuple[Dossier, ...]:
    """Return the dossiers with a receipt that were received together with this one, in their order.

    Together: of the same applicant, at the same agency, by the same officer, on the day that begins
    at ``midnight``. This one is among them when it has a receipt of that day. Two queries.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    seen = Dossier.objects.visible_to(actor)
    one = seen.filter(case_id=case_id).first()
    if one is None:
        raise DossierNotFoundError
    together = seen.filter(
        applicant_id=one.applicant_id,
        agency_id=one.agency_id,
        received_by=one.received_by,
        received_at__gte=midnight,
        received_at__lt=midnight + _DAY,
        channel=Channel.DIRECT,
        due_at__isnull=False,
        forms__form=FormIssued.RECEIPT,
    )
    return tuple(together.prefetch_related("forms").order_by("received_at", "pk")[:MOST])
