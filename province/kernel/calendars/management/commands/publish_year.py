"""Publishes a year of days off by its decision: ``manage.py publish_year 2027-12-31 ...``."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from province.foundation.errors import DomainError
from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars.contracts import DecidedDays
from province.kernel.calendars.public import publish_year


class Command(BaseCommand):
    """Says up to which day every decision on days off is published."""

    help = "Công bố năm đã có đủ quyết định về ngày nghỉ, đến một ngày (năm-tháng-ngày)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, the decision and where it was found."""
        parser.add_argument("last_date", type=date.fromisoformat, help="Ví dụ 2027-12-31.")
        parser.add_argument("--decision", required=True, help="Số, ngày của quyết định.")
        parser.add_argument("--source", required=True, help="Nơi đọc được quyết định.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish the year, or say that it was known."""
        del args
        last = options["last_date"]
        decided = DecidedDays(
            last_date=last, decision=options["decision"], reason=f"Nguồn: {options['source']}."
        )
        actor = job_actor("publish_year", permissions.MANAGE_PROVINCE)
        try:
            is_news = publish_year(actor=actor, decided=decided)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        said = "Đã công bố" if is_news else "Đã công bố từ trước"
        self.stdout.write(f"{said}: lịch nghỉ đến hết ngày {last:%d/%m/%Y}.")
