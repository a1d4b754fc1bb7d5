"""Changes how a citizen is reached and recognised; the old address hears of it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.identity.providers import VerifiedIdentity
from province.foundation.jobs.queue import enqueue
from province.foundation.messages.contracts import Message
from province.kernel.citizens import rules
from province.kernel.citizens.commands.codes import CHANNELS
from province.kernel.citizens.errors import ContactTakenError, NotACitizenError
from province.kernel.citizens.models import Citizen, LinkedIdentity

CHANGED = register_action(
    "citizens.contact_changed", gettext_lazy("Người dân đổi điện thoại hoặc thư điện tử đăng nhập")
)
TELL_JOB = "citizens.tell_old_contact"


@transaction.atomic
def change_contact(
    *, actor: Actor, identity: VerifiedIdentity, language: str, now: datetime
) -> None:
    """Put a contact that was just proved in the place of the one of its kind, or beside the other.

    :raises NotACitizenError: the account is none that a citizen opened.
    :raises ContactTakenError: the contact has another account.
    """
    citizen = locked(Citizen.objects.filter(account_id=actor.account_id or 0)).first()
    if citizen is None:
        raise NotACitizenError
    contact = rules.contact_in(identity.subject)
    rows = LinkedIdentity.objects.filter(
        account_id=citizen.account_id,
        provider=identity.provider,
        subject__startswith=f"{contact.kind.value}:",
    )
    old = [row.subject for row in rows.exclude(subject=identity.subject)]
    rows.delete()
    try:
        with transaction.atomic():
            LinkedIdentity.objects.create(
                account_id=citizen.account_id,
                provider=identity.provider,
                subject=identity.subject,
                linked_at=now,
            )
    except IntegrityError:
        raise ContactTakenError from None
    changes = {"kind": contact.kind.value, "replaced": len(old)}
    record(actor=actor, action=CHANGED, target=actor.key, changes=changes)
    for subject in old:
        enqueue(TELL_JOB, subject=subject, language=language)


def tell_old_contact(*, subject: str, language: str) -> None:
    """Tell an address that it no longer opens an account.

    :raises NotDeliveredError: it was not taken now; the job tries again.
    """
    from province.foundation.messages.sending import send  # noqa: PLC0415 -- slow to load

    contact = rules.contact_in(subject)
    with override(language):
        title = _("Đã đổi liên hệ đăng nhập Tỉnh Số")
        text = _(
            "Địa chỉ hoặc số này không còn dùng để đăng nhập tài khoản Tỉnh Số của bạn. "
            "Nếu không phải bạn đổi, hãy gọi 1022 ngay."
        )
    send(Message(channel=CHANNELS[contact.kind], to=contact.value, subject=title, text=text))
