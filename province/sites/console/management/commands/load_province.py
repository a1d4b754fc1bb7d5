"""Loads the province; ./tinhso calls it before the web starts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from province.sites.console.loading import load_demonstration, load_facts


class Command(BaseCommand):
    """Loads An Giang; any number of times."""

    help = "Load the facts of the province, and in a demonstration its invented people."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load what is missing; print nothing."""
        now = timezone.now()
        load_facts(now=now)
        if settings.MODE == "demo":
            load_demonstration(now=now)
