"""Prints the demonstration accounts as a table."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from province.kernel.org.commands.demo import demo_password
from province.kernel.org.errors import NotADemoError
from province.kernel.org.queries.demo import demo_accounts

HEADINGS = ("Tên đăng nhập", "Người", "Vai trò", "Cơ quan")


class Command(BaseCommand):
    """One line per account, and the password and PIN they share."""

    requires_system_checks = ()  # they were made: it is run beside the web that is starting
    help = "In danh sách tài khoản minh họa"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the table."""
        try:
            password = demo_password()
        except NotADemoError as refusal:
            raise CommandError(str(refusal)) from None
        accounts = demo_accounts(now=timezone.now())
        rows = [HEADINGS, *((a.username, a.who, a.role, a.agency) for a in accounts)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"Mật khẩu chung: {password}")
        if settings.DEMO_PIN:
            self.stdout.write(f"Mã PIN ký số, đóng dấu: {settings.DEMO_PIN}")
