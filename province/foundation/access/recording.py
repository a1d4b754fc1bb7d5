"""The one way to write down that somebody looked at a person's data."""

from collections.abc import Iterable
from datetime import datetime

from province.foundation.access.models import AccessEntry
from province.foundation.identity.actors import Actor

CONNECTION = "access"


def record_access(  # noqa: PLR0913 -- each is one column of the record
    *,
    actor: Actor,
    party_ids: Iterable[int],
    what: str,
    purpose: str,
    now: datetime,
    case_id: int | None = None,
) -> None:
    """Write one row per person, on its own connection; nothing for a look at oneself."""
    AccessEntry.objects.using(CONNECTION).bulk_create(
        AccessEntry(
            party_id=party_id,
            case_id=case_id,
            account_id=actor.account_id,
            actor=actor.key,
            on_post_id=actor.acting_post,
            purpose=purpose,
            what=what,
            seen_at=now,
        )
        for party_id in sorted(set(party_ids))
        if party_id != actor.party_id
    )
