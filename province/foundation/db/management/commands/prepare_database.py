"""Migrates and grants, as the owner."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from province.foundation.db.preparing import prepare


class Command(BaseCommand):
    """Brings the database to what the code expects."""

    help = "Roles, extensions, migrations, grants; runs with TINHSO_OWNER_DATABASE_URL."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare the database."""
        password = str(settings.DATABASES["default"]["PASSWORD"]) or None
        prepare(alias="owner", password=password, verbosity=max(0, options["verbosity"] - 1))
