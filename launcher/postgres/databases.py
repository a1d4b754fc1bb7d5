"""The addresses of the two roles: on our own server, or on the one that DATABASE_URL names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from launcher import programs
from launcher.errors import RefusalError
from launcher.places import Places
from launcher.postgres.server import SUPERUSER, url_of
from launcher.refusals import Refusal
from launcher.secrets import Secrets

OWNER = "tinhso_owner"
APP = "tinhso_app"
DATABASE = "tinhso"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The same database as its two roles reach it."""

    owner: str
    app: str


def _with_user(url: str, *, user: str, password: str) -> str:
    """Return the address of the same database for another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user)}:{quote(password, safe='')}@{place}"))


def given_addresses(environment: Mapping[str, str], *, secrets: Secrets) -> Addresses | None:
    """Return the addresses on the server that DATABASE_URL names; none when it names none.

    :raises RefusalError: when it is no address of a PostgreSQL database.
    """
    url = environment.get("DATABASE_URL")
    if not url:
        return None
    if urlsplit(url).scheme not in {"postgres", "postgresql"} or not urlsplit(url).path.strip("/"):
        raise RefusalError(Refusal.DATABASE_URL_WRONG)
    own = _with_user(url, user=APP, password=secrets.app_password)
    return Addresses(owner=url, app=environment.get("TINHSO_APP_DATABASE_URL") or own)


def own_addresses(*, sockets: Path, secrets: Secrets) -> Addresses:
    """Return the addresses on the server that we started with its socket in this folder."""

    def address(user: str, password: str) -> str:
        return url_of(user=user, password=password, sockets=sockets, database=DATABASE)

    return Addresses(
        owner=address(OWNER, secrets.owner_password), app=address(APP, secrets.app_password)
    )


@dataclass(frozen=True, slots=True)
class Access:
    """The roles of a database and how to make them; on our own server its socket says how."""

    addresses: Addresses
    secrets: Secrets
    own_sockets: Path | None
    is_for_tests: bool = False


def _admin(access: Access) -> str:
    """Return the address under which roles are made."""
    if access.own_sockets is None:
        return access.addresses.owner
    return url_of(
        user=SUPERUSER,
        password=access.secrets.postgres_password,
        sockets=access.own_sockets,
        database="postgres",
    )


def ensure_roles(places: Places, access: Access, environment: Mapping[str, str]) -> None:
    """Make what is missing of roles and database.

    :raises RefusalError: when the server refuses, in its words.
    """
    wanted = {
        "admin": _admin(access),
        "is_ours": access.own_sockets is not None,
        "owner_name": OWNER,
        "owner_password": access.secrets.owner_password,
        "is_for_tests": access.is_for_tests,
        "app_name": APP,
        "app_password": access.secrets.app_password,
        "app_is_given": bool(environment.get("TINHSO_APP_DATABASE_URL")),
        "app": access.addresses.app,
        "database": DATABASE,
    }
    done = programs.attempt(
        [places.python, "-m", "launcher.postgres.roles"],
        environment=environment,
        folder=places.clone,
        sent=json.dumps(wanted),
    )
    if done.code:
        raise RefusalError(Refusal.AS_SAID, text=done.output.strip())
