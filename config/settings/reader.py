"""The one reader of the environment."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parents[2]


LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class MissingSettingError(Exception):
    """A setting that must come from the environment is not there."""


class WrongSettingError(Exception):
    """A setting says what cannot be, or what would give a secret away."""


def text(name: str, default: str | None = None) -> str:
    """Return a setting.

    :raises MissingSettingError: it has no default and is not set.
    """
    value = os.environ.get(name, default)
    if value is None:
        msg = f"{name} is not set; ./tinhso sets it, see docs/operations.md"
        raise MissingSettingError(msg)
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes-or-no setting."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def one_of(name: str, allowed: Sequence[str]) -> str:
    """Return a setting that is one of few words; the first of them when nobody set it.

    :raises WrongSettingError: it is another word.
    """
    value = text(name, allowed[0])
    if value not in allowed:
        msg = f"{name} is none of {', '.join(allowed)}; see docs/operations.md"
        raise WrongSettingError(msg)
    return value


def safe_address(name: str, url: str) -> str:
    """Return an address to which a secret may go: encrypted, or on this machine; or none at all.

    :raises WrongSettingError: what goes there could be read on the way.
    """
    if url:
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            msg = f"{name} would be reached without encryption; see docs/operations.md"
            raise WrongSettingError(msg)
    return url


def database(url: str) -> dict[str, object]:
    """Return Django's words for ``postgresql://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", "") or parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
