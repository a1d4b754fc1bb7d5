"""System check: every role that a post carries has been registered."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

from province.kernel.org.models import Post
from province.kernel.org.registries import ROLES


def roles_are_registered(
    *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Report the roles of posts that nobody registered; runs where a database is checked."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        tables = connections[alias].introspection.table_names()
        if Post._meta.db_table not in tables:  # noqa: SLF001 -- Django documents _meta as public
            continue
        used = Post.objects.using(alias).order_by().values_list("role", flat=True).distinct()
        found += [
            Error(
                f"posts carry the role '{role}', which nobody registered",
                hint="Register it in the plugs of a module that is installed.",
                id="org.E001",
            )
            for role in sorted(used)
            if ROLES.find(role) is None
        ]
    return found
