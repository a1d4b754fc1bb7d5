"""Loads the legal calendar of the province from its fact files: ``manage.py load_calendar``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars.errors import FactsUnfitError
from province.kernel.calendars.public import list_decided_days, load_holidays, publish_year
from province.kernel.calendars.rules.facts import read_decided, read_facts, undecided_years

FACTS = Path(__file__).parents[2] / "facts"
Fact = TypeVar("Fact")


class Command(BaseCommand):
    """Loads days off, swapped days and decided years; running it again changes nothing."""

    help = "Nạp ngày nghỉ, ngày hoán đổi và các năm đã có lịch nghỉ của tỉnh."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take other files than those that come along."""
        parser.add_argument(
            "--file", type=Path, default=FACTS / "holidays.csv", help="Tệp CSV dữ kiện ngày nghỉ."
        )
        parser.add_argument(
            "--years",
            type=Path,
            default=FACTS / "decided_years.csv",
            help="Tệp CSV các năm đã có đủ quyết định về ngày nghỉ (last_date, decision, source, "
            "reason).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the files, publish the years that are decided, say what is new and what is not."""
        del args
        try:
            days = _facts(options["file"], read_facts)
            years = _facts(options["years"], read_decided)
        except (OSError, FactsUnfitError) as refusal:
            raise CommandError(str(refusal)) from refusal
        actor = job_actor("load_calendar", permissions.MANAGE_PROVINCE)
        later = {known.last_date.year: known.last_date for known in list_decided_days()}
        changed = load_holidays(actor=actor, rows=days)
        news = sum(
            publish_year(actor=actor, decided=decided)
            for decided in years
            if decided.last_date >= later.get(decided.last_date.year, decided.last_date)
        )
        self.stdout.write(f"Lịch làm việc: {changed} ngày mới hoặc đổi, {news} năm mới công bố.")
        if open_years := undecided_years(days, list_decided_days()):
            named = ", ".join(str(year) for year in open_years)
            self.stdout.write(f"Chưa công bố: {named}. Hạn rơi vào các năm này còn là dự kiến.")


def _facts(
    path: Path, read: Callable[[Iterable[str]], Iterable[Fact | tuple[int, str]]]
) -> tuple[Fact, ...]:
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for fact in read(lines):
            if isinstance(fact, tuple):
                line, row = fact
                raise FactsUnfitError(file=path.name, line=line, row=row)
            found.append(fact)
    return tuple(found)
