"""Opens the account of a citizen whose contact is proved; who they are is only their own word."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor, job_actor
from province.foundation.identity.providers import VerifiedIdentity
from province.foundation.text.folding import normal
from province.kernel.citizens import rules
from province.kernel.citizens.contracts import Declared
from province.kernel.citizens.errors import ContactTakenError, DeclaredFaultyError
from province.kernel.citizens.models import Citizen, LinkedIdentity
from province.kernel.org import public as org
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PersonInput

SIGNED_UP = register_action("citizens.signed_up", _("Người dân tự mở tài khoản"))
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
REGISTRAR = job_actor("citizens", "parties.register")  # the ability that parties asks for


@transaction.atomic
def sign_up(*, identity: VerifiedIdentity, declared: Declared, username: str, now: datetime) -> int:
    """Open an account for whoever proved this identity, and return its id.

    The person is put into the register without the number that they only say: an account opened on
    one's own word never meets the data of the person who has that number.

    :raises DeclaredFaultyError: what the person says has faults.
    :raises PersonFaultyError: the name cannot be one.
    :raises ContactTakenError: the identity has an account.
    """
    _check(declared, now=now)
    name = normal(declared.full_name)
    person = PersonInput(full_name=name, birth_date=declared.birth_date)
    party_id = parties.find_or_register(actor=REGISTRAR, person=person, now=now).party_id
    account_id = org.open_own_account(
        username=username, display_name=name, party_id=party_id, now=now
    )
    Citizen.objects.create(
        account_id=account_id,
        full_name=name,
        personal_number=declared.personal_number,
        birth_date=declared.birth_date,
        assurance=identity.assurance.value,
        signed_up_at=now,
        verified_at=None,
    )
    try:
        with transaction.atomic():
            LinkedIdentity.objects.create(
                account_id=account_id,
                provider=identity.provider,
                subject=identity.subject,
                linked_at=now,
            )
    except IntegrityError:
        raise ContactTakenError from None
    owner = Actor(account_id=account_id, party_id=party_id)
    changes = {"provider": identity.provider, "assurance": identity.assurance.value}
    record(actor=owner, action=SIGNED_UP, target=owner.key, changes=changes)
    return account_id


def _check(declared: Declared, *, now: datetime) -> None:
    """Refuse what no person can be, all faults at once.

    :raises DeclaredFaultyError: at least one field is wrong.
    """
    found = []
    if not rules.is_personal_number(declared.personal_number):
        sentence = _("Số định danh cá nhân gồm đúng 12 chữ số, ghi trên thẻ căn cước.")
        found.append(FieldFault("personal_number", "not_12_digits", sentence))
    if declared.birth_date > now.astimezone(LOCAL).date():
        found.append(FieldFault("birth_date", "future", _("Ngày sinh chưa đến.")))
    if found:
        raise DeclaredFaultyError(faults=tuple(found))
