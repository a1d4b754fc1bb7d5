"""What administrators may do to the machinery, each act audited."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.errors import NotAllowedError
from province.foundation.events import permissions
from province.foundation.events.bus import replay
from province.foundation.identity.actors import Actor

REPLAYED = register_action("events.replayed", _("Gửi lại một sự kiện đã dừng"))


@transaction.atomic
def replay_delivery(*, actor: Actor, delivery_id: int, now: datetime) -> None:
    """Let a parked delivery be tried again.

    :raises NotAllowedError: the actor may not.
    """
    if not actor.can(permissions.REPLAY):
        raise NotAllowedError
    replay(delivery_id=delivery_id, now=now)
    record(actor=actor, action=REPLAYED, target=f"delivery:{delivery_id}", changes={})
