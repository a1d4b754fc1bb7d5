"""Opens the account that a citizen asks for on their own."""

from datetime import datetime

from django.db import transaction

from province.foundation.audit.recording import record
from province.foundation.identity.actors import job_actor
from province.foundation.text.folding import normal
from province.kernel.org.commands.accounts import ACCOUNT_OPENED, store_new_account
from province.kernel.org.models import Account


@transaction.atomic
def open_own_account(*, username: str, display_name: str, party_id: int, now: datetime) -> int:
    """Open an account without a password for a person who proved a contact; return its id.

    :raises UsernameTakenError: the name is taken, or the person has an account.
    """
    row = Account(
        username=username,
        display_name=normal(display_name)[:160],
        party_id=party_id,
        opened_at=now,
    )
    row.set_unusable_password()
    store_new_account(row=row)
    changes = {"username": username, "party": party_id}
    actor = job_actor("sign_up")
    record(actor=actor, action=ACCOUNT_OPENED, target=f"account:{row.pk}", changes=changes)
    return row.pk
