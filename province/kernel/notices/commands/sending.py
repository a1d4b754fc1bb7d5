"""Messages leave, are tried again, and are given up; an administrator sends one anew."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.jobs.queue import enqueue
from province.foundation.logs.masking import masked
from province.foundation.messages import sending as messages
from province.foundation.messages.contracts import Channel, Message
from province.foundation.messages.errors import (
    AddressRefusedError,
    ChannelOffError,
    NotDeliveredError,
)
from province.kernel.notices import permissions, rules
from province.kernel.notices.contracts import SendingState
from province.kernel.notices.errors import (
    MayNotSeeSentError,
    SendingNotFoundError,
    SentAlreadyError,
)
from province.kernel.notices.models import WAITING, Sending

FORGOTTEN = "•••"
SENT_AGAIN = register_action("notices.sent_again", _("Cho gửi lại một tin đã thôi thử"))


@transaction.atomic
def send_now(*, sending_id: int, now: datetime) -> SendingState | None:
    """Try one message whose time has come; nothing when it left, rests, or is just being tried.

    The row stays locked while the message leaves: of two workers one sends it. A worker that dies
    after the receiver took it sends again, under the same key.
    """
    row = (
        Sending.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
        .filter(pk=sending_id, state__in=WAITING, next_try_at__lte=now)
        .first()
    )
    if row is None:
        return None
    row.attempts, row.why = row.attempts + 1, ""
    try:
        messages.send(
            Message(
                channel=Channel(row.channel),
                to=row.address,
                subject=row.subject,
                text=row.text,
                key=f"notice-{row.pk}",
            )
        )
    except AddressRefusedError as refusal:
        row.state, row.next_try_at, row.why = SendingState.REFUSED, None, masked(refusal.why)[:100]
    except (NotDeliveredError, ChannelOffError) as refusal:
        pause = rules.pause_after(row.attempts)
        row.state = SendingState.GIVEN_UP if pause is None else SendingState.FAILED
        row.next_try_at = None if pause is None else now + pause
        why = refusal.why if isinstance(refusal, NotDeliveredError) else refusal.code
        row.why = masked(why)[:100]
    else:
        row.state, row.sent_at, row.next_try_at = SendingState.SENT, now, None
    row.save(update_fields=["attempts", "state", "next_try_at", "why", "sent_at"])
    return SendingState(row.state)


def retry_due(*, now: datetime, limit: int = 200) -> int:
    """Ask for every message whose time has come again; return how many."""
    due = Sending.objects.filter(state__in=WAITING, next_try_at__lte=now)
    found = list(due.order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit])
    for sending_id in found:
        enqueue("notices.send", sending=sending_id)
    return len(found)


@transaction.atomic
def send_again(*, actor: Actor, sending_id: int, now: datetime) -> None:
    """Let a message that was given up or refused be tried anew.

    :raises MayNotSeeSentError: the actor may not.
    :raises SendingNotFoundError: there is no such message, or its text is gone.
    :raises SentAlreadyError: it left, or waits for its turn.
    """
    if not actor.can(permissions.SEND_AGAIN):
        raise MayNotSeeSentError
    row = locked(Sending.objects.filter(pk=sending_id)).first()
    if row is None or row.text == FORGOTTEN:
        raise SendingNotFoundError
    if row.state not in {SendingState.GIVEN_UP, SendingState.REFUSED}:
        raise SentAlreadyError
    row.state, row.attempts, row.next_try_at, row.why = SendingState.QUEUED, 0, now, ""
    row.save(update_fields=["state", "attempts", "next_try_at", "why"])
    record(actor=actor, action=SENT_AGAIN, target=f"sending:{row.pk}", changes={})
    enqueue("notices.send", sending=row.pk)


def forget_texts(*, now: datetime) -> int:
    """Take text and address out of messages that were over long ago; return how many.

    That something was sent, when and with what end stays.
    """
    before = now - timedelta(days=settings.KEEP_DAYS["messages"])
    old = Sending.objects.filter(created_at__lt=before).exclude(state__in=WAITING)
    return old.exclude(text=FORGOTTEN).update(address=FORGOTTEN, subject="", text=FORGOTTEN)
