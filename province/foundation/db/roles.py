"""Two database roles: one owns and migrates, one serves."""

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from province.foundation.db.append_only import AppendOnly

SERVING_ROLE = "tinhso_app"


def append_only_tables() -> list[str]:
    """Return the tables into which the serving role may only insert."""
    return sorted(
        model._meta.db_table  # noqa: SLF001 -- Django documents _meta as public
        for model in apps.get_models()
        if issubclass(model, AppendOnly)
    )


def grant_serving_role(connection: BaseDatabaseWrapper, *, role: str = SERVING_ROLE) -> None:
    """Give the serving role what it needs on every table; on append-only ones INSERT alone.

    Runs as the owner after every migration; it may run any number of times.
    """
    quote = connection.ops.quote_name
    name = quote(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}"
        )
        cursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}")
        existing = set(connection.introspection.table_names(cursor))
        for table in append_only_tables():
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {name}")
