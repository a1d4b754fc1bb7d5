"""Opening keys with PINs, and the local authority behind them."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connections, transaction

from province.foundation.signing.contracts import KeyPair
from province.foundation.signing.vault import (
    Locked,
    WrongSecretError,
    WrongVaultError,
    open_with_pin,
    put_into_vault,
)
from province.kernel.signing import rules
from province.kernel.signing.errors import (
    ExpiredError,
    FirstPinError,
    LockedError,
    NoCredentialError,
    WrongPinError,
)
from province.kernel.signing.models import CertificateAuthority, KeyShare, SigningCredential
from province.kernel.signing.queries.credentials import PIN_CONNECTION

AUTHORITY_NAME: Final = "Tỉnh Số – CA thử nghiệm"
_COUNT_TRY = """
INSERT INTO signing_pincounter AS c (share_id, tried) VALUES (%(share_id)s, 1)
ON CONFLICT (share_id) DO UPDATE SET tried = c.tried + 1 WHERE c.tried < %(tries)s
RETURNING tried, round
"""
_FORGET_ROUND = "DELETE FROM signing_pincounter WHERE share_id = %(share_id)s AND round = %(round)s"
_FORGET_TRIES = "DELETE FROM signing_pincounter WHERE share_id = ANY(%(share_ids)s)"


def current_authority(*, now: datetime) -> CertificateAuthority:
    """Return the local authority, made at its first use; of two makers at once one wins."""
    row = CertificateAuthority.objects.filter(is_current=True).first()
    if row is not None:
        return row
    from province.foundation.signing.authority import (  # noqa: PLC0415 -- slow to load
        make_authority,
    )

    made = make_authority(name=AUTHORITY_NAME, now=now)
    try:
        with transaction.atomic():
            return CertificateAuthority.objects.create(
                name=AUTHORITY_NAME,
                root_certificate=made.root.certificate,
                root_key=put_into_vault(secret=made.root.private_key),
                stamper_certificate=made.time_stamper.certificate,
                stamper_key=put_into_vault(secret=made.time_stamper.private_key),
                made_at=now,
            )
    except IntegrityError:
        return CertificateAuthority.objects.get(is_current=True)


def usable_share(
    *, credential: SigningCredential | None, keeper_id: int, now: datetime
) -> KeyShare:
    """Return the key of a credential that its keeper may sign and seal with now.

    :raises NoCredentialError: there is no credential, or it is not entrusted to this person.
    :raises ExpiredError: the certificate's term is over.
    :raises FirstPinError: its PIN was made by somebody else, and must be changed first.
    """
    share = kept_share(credential=credential, keeper_id=keeper_id, now=now)
    if share.must_change:
        raise FirstPinError
    return share


def kept_share(*, credential: SigningCredential | None, keeper_id: int, now: datetime) -> KeyShare:
    """Return the key of a credential that its keeper has now, whoever made its PIN.

    :raises NoCredentialError: there is no credential, or it is not entrusted to this person.
    :raises ExpiredError: the certificate's term is over.
    """
    if credential is None:
        raise NoCredentialError
    share = (
        KeyShare.objects.select_related("credential__authority")
        .filter(credential=credential, official_id=keeper_id)
        .first()
    )
    if share is None:
        raise NoCredentialError
    if not rules.is_in_term(
        valid_from=credential.valid_from, valid_until=credential.valid_until, now=now
    ):
        raise ExpiredError(until=f"{credential.valid_until:%d/%m/%Y}")
    return share


def open_key(*, share: KeyShare, pin: str) -> KeyPair:
    """Open a key with its PIN.

    Each try is counted before the PIN is looked at, on a connection of its own: guesses made side
    by side, or inside a transaction that fails, count like all others. The right PIN forgives the
    tries of its own round: a lock that came about while it was being looked at stays.

    :raises LockedError: too many wrong PINs.
    :raises WrongPinError: the PIN is wrong.
    """
    counted = _count_try(share.pk)
    if counted is None:
        raise LockedError
    tried, counting = counted
    locked = Locked(salt=bytes(share.salt), ciphertext=bytes(share.ciphertext))
    try:
        secret = open_with_pin(locked=locked, pin=pin)
    except WrongSecretError:
        if left := rules.tries_left(tried=tried):
            raise WrongPinError(tries=left) from None
        raise LockedError from None
    except WrongVaultError:
        _forget_round(share.pk, counting)
        raise
    _forget_round(share.pk, counting)
    return KeyPair(private_key=secret, certificate=bytes(share.credential.certificate))


def forget_tries(*, share_ids: list[int]) -> None:
    """Start the count of wrong PINs of these keys anew."""
    with connections[PIN_CONNECTION].cursor() as cursor:
        cursor.execute(_FORGET_TRIES, {"share_ids": share_ids})


def _forget_round(share_id: int, counting: UUID) -> None:
    with connections[PIN_CONNECTION].cursor() as cursor:
        cursor.execute(_FORGET_ROUND, {"share_id": share_id, "round": counting})


def _count_try(share_id: int) -> tuple[int, UUID] | None:
    """Count one more try, and say in which round; None when all tries are used up."""
    with connections[PIN_CONNECTION].cursor() as cursor:
        cursor.execute(_COUNT_TRY, {"share_id": share_id, "tries": rules.TRIES})
        row = cursor.fetchone()
    return None if row is None else (int(row[0]), row[1])
