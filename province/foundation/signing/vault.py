"""Keeps private keys: under the vault's key, and under a person's PIN where there is one."""

import base64
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SALT_BYTES: Final = 16
KEY_BYTES: Final = 32
BLOCK: Final = 8


class WrongSecretError(Exception):
    """The PIN does not open this."""


class WrongVaultError(Exception):
    """The secret was put in with another vault key: a fault of the install, not of a person."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A secret behind a PIN and the vault."""

    salt: bytes
    ciphertext: bytes


def put_into_vault(*, secret: bytes) -> bytes:
    """Encrypt a secret of the house itself."""
    return _vault().encrypt(secret)


def take_from_vault(*, ciphertext: bytes) -> bytes:
    """Decrypt a secret of the house itself.

    :raises WrongVaultError: it was put in with another vault key.
    """
    try:
        return _vault().decrypt(ciphertext)
    except InvalidToken:
        raise WrongVaultError from None


def lock_with_pin(*, secret: bytes, pin: str) -> Locked:
    """Encrypt a secret so that both the PIN and the vault's key are needed."""
    salt = secrets.token_bytes(SALT_BYTES)
    inner = Fernet(_key_of(pin, salt)).encrypt(secret)
    return Locked(salt=salt, ciphertext=put_into_vault(secret=inner))


def open_with_pin(*, locked: Locked, pin: str) -> bytes:
    """Decrypt a secret of a person.

    :raises WrongSecretError: the PIN is wrong.
    :raises WrongVaultError: it was put in with another vault key.
    """
    inner = take_from_vault(ciphertext=locked.ciphertext)
    try:
        return Fernet(_key_of(pin, locked.salt)).decrypt(inner)
    except InvalidToken:
        raise WrongSecretError from None


def vault_key_is_fit() -> bool:
    """Tell whether the setting holds a usable key."""
    try:
        _vault()
    except ImproperlyConfigured:
        return False
    return True


def _vault() -> Fernet:
    try:
        return Fernet(settings.VAULT_KEY)
    except ValueError as error:
        raise ImproperlyConfigured(
            "VAULT_KEY must be 32 random bytes in url-safe base64"
        ) from error


def _key_of(pin: str, salt: bytes) -> bytes:
    derived = Scrypt(salt=salt, length=KEY_BYTES, n=settings.PIN_COST, r=BLOCK, p=1).derive(
        pin.encode()
    )
    return base64.urlsafe_b64encode(derived)
