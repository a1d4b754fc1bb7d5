"""Makes a database ready for the code: roles, migrations, grants. Runs as the owner."""

from django.core.management import call_command
from django.db import connections

from province.foundation.db.roles import SERVING_ROLE, grant_serving_role


def make_serving_role(*, alias: str, password: str | None) -> None:
    """Make the serving role where the owner may, and set its password where one is given."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SERVING_ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {SERVING_ROLE} LOGIN")
        if password:
            cursor.execute(
                "SELECT format('ALTER ROLE %%I LOGIN PASSWORD %%L', %s::text, %s::text)",
                [SERVING_ROLE, password],
            )
            row = cursor.fetchone()
            assert row is not None  # noqa: S101 -- SELECT of an expression has one row
            cursor.execute(row[0])


def prepare(*, alias: str, password: str | None = None, verbosity: int = 0) -> None:
    """Bring the database to what the code expects."""
    make_serving_role(alias=alias, password=password)
    call_command("migrate", database=alias, interactive=False, verbosity=verbosity)
    grant_serving_role(connections[alias])
