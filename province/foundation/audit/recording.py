"""The one way to write an audit entry."""

from collections.abc import Mapping
from typing import Any

from province.foundation.audit.catalogue import ACTIONS
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor


def record(*, actor: Actor, action: str, target: str, changes: Mapping[str, Any]) -> None:
    """Write one audit entry in the current transaction.

    :raises KeyError: the action is not in the catalogue.
    """
    ACTIONS.get(action)
    AuditEntry.objects.create(
        action=action,
        actor=actor.key,
        account_id=actor.account_id,
        on_post_id=actor.acting_post,
        target=target,
        changes=dict(changes),
    )
