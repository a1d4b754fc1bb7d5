"""Loads the days off of the province from the fact file: ``manage.py load_calendar``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars.contracts import DayOverride
from province.kernel.calendars.errors import FactsUnfitError
from province.kernel.calendars.public import load_holidays, publish_year
from province.kernel.calendars.rules.facts import decided_days, read_facts

FACTS = Path(__file__).parents[2] / "facts" / "holidays.csv"


class Command(BaseCommand):
    """Loads days off, swapped days and decided years; running it again changes nothing."""

    help = "Nạp ngày nghỉ, ngày hoán đổi và các năm đã có lịch nghỉ của tỉnh."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another file than the one that comes along."""
        parser.add_argument("--file", type=Path, default=FACTS, help="Tệp CSV dữ kiện ngày nghỉ.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file, publish its years, say what is new."""
        del args
        try:
            days = _days(options["file"])
        except (OSError, FactsUnfitError) as refusal:
            raise CommandError(str(refusal)) from refusal
        actor = job_actor("load_calendar", permissions.MANAGE_PROVINCE)
        changed = load_holidays(actor=actor, rows=days)
        years = sum(publish_year(actor=actor, decided=decided) for decided in decided_days(days))
        self.stdout.write(f"Lịch làm việc: {changed} ngày mới hoặc đổi, {years} năm mới công bố.")


def _days(path: Path) -> tuple[DayOverride, ...]:
    days = []
    with path.open(encoding="utf-8", newline="") as lines:
        for found in read_facts(lines):
            if not isinstance(found, DayOverride):
                line, row = found
                raise FactsUnfitError(line=line, row=row)
            days.append(found)
    return tuple(days)
