"""What may be wrong with the virus scanner."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from province.foundation.files.clamd import ClamdScanner
from province.foundation.files.scanning import NoScanner, virus_scanner
from province.foundation.health.contracts import Severity, Trouble


def scanner(_now: datetime) -> Trouble | None:
    """Return a trouble when no scanner is set up (a demonstration needs none), or it is silent."""
    found = virus_scanner()
    if isinstance(found, NoScanner) and settings.MODE != "demo":
        return Trouble(
            severity=Severity.WARNING,
            what=_("Chưa có chương trình quét vi-rút: tệp người dân gửi mang dấu “chưa quét”."),
            remedy=_("Cài clamd và đặt TINHSO_CLAMD (docs/operations.md)."),
        )
    if isinstance(found, ClamdScanner) and not found.is_answering():
        return Trouble(
            severity=Severity.BROKEN,
            what=_("Chương trình quét vi-rút không trả lời: tệp mới nằm chờ quét."),
            remedy=_("Khởi động lại clamd; các tệp đang chờ được quét lại tự động."),
        )
    return None
