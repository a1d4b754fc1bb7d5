"""Makes the compiled translations that are missing or older than their sources."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from province.foundation.text.translations import compile_translations


class Command(BaseCommand):
    """Compiles the catalogues of the interface; needs no tools of the system."""

    help = "Compile the translations of the interface where they are not up to date."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compile and name what was made."""
        folders = [Path(folder) for folder in settings.LOCALE_PATHS]
        for made in compile_translations(folders=folders):
            self.stdout.write(f"{made.parent.parent.name}: {made.name}")
