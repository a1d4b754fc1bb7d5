"""Issuing, entrusting, unlocking and revoking credentials; changing a PIN."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.foundation.signing.contracts import KeyPair, Subject
from province.foundation.signing.vault import lock_with_pin
from province.kernel.signing import permissions, rules
from province.kernel.signing.commands.keys import (
    current_authority,
    forget_tries,
    kept_share,
    open_key,
    usable_share,
)
from province.kernel.signing.contracts import CredentialState, OfficialHolder, SealHolder
from province.kernel.signing.errors import (
    FirstPinError,
    MayNotManageCredentialsError,
    NoCredentialError,
    NotYourKeyError,
    WeakPinError,
)
from province.kernel.signing.models import KeyShare, SigningCredential, SigningCredentialQuerySet
from province.kernel.signing.queries.papers import authority_keys

ISSUED = register_action("signing.issued", _("Cấp chứng thư ký thử nghiệm"))
ENTRUSTED = register_action("signing.entrusted", _("Giao con dấu số cho thêm một người giữ"))
PIN_CHANGED = register_action("signing.pin_changed", _("Đổi mã PIN của khóa ký"))
UNLOCKED = register_action("signing.unlocked", _("Mở khóa ký bị khóa vì sai mã PIN"))
REVOKED = register_action("signing.revoked", _("Thu hồi chứng thư ký"))


@transaction.atomic
def issue_test_credential(  # noqa: PLR0913 -- each is one fact of the certificate
    *,
    actor: Actor,
    holder: OfficialHolder | SealHolder,
    display_name: str,
    title: str,
    pin: str,
    now: datetime,
    must_change_pin: bool = True,
) -> SigningCredential:
    """Issue a test certificate in the name of an official, or as the seal of an agency.

    A credential that the holder has already is revoked. The first PIN is made by somebody else:
    its keeper changes it before the first signature, unless it is said otherwise.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    :raises WeakPinError: the PIN is too short or too easily guessed.
    """
    from cryptography import x509  # noqa: PLC0415 -- slow to load

    from province.foundation.signing.authority import (  # noqa: PLC0415 -- slow to load
        issue_certificate,
    )

    _require_manager(actor)
    _require_fit_pin(pin)
    for old in _active_of(holder).select_for_update(no_key=True).order_by("pk"):
        _revoke(actor, old, now)
    official = holder if isinstance(holder, OfficialHolder) else None
    seal = holder if isinstance(holder, SealHolder) else None
    organisation = official.organisation if official else display_name
    authority = current_authority(now=now)
    pair = issue_certificate(
        root=authority_keys(authority=authority).root,
        subject=Subject(
            name=display_name,
            title=title,
            organisation=organisation,
            reference=_reference(holder),
        ),
        now=now,
        validity=rules.TERM,
    )
    certificate = x509.load_der_x509_certificate(pair.certificate)
    credential = SigningCredential.objects.create(
        authority=authority,
        official_id=official.official_id if official else None,
        agency_id=seal.agency_id if seal else None,
        display_name=display_name,
        title=title,
        organisation=organisation,
        serial=f"{certificate.serial_number:x}",
        certificate=pair.certificate,
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        is_test=holder.is_test,
    )
    keeper = official.official_id if official else holder.keeper_id  # type: ignore[union-attr]  # else a seal
    _give_share(credential, keeper, pair, pin, must_change=must_change_pin)
    record(
        actor=actor,
        action=ISSUED,
        target=f"credential:{credential.serial}",
        changes={"holder": _reference(holder), "keeper": keeper},
    )
    return credential


@transaction.atomic
def entrust_seal(  # noqa: PLR0913 -- two keepers with a PIN each
    *,
    actor: Actor,
    agency_id: int,
    pin: str,
    to_official_id: int,
    to_pin: str,
    now: datetime,
) -> None:
    """Let one more clerk use an agency's seal with a PIN of their own; a present keeper opens it.

    The new keeper changes this PIN before the first seal: somebody else's screen has seen it.

    :raises NoCredentialError: the agency has no seal, or the actor does not keep it.
    :raises ExpiredError: the certificate's term is over.
    :raises FirstPinError: the keeper's own PIN was made by somebody else, and is still that one.
    :raises WeakPinError: the new PIN is too short or too easily guessed.
    :raises WrongPinError: the keeper's PIN is wrong.
    :raises LockedError: the keeper's key is locked.
    """
    _require_fit_pin(to_pin)
    credential = _kept(SigningCredential.objects.active().of_agency(agency_id))
    share = usable_share(credential=credential, keeper_id=_own_id(actor), now=now)
    pair = open_key(share=share, pin=pin)
    KeyShare.objects.filter(credential=share.credential, official_id=to_official_id).delete()
    _give_share(share.credential, to_official_id, pair, to_pin, must_change=True)
    record(
        actor=actor,
        action=ENTRUSTED,
        target=f"credential:{share.credential.serial}",
        changes={"keeper": to_official_id},
    )


@transaction.atomic
def change_pin(
    *, actor: Actor, credential_id: int, old_pin: str, new_pin: str, now: datetime
) -> None:
    """Change the PIN of the actor's own key.

    :raises NoCredentialError: the actor keeps no key of this credential.
    :raises ExpiredError: the certificate's term is over.
    :raises FirstPinError: a PIN that must be changed is kept.
    :raises WeakPinError: the new PIN is too short or too easily guessed.
    :raises WrongPinError: the old PIN is wrong.
    :raises LockedError: the key is locked.
    """
    _require_fit_pin(new_pin)
    credential = _kept(SigningCredential.objects.active().filter(pk=credential_id))
    share = kept_share(credential=credential, keeper_id=_own_id(actor), now=now)
    if share.must_change and new_pin == old_pin:
        raise FirstPinError
    pair = open_key(share=share, pin=old_pin)
    locked = lock_with_pin(secret=pair.private_key, pin=new_pin)
    KeyShare.objects.filter(pk=share.pk).update(
        salt=locked.salt, ciphertext=locked.ciphertext, must_change=False
    )
    record(
        actor=actor,
        action=PIN_CHANGED,
        target=f"credential:{share.credential.serial}",
        changes={"keeper": share.official_id},
    )


@transaction.atomic
def unlock_credential(*, actor: Actor, credential_id: int) -> None:
    """Forgive the wrong PINs of all keepers of a credential.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    :raises NoCredentialError: there is no such credential in use.
    """
    credential = _managed(actor, credential_id)
    shares = KeyShare.objects.filter(credential=credential).values_list("pk", flat=True)
    record(actor=actor, action=UNLOCKED, target=f"credential:{credential.serial}", changes={})
    forget_tries(share_ids=list(shares))


@transaction.atomic
def revoke_credential(*, actor: Actor, credential_id: int, now: datetime) -> None:
    """End a credential; what was signed before stays good.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    :raises NoCredentialError: there is no such credential in use.
    """
    _revoke(actor, _managed(actor, credential_id), now)


def _require_manager(actor: Actor) -> None:
    if not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError


def _require_fit_pin(pin: str) -> None:
    if not rules.is_fit_pin(pin):
        raise WeakPinError


def _own_id(actor: Actor) -> int:
    if actor.official_id is None:
        raise NotYourKeyError
    return actor.official_id


def _active_of(holder: OfficialHolder | SealHolder) -> SigningCredentialQuerySet:
    rows = SigningCredential.objects.active()
    if isinstance(holder, OfficialHolder):
        return rows.of_official(holder.official_id)
    return rows.of_agency(holder.agency_id)


def _reference(holder: OfficialHolder | SealHolder) -> str:
    if isinstance(holder, OfficialHolder):
        return f"official:{holder.official_id}"
    return f"agency:{holder.agency_id}"


def _give_share(
    credential: SigningCredential, keeper_id: int, pair: KeyPair, pin: str, *, must_change: bool
) -> None:
    locked = lock_with_pin(secret=pair.private_key, pin=pin)
    KeyShare.objects.create(
        credential=credential,
        official_id=keeper_id,
        salt=locked.salt,
        ciphertext=locked.ciphertext,
        must_change=must_change,
    )


def _kept(rows: SigningCredentialQuerySet) -> SigningCredential | None:
    """Return the credential under a lock: one change of its keepers and PINs at a time."""
    return rows.select_for_update(no_key=True).first()


def _managed(actor: Actor, credential_id: int) -> SigningCredential:
    _require_manager(actor)
    rows = SigningCredential.objects.active().select_for_update(no_key=True)
    try:
        return rows.get(pk=credential_id)
    except SigningCredential.DoesNotExist:
        raise NoCredentialError from None


def _revoke(actor: Actor, credential: SigningCredential, now: datetime) -> None:
    credential.state = CredentialState.REVOKED
    credential.revoked_at = now
    credential.save(update_fields=["state", "revoked_at"])
    record(actor=actor, action=REVOKED, target=f"credential:{credential.serial}", changes={})
