"""Command line door of the import."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from province.contexts.procedures import permissions
from province.contexts.procedures.commands.importing import import_procedures
from province.foundation.identity.actors import job_actor


class Command(BaseCommand):
    """Imports the catalogue of procedures; a second run without changes does nothing."""

    help = "Imports the catalogue of procedures from the fact file."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the import and say what it did."""
        outcome = import_procedures(
            actor=job_actor("import", permissions.CURATE), now=timezone.now()
        )
        self.stdout.write(
            f"procedures: {outcome.created} created, {outcome.changed} changed,"
            f" {outcome.unchanged} unchanged, {outcome.doubts_opened} doubts opened"
        )
