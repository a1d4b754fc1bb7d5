"""Checks the journal: every chain, and every anchor against it."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from province.foundation.identity.actors import job_actor
from province.kernel.cases import permissions, public


class Command(BaseCommand):
    """Recompute chains and anchors; ends with 1 when something does not fit."""

    help = "Kiểm tra nhật ký: không thao tác nào bị sửa, thêm, bớt (chuỗi băm và các mốc neo)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of the exported anchors: the copy that is kept elsewhere."""
        parser.add_argument(
            "--anchors",
            type=Path,
            default=settings.DATA_DIR / "anchors",
            help="thư mục các mốc neo đã xuất (mặc định: của bản cài đặt này)",
        )

    def handle(self, *_args: object, anchors: Path, **_options: object) -> None:
        """Check and print what was found.

        :raises CommandError: the journal is not whole, or there is no such folder.
        """
        if not anchors.is_dir():
            msg = f"Không có thư mục mốc neo: {anchors}"
            raise CommandError(msg)
        actor = job_actor("verify_journal", permissions.ANCHOR)
        chains = public.verify(actor=actor)
        anchored = public.verify_anchors(actor=actor, folder=anchors)
        self.stdout.write(
            f"{chains.cases} vụ việc, {chains.acts} thao tác, {anchored.acts} đầu chuỗi đã neo"
        )
        for fault in (*chains.faults, *anchored.faults):
            self.stdout.write(f"Vụ việc {fault.case_id}, số {fault.seq}: {fault.what}")
        if chains.faults or anchored.faults:
            msg = "Nhật ký không nguyên vẹn."
            raise CommandError(msg)
