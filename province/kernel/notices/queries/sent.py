"""The messages that left, or should have, for those who look after them."""

from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.foundation.paging import page_numbers
from province.kernel.notices import permissions, rules
from province.kernel.notices.contracts import (
    SendingFilter,
    SendingPage,
    SendingState,
    SendingView,
)
from province.kernel.notices.errors import MayNotSeeSentError
from province.kernel.notices.models import Sending


def sent_messages(*, actor: Actor, narrowed: SendingFilter, page: int, size: int) -> SendingPage:
    """Return a page of messages, the newest first; addresses are masked, texts are not shown.

    :raises MayNotSeeSentError: the actor does not look after messages.
    """
    if not actor.can(permissions.SEE_SENT):
        raise MayNotSeeSentError
    rows = Sending.objects.select_related("notice")
    if narrowed.state is not None:
        rows = rows.filter(state=narrowed.state)
    if narrowed.channel is not None:
        rows = rows.filter(channel=narrowed.channel)
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    start = (numbers.number - 1) * size
    return SendingPage(
        rows=tuple(_view(row) for row in rows.order_by("-pk")[start : start + size]),
        numbers=numbers,
    )


def _view(row: Sending) -> SendingView:
    return SendingView(
        id=row.pk,
        kind=row.notice.kind,
        channel=Channel(row.channel),
        address=rules.masked_address(row.address),
        state=SendingState(row.state),
        attempts=row.attempts,
        why=row.why,
        created_at=row.created_at,
        sent_at=row.sent_at,
        next_try_at=row.next_try_at,
    )
