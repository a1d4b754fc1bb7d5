"""Registers passkeys and judges what they sign; the algorithm is that of the library fido2."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal
from province.kernel.factors import rules
from province.kernel.factors.commands.setting_up import (
    forget_codes_of_nothing,
    keep_first_codes,
    refuse_last,
)
from province.kernel.factors.commands.tries import locked_tries
from province.kernel.factors.errors import (
    NoFactorError,
    PasskeyNameError,
    PasskeyRefusedError,
    TooManyPasskeysError,
)
from province.kernel.factors.models import AppSecret, Passkey
from province.kernel.org import public as org

if TYPE_CHECKING:
    from fido2.server import Fido2Server

ADDED = register_action("factors.passkey_added", _("Thêm khóa đăng nhập"))
REMOVED = register_action("factors.passkey_removed", _("Gỡ khóa đăng nhập"))
COPIED = register_action(
    "factors.passkey_copied", _("Từ chối khóa đăng nhập có dấu hiệu bị sao chép")
)
HOUSE = _("Tỉnh Số")


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys are asked for: the host they are bound to, and the exact origin."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What the browser is asked (JSON), and what the server's session keeps until it answers."""

    options: str
    state: Mapping[str, Any]


def ask_for_new(
    *, actor: Actor, place: Place, challenge: bytes, fresh_handle: bytes, now: datetime
) -> Ceremony:
    """Return what the browser is asked to make a new passkey of the actor.

    :raises TooManyPasskeysError: the account has ten.
    """
    from fido2.webauthn import (  # noqa: PLC0415 -- slow to load
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    rows = list(Passkey.objects.filter(account_id=actor.account_id or 0).order_by("pk"))
    if len(rows) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeysError
    handle = bytes(rows[0].user_handle) if rows else fresh_handle
    username = org.standing(account_id=actor.account_id or 0, at=now).username
    options, state = _server(place).register_begin(
        PublicKeyCredentialUserEntity(
            id=handle, name=username, display_name=actor.name or username
        ),
        credentials=[_credential(row) for row in rows],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=challenge,
    )
    return Ceremony(json.dumps(dict(options)), {**state, "handle": handle.hex()})


@transaction.atomic
def add_passkey(  # noqa: PLR0913 -- the two halves of the ceremony, a name, first codes
    *,
    actor: Actor,
    place: Place,
    state: Mapping[str, Any],
    answer: str,
    name: str,
    codes: Sequence[str],
    now: datetime,
) -> bool:
    """Keep a new passkey; tell whether the recovery codes were taken as the account's first set.

    :raises PasskeyNameError: the name is empty or longer than sixty letters.
    :raises PasskeyRefusedError: the answer does not hold, or the passkey is known.
    :raises TooManyPasskeysError: the account has ten.
    """
    label = normal(name)
    if not label or len(label) > rules.LONGEST_NAME:
        raise PasskeyNameError
    account_id = actor.account_id or 0
    locked_tries(account_id=account_id)
    if Passkey.objects.filter(account_id=account_id).count() >= rules.MOST_PASSKEYS:
        raise TooManyPasskeysError
    made = _registered(place, state, answer)
    try:
        with transaction.atomic():
            Passkey.objects.create(
                account_id=account_id,
                credential_id=made.credential_data.credential_id,
                credential_data=bytes(made.credential_data),
                user_handle=bytes.fromhex(state["handle"]),
                sign_count=made.counter,
                name=label,
                created_at=now,
            )
    except IntegrityError:
        raise PasskeyRefusedError from None
    record(actor=actor, action=ADDED, target=actor.key, changes={"name": label})
    return keep_first_codes(account_id=account_id, codes=codes)


def ask_for_known(*, place: Place, challenge: bytes, account_id: int | None) -> Ceremony:
    """Return what the browser is asked: a passkey of this account, or any that it has (None).

    Who signs in with nothing else must be recognised by the device (PIN, finger, face).
    """
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415 -- slow to load

    rows = Passkey.objects.filter(account_id=account_id).order_by("pk") if account_id else ()
    verification = (
        UserVerificationRequirement.PREFERRED
        if account_id
        else UserVerificationRequirement.REQUIRED
    )
    options, state = _server(place).authenticate_begin(
        [_credential(row) for row in rows] or None,
        user_verification=verification,
        challenge=challenge,
    )
    return Ceremony(json.dumps(dict(options)), dict(state))


@transaction.atomic
def pass_with_passkey(
    *,
    place: Place,
    state: Mapping[str, Any],
    answer: str,
    account_id: int | None,
    now: datetime,
) -> int | None:
    """Judge what a passkey signed; return whose it is, None when it does not hold.

    It answers and does not refuse, because a refusal would undo the audit of a copied passkey.
    """
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415 -- slow to load

    try:
        said = AuthenticationResponse.from_dict(json.loads(answer))
        row = locked(Passkey.objects.filter(credential_id=said.raw_id)).first()
        if row is None or account_id not in {None, row.account_id}:
            return None
        handle = said.response.user_handle
        if (handle or account_id is None) and handle != bytes(row.user_handle):
            return None
        _server(place).authenticate_complete(state, [_credential(row)], said)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    counter = said.response.authenticator_data.counter
    if row.sign_count and counter <= row.sign_count:
        owner = Actor(account_id=row.account_id)
        record(actor=owner, action=COPIED, target=owner.key, changes={"name": row.name})
        return None
    row.sign_count, row.last_used_at = counter, now
    row.save(update_fields=["sign_count", "last_used_at"])
    return row.account_id


@transaction.atomic
def remove_passkey(*, actor: Actor, passkey_id: int, password: str, now: datetime) -> None:
    """Take one of the actor's passkeys out of use.

    :raises WrongPasswordError: the password is not right.
    :raises NoFactorError: the actor has no such passkey.
    :raises FactorNeededError: it is the last second step and the account's role needs one.
    """
    account_id = org.check_own_password(actor=actor, password=password)
    locked_tries(account_id=account_id)
    rows = Passkey.objects.filter(account_id=account_id)
    row = rows.filter(pk=passkey_id).first()
    if row is None:
        raise NoFactorError
    app = AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=False)
    other = rows.exclude(pk=passkey_id).exists() or app.exists()
    refuse_last(account_id=account_id, other=other, now=now)
    row.delete()
    forget_codes_of_nothing(account_id=account_id)
    record(actor=actor, action=REMOVED, target=actor.key, changes={"name": row.name})


def _server(place: Place) -> "Fido2Server":
    from fido2.server import Fido2Server  # noqa: PLC0415 -- slow to load
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415 -- slow to load

    house = PublicKeyCredentialRpEntity(id=place.host, name=str(HOUSE))
    return Fido2Server(house, verify_origin=lambda origin: origin == place.origin)


def _credential(row: Passkey) -> Any:
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 -- slow to load

    return AttestedCredentialData(bytes(row.credential_data))


def _registered(place: Place, state: Mapping[str, Any], answer: str) -> Any:
    """Return what the browser made.

    :raises PasskeyRefusedError: it does not hold.
    """
    try:
        made = _server(place).register_complete(state, json.loads(answer))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PasskeyRefusedError from None
    return made
