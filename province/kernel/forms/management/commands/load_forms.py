"""Loads the forms of every context, and approves them when asked to."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from province.foundation.identity.actors import job_actor
from province.kernel.forms.permissions import APPROVE
from province.kernel.forms.public import approve_form, is_approved, load_forms

FIRST_DAY = date(2026, 1, 1)


class Command(BaseCommand):
    """``manage.py load_forms [--approve]``."""

    help = "Loads the forms of every context; --approve lets new ones hold from the first day on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options."""
        parser.add_argument("--approve", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, approve, and say what was loaded."""
        actor = job_actor("load_forms", APPROVE)
        now = timezone.now()
        for loaded in load_forms(actor=actor, now=now):
            self.stdout.write(loaded)
            if options["approve"]:
                key, _slash, version = loaded.rpartition("/")
                valid_from = timezone.localdate(now) if is_approved(key=key) else FIRST_DAY
                approve_form(
                    actor=actor, key=key, version=int(version), valid_from=valid_from, now=now
                )
