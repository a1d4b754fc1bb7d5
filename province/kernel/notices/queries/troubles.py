"""Whether messages leave."""

from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from province.foundation.health.contracts import Severity, Trouble
from province.kernel.notices.contracts import SendingState
from province.kernel.notices.models import Sending

TRIES = 3  # after the third try in vain it is no hiccup: more than half an hour has passed
LOOKED_BACK = timedelta(days=2)


def failing_messages(now: datetime) -> Trouble | None:
    """Return a trouble when messages are tried in vain, or were given up lately; two queries."""
    stuck = Sending.objects.filter(state=SendingState.FAILED, attempts__gte=TRIES)
    given_up = Sending.objects.filter(
        state=SendingState.GIVEN_UP, created_at__gte=now - LOOKED_BACK - timedelta(days=3)
    )
    found = [rows.aggregate(n=Count("pk"), since=Min("created_at")) for rows in (stuck, given_up)]
    count = sum(one["n"] for one in found)
    if not count:
        return None
    return Trouble(
        severity=Severity.BROKEN if found[0]["n"] else Severity.WARNING,
        what=ngettext(
            "%(count)s thư, tin nhắn không gửi đi được.",
            "%(count)s thư, tin nhắn không gửi đi được.",
            count,
        )
        % {"count": count},
        remedy=_(
            "Xem lý do ở trang Tin đã gửi, sửa [mail] hoặc [sms] trong tinhso.toml, rồi gửi lại."
        ),
        since=min(one["since"] for one in found if one["since"] is not None),
    )
