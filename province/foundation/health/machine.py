"""What may be wrong with the machine: its disk, its clock, its certificate, its backups."""

import json
import shutil
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Severity, Trouble
from province.foundation.ui.formats import format_date

MEGABYTE = 1024 * 1024


def disk(_now: datetime) -> Trouble | None:
    """Return a trouble when the disk of the data is nearly full."""
    free = shutil.disk_usage(settings.DATA_DIR).free // MEGABYTE
    limits = settings.HEALTH
    if free >= limits["disk_warning_mb"]:
        return None
    is_broken = free < limits["disk_broken_mb"]
    return Trouble(
        severity=Severity.BROKEN if is_broken else Severity.WARNING,
        what=_("Ổ đĩa của dữ liệu chỉ còn trống %(free)s MB.") % {"free": free},
        remedy=_(
            "Dọn chỗ hoặc chuyển dữ liệu sang ổ đĩa lớn hơn; đầy thì không ai nộp được tệp nữa."
        ),
    )


def clock(now: datetime) -> Trouble | None:
    """Return a trouble when the clock of the database is not the clock of this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    skew = abs((row[0] - now).total_seconds()) if row else 0
    if skew <= settings.HEALTH["clock_seconds"]:
        return None
    return Trouble(
        severity=Severity.BROKEN,
        what=_("Đồng hồ của máy và của cơ sở dữ liệu lệch nhau %(seconds)s giây.")
        % {"seconds": round(skew)},
        remedy=_("Bật đồng bộ giờ (NTP) trên cả hai máy: hạn giải quyết tính theo đồng hồ này."),
    )


def certificate(now: datetime) -> Trouble | None:
    """Return a trouble when the certificate of the web ends soon; behind a front door it has none.

    :raises ValueError: the file holds no certificate.
    """
    from cryptography import x509  # noqa: PLC0415 -- no start needs it

    path = settings.DATA_DIR / "certificates" / "server.pem"
    if not settings.HAS_OWN_CERTIFICATE or not path.exists():
        return None
    ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    local = ends.astimezone(ZoneInfo(settings.TIME_ZONE))
    if ends - now > timedelta(days=settings.HEALTH["certificate_days"]):
        return None
    return Trouble(
        severity=Severity.BROKEN if ends <= now else Severity.WARNING,
        what=_("Chứng thư HTTPS của bản cài hết hạn ngày %(day)s.") % {"day": format_date(local)},
        remedy=_("Dừng rồi khởi động lại bản cài: chứng thư được làm mới khi khởi động."),
    )


def backup(now: datetime) -> Trouble | None:
    """Return a trouble when the last backup failed, is old, or was never made; demos need none.

    :raises ValueError: the record of the backups cannot be read.
    """
    path = settings.DATA_DIR / "backups.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    failed, made = kept.get("failed"), kept.get("made")
    if failed:
        return Trouble(
            severity=Severity.BROKEN,
            what=_("Lần sao lưu gần nhất không thành: %(why)s") % {"why": failed["why"]},
            remedy=_("Sửa điều được nêu rồi chạy lại ./tinhso backup."),
            since=datetime.fromisoformat(failed["at"]),
        )
    if settings.MODE == "demo":
        return None
    if not made:
        return Trouble(
            severity=Severity.BROKEN,
            what=_("Bản cài này chưa được sao lưu lần nào."),
            remedy=_("Chạy ./tinhso backup và đặt lịch sao lưu hằng ngày (docs/operations.md)."),
        )
    since = datetime.fromisoformat(made["at"])
    hours = int((now - since).total_seconds() // 3600)
    if hours < settings.HEALTH["backup_hours"]:
        return None
    return Trouble(
        severity=Severity.WARNING,
        what=_("Bản sao lưu gần nhất đã cũ %(hours)s giờ.") % {"hours": hours},
        remedy=_("Xem lịch sao lưu hằng ngày có chạy không; chạy ./tinhso backup."),
        since=since,
    )
