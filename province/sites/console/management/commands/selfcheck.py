"""Checks a running install over HTTP; ./tinhso selfcheck calls it."""

import json
import os
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from province.contexts.one_stop.contracts.states import Origin
from province.sites.console.selfcheck.journey import Check, StepOutcome, run_check


class Command(BaseCommand):
    """Takes one dossier through every step of the unit under test."""

    help = "File, process, sign, return and verify one dossier in the unit under test."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the door to file through, and the kind of output."""
        doors = [Origin.PORTAL.value, Origin.NATIONAL.value]
        parser.add_argument("--origin", choices=doors, default=Origin.PORTAL.value)
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the check; exit 1 when a step failed."""
        as_json = options["json"]

        def tell(outcome: StepOutcome) -> None:
            if not as_json:
                mark = "✗" if outcome.fault else "✓"
                self.stdout.write(f"{mark} {outcome.name} … {outcome.seconds:.2f} s")
                if outcome.fault:
                    self.stdout.write(f"  {outcome.fault}")

        check = Check(
            base_url=settings.BASE_URL,
            ca_file=os.environ.get("TINHSO_CA_FILE") or None,
            now=timezone.now(),
            tell=tell,
            origin=Origin(options["origin"]),
        )
        passed = run_check(check)
        if as_json:
            report = {
                "passed": passed,
                "code": check.code,
                "steps": [asdict(step) for step in check.steps],
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        if not passed:
            raise CommandError("selfcheck failed", returncode=1)
