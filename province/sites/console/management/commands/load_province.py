"""Loads the province; ./tinhso calls it before the web starts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from province.sites.console.loading import load_demonstration, load_facts, load_protection


class Command(BaseCommand):
    """Loads An Giang; any number of times."""

    help = "Load the facts of the province, and in a demonstration its invented people."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load what is missing; print nothing."""
        now = timezone.now()
        load_facts(now=now)
        self._count_rows()
        if settings.MODE == "demo":
            load_demonstration(now=now)
            self._count_rows()
        else:
            load_protection(now=now)

    @staticmethod
    def _count_rows() -> None:
        """Let the planner know how many rows came; only the owner may (others are passed over)."""
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
