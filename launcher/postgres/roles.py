"""Makes the two roles and the database; run by the Python of the environment, for it needs psycopg.

One role owns the tables and migrates them, the other one serves and cannot change what is final.
"""

import json
import sys
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

from launcher.errors import RefusalError
from launcher.refusals import Refusal

OLDEST = 150000
REFUSED = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must exist on the server.

    The administrator's address is a superuser's on our own server, where the owner and the database
    are made too; elsewhere it is the owner's, and only the serving role may be missing.
    """

    admin: str
    is_ours: bool
    owner_name: str
    owner_password: str
    is_for_tests: bool
    app_name: str
    app_password: str
    app_is_given: bool
    app: str
    database: str


def _exists(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None


def _has_role(connection: psycopg.Connection, name: str) -> bool:
    return _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", name)


def _set_role(
    connection: psycopg.Connection, *, name: str, password: str, rights: LiteralString = ""
) -> None:
    """Make a role that may sign in, or give it its password anew."""
    verb = sql.SQL("ALTER" if _has_role(connection, name) else "CREATE")
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN {} PASSWORD {}").format(
            verb, sql.Identifier(name), sql.SQL(rights), sql.Literal(password)
        )
    )


def _make_ours(connection: psycopg.Connection, wanted: Wanted) -> None:
    """Make both roles and the database.

    The owner may look after the serving role; for tests it may make databases too.
    """
    _set_role(
        connection,
        name=wanted.owner_name,
        password=wanted.owner_password,
        rights="CREATEROLE CREATEDB" if wanted.is_for_tests else "CREATEROLE",
    )
    _set_role(connection, name=wanted.app_name, password=wanted.app_password)
    app, owner = sql.Identifier(wanted.app_name), sql.Identifier(wanted.owner_name)
    connection.execute(sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(app, owner))
    if _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", wanted.database):
        return
    database = sql.Identifier(wanted.database)
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app))


def _make_serving_role(connection: psycopg.Connection, wanted: Wanted) -> None:
    """Make the serving role on somebody's server; an existing one keeps its password."""
    if _has_role(connection, wanted.app_name):
        return
    try:
        _set_role(connection, name=wanted.app_name, password=wanted.app_password)
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(connection.info.dbname), sql.Identifier(wanted.app_name)
            )
        )
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise RefusalError(Refusal.MAY_NOT_MAKE_ROLE, role=wanted.app_name) from refusal


def ensure_roles(wanted: Wanted) -> None:
    """Make what is missing of roles and database, and prove that the serving role can sign in.

    :raises RefusalError: when the server is too old, or a role may not be made or cannot sign in.
    """
    try:
        with psycopg.connect(wanted.admin, autocommit=True, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST:
                found = connection.info.server_version // 10000
                raise RefusalError(Refusal.POSTGRES_TOO_OLD, found=found, oldest=OLDEST // 10000)
            if wanted.is_ours:
                _make_ours(connection, wanted)
            elif not wanted.app_is_given:
                _make_serving_role(connection, wanted)
    except psycopg.OperationalError as refusal:
        raise RefusalError(Refusal.DATABASE_UNREACHABLE, why=str(refusal).strip()) from refusal
    try:
        psycopg.connect(wanted.app, connect_timeout=10).close()
    except psycopg.OperationalError as refusal:
        raise RefusalError(
            Refusal.SERVING_ROLE_REFUSED, role=wanted.app_name, why=str(refusal).strip()
        ) from refusal


def main() -> int:
    """Read what is wanted from the standard input and make it so."""
    try:
        ensure_roles(Wanted(**json.load(sys.stdin)))
    except RefusalError as refusal:
        sys.stdout.write(str(refusal))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
