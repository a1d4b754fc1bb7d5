"""Who stands at the counter: the person of a card, and their dossiers that the officer may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.views import DossierRow
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.desk import row_of
from province.foundation.access.recording import record_access
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold
from province.kernel.parties import public as parties

PURPOSE = "Quét thẻ căn cước tại quầy: xem hồ sơ của người này"


@dataclass(frozen=True, slots=True)
class PersonAtCounter:
    """What the office knows of the person of a card.

    ``has_other_name``: the register has this number under another name; their dossiers are then
    not shown, for this is perhaps not their person. ``has_more``: there are older dossiers.
    """

    is_known: bool = False
    has_other_name: bool = False
    rows: tuple[DossierRow, ...] = ()
    has_more: bool = False


def person_at_counter(
    *, actor: Actor, number: str, full_name: str, limit: int, now: datetime
) -> PersonAtCounter:
    """Return the newest dossiers of the person of a card, and write down that they were looked at.

    Those they filed and those that are for them, where the actor sees dossiers.

    :raises MayNotError: the actor's role sees no dossiers.
    """
    if not actor.can(permissions.SEE_DOSSIERS):
        raise MayNotError
    party_id = parties.party_of_number(number=number)
    if party_id is None:
        return PersonAtCounter()
    record_access(
        actor=actor, party_ids=[party_id], what="one_stop.person", purpose=PURPOSE, now=now
    )
    name = parties.party_names(ids=[party_id])[party_id]
    if fold(name) != fold(full_name):
        return PersonAtCounter(is_known=True, has_other_name=True)
    own = Q(applicant_id=party_id) | Q(beneficiary_id=party_id)
    rows = Dossier.objects.visible_to(actor).filter(own).order_by("-pk")[: limit + 1]
    found = tuple(row_of(row=row) for row in rows)
    return PersonAtCounter(is_known=True, rows=found[:limit], has_more=len(found) > limit)
