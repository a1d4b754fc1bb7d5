"""Prints the one-time link for the first administrator."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from province.kernel.org.commands.setting_up import issue_setup_link
from province.kernel.org.errors import SetupLinkError


class Command(BaseCommand):
    """The link is valid for 24 hours and works once; a new one ends the old one."""

    requires_system_checks = ()  # they were made: it is run beside the web that is starting
    help = "In liên kết thiết lập tài khoản quản trị đầu tiên (dùng một lần, trong 24 giờ)"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the link."""
        token = secrets.token_urlsafe(32)
        try:
            issue_setup_link(token=token, now=timezone.now())
        except SetupLinkError:
            raise CommandError("Tỉnh này đã có quản trị; không cần liên kết thiết lập.") from None
        address = reverse("org:set_up", kwargs={"token": token})
        self.stdout.write(f"{settings.BASE_URL.rstrip('/')}{address}")
