"""The secrets of one install: made at the first start, kept in a file that only its owner reads."""

import base64
import hashlib
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import RefusalError
from launcher.files import PRIVATE, write_whole
from launcher.refusals import Refusal


def _word() -> str:
    return secrets.token_urlsafe(32)


def _long_word() -> str:
    return secrets.token_urlsafe(64)


def _key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


MAKERS: Mapping[str, Callable[[], str]] = {
    "secret_key": _long_word,
    "vault_key": _key,
    "postgres_password": _word,
    "owner_password": _word,
    "app_password": _word,
}
FINAL = {"postgres_password"}
# Given by others, never made here.
GIVEN = ("smtp_password", "sms_token")
EXPLANATION = """\
# Secrets of this install, made at its first start. Keep a copy in a safe place:
# without vault_key the signers' keys in the database cannot be read again.
# Each but postgres_password can be overridden by the environment, as TINHSO_ and its name in
# capitals; the password of the server's own administrator is given to it once and for all.
# Two lines of your own may stand here too: smtp_password (of the mail server) and sms_token.
"""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Every secret that the programs of an install share."""

    secret_key: str
    vault_key: str
    postgres_password: str
    owner_password: str
    app_password: str
    smtp_password: str = ""
    sms_token: str = ""

    @property
    def digest_of_roles(self) -> str:
        """Return what changes when the password of one of the two roles does."""
        words = f"{self.owner_password}\n{self.app_password}"
        return hashlib.sha256(words.encode()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as refusal:
        raise RefusalError(Refusal.SECRETS_BROKEN, path=path, why=refusal) from refusal
    wrong = sorted(name for name, value in kept.items() if not isinstance(value, str) or not value)
    if wrong:
        raise RefusalError(Refusal.SECRETS_BROKEN, path=path, why=", ".join(wrong))
    return kept


def _write(path: Path, kept: Mapping[str, str]) -> None:
    lines = "".join(f'{name} = "{value}"\n' for name, value in kept.items())
    write_whole(path, EXPLANATION + lines)


def load_secrets(path: Path, *, environment: Mapping[str, str]) -> Secrets:
    """Return the secrets of an install, making at the first start what is not there yet.

    :raises RefusalError: when the file cannot be understood, or a key has the wrong form.
    """
    kept = _read(path)
    made = {name: kept.get(name) or make() for name, make in MAKERS.items()}
    if made != {name: kept[name] for name in MAKERS if name in kept}:
        _write(path, {**kept, **made})
    path.chmod(PRIVATE)
    overridden = {
        name: environment.get(f"TINHSO_{name.upper()}") or value
        for name, value in made.items()
        if name not in FINAL
    }
    _check_vault_key(overridden["vault_key"], path)
    given = {
        name: environment.get(f"TINHSO_{name.upper()}") or kept.get(name, "") for name in GIVEN
    }
    return Secrets(**{**made, **overridden, **given})


def _check_vault_key(key: str, path: Path) -> None:
    try:
        size = len(base64.urlsafe_b64decode(key))
    except ValueError:
        size = 0
    if size != 32:  # noqa: PLR2004 -- the size of the key in bytes
        raise RefusalError(Refusal.VAULT_KEY_WRONG, path=path)
