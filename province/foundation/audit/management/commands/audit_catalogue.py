"""Prints the audit catalogue."""

from typing import Any

from django.core.management.base import BaseCommand

from province.foundation.audit.catalogue import catalogue_page, load_house


class Command(BaseCommand):
    """Writes docs/audit-catalogue.md to standard output."""

    help = "Print the audit catalogue as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the page."""
        load_house()
        self.stdout.write(catalogue_page(), ending="")
