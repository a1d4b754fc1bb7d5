"""Telling somebody something: once, in the house and by the channels that reach them."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from province.foundation.jobs.queue import enqueue
from province.foundation.messages.contracts import Channel
from province.foundation.messages.sending import channels_open
from province.kernel.notices import rules
from province.kernel.notices.contracts import (
    NoticeKind,
    Recipient,
    SendingState,
    Telling,
)
from province.kernel.notices.models import Notice, Sending
from province.kernel.notices.queries.ways import Ways, ways_to
from province.kernel.notices.queries.wordings import worded
from province.kernel.notices.registries import NOTICE_KINDS


@transaction.atomic
def tell(*, telling: Telling, to: Iterable[Recipient], now: datetime) -> int:
    """Tell each reader once, and queue what leaves the house; return how many were told now.

    :raises KeyError: nobody registered this kind of notice.
    :raises ValueError: a value of the kind is missing.
    """
    kind = NOTICE_KINDS.get(telling.kind)
    missing = set(kind.values) - set(telling.values)
    if missing:
        raise ValueError(f"{kind.key} needs {', '.join(sorted(missing))}")
    told, ways = 0, None
    readers = tuple(
        (recipient, reader) for recipient in dict.fromkeys(to) if (reader := _reader(recipient))
    )
    for recipient, reader in readers:
        notice, is_new = Notice.objects.get_or_create(
            kind=kind.key,
            source=telling.source,
            reader=reader,
            defaults={
                "official_id": recipient.official_id,
                "party_id": recipient.party_id,
                "values": dict(telling.values),
                "link": telling.link,
                "case_id": telling.case_id,
                "created_at": now,
                "read_at": now if telling.is_quiet else None,
            },
        )
        if is_new:
            told += 1
            ways = ways or ways_to(kind=kind, readers=readers)
            _queue(notice, kind, recipient, ways)
    return told


def _reader(recipient: Recipient) -> str:
    """Name a reader within an occasion; of a stranger only a digest of the addresses."""
    if recipient.official_id is not None:
        return f"official:{recipient.official_id}"
    if recipient.party_id is not None:
        return f"party:{recipient.party_id}"
    given = f"{recipient.email}\n{recipient.phone}".strip()
    return f"by:{hashlib.sha256(given.encode()).hexdigest()[:32]}" if given else ""


def _queue(notice: Notice, kind: NoticeKind, recipient: Recipient, ways: Ways) -> None:
    now = notice.created_at
    rows = Sending.objects.bulk_create(
        Sending(
            notice=notice,
            channel=channel,
            address=address,
            subject=subject,
            text=text,
            state=SendingState.QUEUED,
            next_try_at=now,
            created_at=now,
        )
        for channel, address, subject, text in _messages(
            notice, kind, ways.to(recipient, notice.reader), ways
        )
    )
    for row in rows:
        enqueue("notices.send", sending=row.pk)


def _messages(
    notice: Notice, kind: NoticeKind, recipient: Recipient, ways: Ways
) -> Iterator[tuple[Channel, str, str, str]]:
    """Give what leaves by the channels that are open and reach this reader."""
    is_open = channels_open()
    wording = worded(
        kind=kind, versions=ways.versions, language=recipient.language, at=notice.created_at
    )
    title = rules.one_line(rules.filled(str(wording.title), notice.values))
    text = rules.filled(str(wording.text), notice.values)
    sms = rules.for_sms(rules.filled(str(wording.sms), notice.values))
    if notice.link:
        text = f"{text}\n\n{settings.BASE_URL}{notice.link}"
    if recipient.email and Channel.EMAIL in is_open:
        yield Channel.EMAIL, recipient.email, title, text
    if recipient.phone and sms and Channel.SMS in is_open:
        yield Channel.SMS, recipient.phone, "", sms
