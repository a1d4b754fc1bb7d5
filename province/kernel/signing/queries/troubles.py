"""Whether certificates of signers and seals end soon."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from province.foundation.health.contracts import Severity, Trouble
from province.foundation.ui.formats import format_date
from province.kernel.signing.models import SigningCredential


def ending_credentials(now: datetime) -> Trouble | None:
    """Return a trouble when certificates in use end within some days; one query."""
    days = settings.HEALTH["certificate_days"]
    found = (
        SigningCredential.objects.shown()
        .filter(valid_until__lte=now + timedelta(days=days))
        .aggregate(total=Count("id"), first=Min("valid_until"))
    )
    if not found["total"]:
        return None
    first = found["first"].astimezone(ZoneInfo(settings.TIME_ZONE))
    return Trouble(
        severity=Severity.BROKEN if first <= now else Severity.WARNING,
        what=ngettext(
            "%(total)s chứng thư ký hết hạn trong %(days)s ngày tới, sớm nhất ngày %(first)s.",
            "%(total)s chứng thư ký hết hạn trong %(days)s ngày tới, sớm nhất ngày %(first)s.",
            found["total"],
        )
        % {
            "total": found["total"],
            "days": days,
            "first": format_date(first),
        },
        remedy=_("Cấp chứng thư mới ở trang Khóa ký số trước ngày đó."),
    )
