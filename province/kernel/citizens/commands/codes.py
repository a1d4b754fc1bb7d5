"""Makes codes, sends them and judges what is typed in; a code works once."""

import hmac
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from province.foundation.db.locks import locked
from province.foundation.jobs.queue import enqueue
from province.foundation.messages.contracts import Channel, Message
from province.foundation.signing.vault import put_into_vault, take_from_vault
from province.foundation.throttling.counting import count_visit
from province.kernel.citizens import rules
from province.kernel.citizens.contracts import CodeOutcome, Contact, ContactKind
from province.kernel.citizens.errors import ContactChannelOffError
from province.kernel.citizens.models import OneTimeCode

CHANNELS = {ContactKind.EMAIL: Channel.EMAIL, ContactKind.PHONE: Channel.SMS}
SEND_JOB = "citizens.send_code"


def kinds_open() -> frozenset[ContactKind]:
    """Return to what kinds of contacts a code can be sent in this install now."""
    from province.foundation.messages.sending import channels_open  # noqa: PLC0415 -- slow to load

    opened = channels_open()
    return frozenset(kind for kind, channel in CHANNELS.items() if channel in opened)


def make_code(*, contact: Contact, code: str, language: str, now: datetime) -> int:
    """Keep a code and have it sent; return its id. Whether an account is there plays no part.

    :raises ContactChannelOffError: nothing can be sent to such a contact.
    :raises TooManyError: this contact has got too many codes within the hour.
    """
    if contact.kind not in kinds_open():
        raise ContactChannelOffError
    count_visit(
        address=contact.subject,
        name="code_target",
        most=rules.CODES_PER_HOUR,
        seconds=rules.HOUR,
        now=now,
    )
    with transaction.atomic():
        row = OneTimeCode.objects.create(
            subject=contact.subject,
            digest="",
            ciphertext=put_into_vault(secret=code.encode()),
            expires_at=now + rules.VALID_FOR,
        )
        row.digest = _digest(row.pk, code)
        row.save(update_fields=["digest"])
        enqueue(SEND_JOB, code_id=row.pk, language=language)
    return row.pk


def send_code(*, code_id: int, language: str, now: datetime) -> None:
    """Send a code to its contact and forget it; only the digest stays.

    :raises NotDeliveredError: it was not taken now; the job tries again.
    """
    from province.foundation.messages.sending import send  # noqa: PLC0415 -- slow to load

    row = OneTimeCode.objects.filter(pk=code_id, spent_at__isnull=True, expires_at__gt=now).first()
    if row is None or not row.ciphertext:
        return
    contact = rules.contact_in(row.subject)
    code = take_from_vault(ciphertext=bytes(row.ciphertext)).decode()
    with override(language):
        subject = _("Mã đăng nhập Tỉnh Số")
        text = _(
            "%(code)s là mã đăng nhập Tỉnh Số của bạn, dùng trong 10 phút. "
            "Không đưa mã này cho ai, kể cả cán bộ. Nếu bạn không xin mã, hãy bỏ qua tin này."
        ) % {"code": code}
    send(
        Message(
            channel=CHANNELS[contact.kind],
            to=contact.value,
            subject=subject,
            text=text,
            key=f"citizens.code.{code_id}",
        )
    )
    OneTimeCode.objects.filter(pk=code_id).update(ciphertext=b"")


@transaction.atomic
def judge_code(*, code_id: int, typed: str, now: datetime) -> tuple[CodeOutcome, str]:
    """Judge what was typed in; return the contact's subject with the right code.

    It answers and does not refuse, because a refusal would undo the count of tries.
    """
    row = locked(OneTimeCode.objects.filter(pk=code_id)).first()
    if (
        row is None
        or row.spent_at is not None
        or row.expires_at <= now
        or row.tries >= rules.MOST_TRIES
    ):
        return CodeOutcome.GONE, ""
    if not hmac.compare_digest(_digest(row.pk, rules.plain_code(typed)), row.digest):
        row.tries += 1
        row.save(update_fields=["tries"])
        gone = row.tries >= rules.MOST_TRIES
        return (CodeOutcome.GONE if gone else CodeOutcome.WRONG), ""
    row.spent_at, row.ciphertext = now, b""
    row.save(update_fields=["spent_at", "ciphertext"])
    return CodeOutcome.RIGHT, row.subject


def forget_codes(*, now: datetime) -> int:
    """Delete codes whose time is over, with the contacts they went to; return how many."""
    return OneTimeCode.objects.filter(expires_at__lte=now).delete()[0]


def _digest(code_id: int, code: str) -> str:
    said = f"{code_id}|{code}"
    return salted_hmac("province.citizens.code", said, algorithm="sha256").hexdigest()
