"""What somebody decides on two rows that look like one person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.kernel.parties import permissions
from province.kernel.parties.errors import (
    MayNotFindDuplicatesError,
    PartyNotFoundError,
    ReasonNeededError,
)
from province.kernel.parties.models import DeclaredDifferent, Party

LONGEST_REASON = 300
DIFFERENT = register_action(
    "parties.declared_different", _("Ghi hai dòng trong sổ không phải một người")
)


@transaction.atomic
def declare_different(
    *, actor: Actor, one_id: int, other_id: int, reason: str, now: datetime
) -> None:
    """Remember that two rows are two people; saying so twice is once.

    :raises MayNotFindDuplicatesError: the actor does not look for duplicates.
    :raises ReasonNeededError: no reason is given, or one too long.
    :raises PartyNotFoundError: one of them does not exist, or both are one.
    """
    if permissions.FIND_DUPLICATES not in actor.abilities:
        raise MayNotFindDuplicatesError
    said = reason.strip()
    if not said or len(said) > LONGEST_REASON:
        raise ReasonNeededError
    first, second = sorted((one_id, other_id))
    if Party.objects.filter(pk__in={first, second}).count() != 2:  # noqa: PLR2004 -- a pair
        raise PartyNotFoundError
    _row, is_new = DeclaredDifferent.objects.get_or_create(
        one_id=first, other_id=second, defaults={"reason": said, "by": actor.key, "at": now}
    )
    if is_new:
        record(
            actor=actor,
            action=DIFFERENT,
            target=f"party:{first}",
            changes={"other": second, "reason": said},
        )
