"""Sets up and takes away the app that shows codes, and the recovery codes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.signing.vault import put_into_vault, take_from_vault
from province.kernel.factors import rules
from province.kernel.factors.commands.tries import (
    blocked,
    forget_failures,
    locked_tries,
    note_failure,
)
from province.kernel.factors.contracts import Answer, How, Outcome
from province.kernel.factors.errors import (
    FactorNeededError,
    NoFactorError,
    NothingPendingError,
)
from province.kernel.factors.models import AppSecret, Passkey, RecoveryCode
from province.kernel.factors.queries.state import due_at, has_second_step, pending_secret_row
from province.kernel.org import public as org

APP_SET_UP = register_action("factors.app_set_up", _("Cài ứng dụng xác thực"))
APP_REMOVED = register_action("factors.app_removed", _("Gỡ ứng dụng xác thực"))
CODES_MADE = register_action("factors.codes_made", _("Tạo bộ mã khôi phục mới"))


@transaction.atomic
def begin_app(*, actor: Actor, password: str, secret: bytes, now: datetime) -> None:
    """Keep a secret for an app until a code proves that the app has it; the password is asked.

    :raises WrongPasswordError: the password is not right.
    """
    account_id = org.check_own_password(actor=actor, password=password)
    AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=True).delete()
    if AppSecret.objects.filter(account_id=account_id).exists():
        return
    AppSecret.objects.create(
        account_id=account_id, ciphertext=put_into_vault(secret=secret), begun_at=now
    )


def pending_secret(*, actor: Actor, now: datetime) -> bytes:
    """Return the secret that is being set up, for the page that shows it to its owner.

    :raises NothingPendingError: none is, or it took too long.
    """
    row = pending_secret_row(account_id=actor.account_id or 0, now=now)
    if row is None:
        raise NothingPendingError
    return take_from_vault(ciphertext=bytes(row.ciphertext))


@transaction.atomic
def confirm_app(*, actor: Actor, code: str, codes: Sequence[str], now: datetime) -> Answer:
    """Take the app into use when it shows the right code, with a first set of recovery codes.

    The answer says how many recovery codes are there; a set that is in use stays.

    :raises NothingPendingError: nothing is being set up, or it took too long.
    """
    account_id = actor.account_id or 0
    tries = locked_tries(account_id=account_id)
    row = pending_secret_row(account_id=account_id, now=now)
    if row is None:
        raise NothingPendingError
    if (closed := blocked(tries=tries, now=now)) is not None:
        return closed
    secret = take_from_vault(ciphertext=bytes(row.ciphertext))
    step = rules.matching_step(secret=secret, code=rules.plain_code(code), at=now)
    if step is None:
        return note_failure(tries=tries, outcome=Outcome.WRONG, now=now)
    forget_failures(tries=tries)
    row.confirmed_at, row.last_step = now, step
    row.save(update_fields=["confirmed_at", "last_step"])
    record(actor=actor, action=APP_SET_UP, target=actor.key, changes={})
    left = RecoveryCode.objects.filter(account_id=account_id).count()
    if not left:
        _keep_codes(account_id, codes)
    return Answer(outcome=Outcome.PASSED, how=How.APP, codes_left=left)


@transaction.atomic
def remove_app(*, actor: Actor, password: str, now: datetime) -> None:
    """Take the app out of use; recovery codes go with the last second step.

    :raises WrongPasswordError: the password is not right.
    :raises NoFactorError: there is no app.
    :raises FactorNeededError: it is the last second step and the account's role needs one.
    """
    account_id = org.check_own_password(actor=actor, password=password)
    locked_tries(account_id=account_id)
    row = locked(AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=False))
    found = row.first()
    if found is None:
        raise NoFactorError
    refuse_last(
        account_id=account_id, other=Passkey.objects.filter(account_id=account_id).exists(), now=now
    )
    found.delete()
    forget_codes_of_nothing(account_id=account_id)
    record(actor=actor, action=APP_REMOVED, target=actor.key, changes={})


@transaction.atomic
def renew_codes(*, actor: Actor, password: str, codes: Sequence[str]) -> None:
    """Put a new set of recovery codes in the place of the old one.

    :raises WrongPasswordError: the password is not right.
    :raises NoFactorError: there is no second step that could be lost.
    """
    account_id = org.check_own_password(actor=actor, password=password)
    locked_tries(account_id=account_id)
    if not has_second_step(account_id=account_id):
        raise NoFactorError
    _keep_codes(account_id, codes)
    record(actor=actor, action=CODES_MADE, target=actor.key, changes={"codes": len(codes)})


def keep_first_codes(*, account_id: int, codes: Sequence[str]) -> bool:
    """Give an account its first set of recovery codes; tell whether it had none."""
    if RecoveryCode.objects.filter(account_id=account_id).exists():
        return False
    _keep_codes(account_id, codes)
    return True


def refuse_last(*, account_id: int, other: bool, now: datetime) -> None:
    """Keep the last second step of an account whose role needs one.

    :raises FactorNeededError: there is no other.
    """
    if not other and due_at(account_id=account_id, now=now) is not None:
        raise FactorNeededError


def forget_codes_of_nothing(*, account_id: int) -> None:
    """Delete the recovery codes of an account without a second step."""
    if not has_second_step(account_id=account_id):
        RecoveryCode.objects.filter(account_id=account_id).delete()


def code_digest(*, account_id: int, code: str) -> str:
    """Return what is kept of a recovery code."""
    said = f"{account_id}|{code}"
    return salted_hmac("province.factors.recovery", said, algorithm="sha256").hexdigest()


def _keep_codes(account_id: int, codes: Sequence[str]) -> None:
    RecoveryCode.objects.filter(account_id=account_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=account_id, digest=code_digest(account_id=account_id, code=code))
        for code in codes
    )
