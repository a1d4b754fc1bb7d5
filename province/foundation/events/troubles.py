"""What may be wrong with the outbox."""

from datetime import datetime

from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from province.foundation.events.models import Delivery
from province.foundation.health.contracts import Severity, Trouble


def parked_deliveries(_now: datetime) -> Trouble | None:
    """Return a trouble when deliveries were given up; one query."""
    found = Delivery.objects.filter(state=Delivery.PARKED).aggregate(
        total=Count("id"), since=Min("event__emitted_at")
    )
    if not found["total"]:
        return None
    return Trouble(
        severity=Severity.BROKEN,
        what=ngettext(
            "%(total)s sự kiện không gửi được tới nơi nhận và đã dừng.",
            "%(total)s sự kiện không gửi được tới nơi nhận và đã dừng.",
            found["total"],
        )
        % {"total": found["total"]},
        remedy=_("Xem lỗi ở trang Sự kiện, sửa nguyên nhân rồi bấm Gửi lại."),
        since=found["since"],
    )
