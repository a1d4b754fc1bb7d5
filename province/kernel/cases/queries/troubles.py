"""Whether the journal is anchored in time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Severity, Trouble
from province.kernel.cases.models.journal import Act, Anchor


def late_anchor(now: datetime) -> Trouble | None:
    """Return a trouble when the last anchor of the journal is too old; two queries at most."""
    last = Anchor.objects.order_by("-up_to").values_list("up_to", flat=True).first()
    since = last or Act.objects.order_by("id").values_list("recorded_at", flat=True).first()
    if since is None or now - since < timedelta(hours=settings.HEALTH["anchor_hours"]):
        return None
    return Trouble(
        severity=Severity.BROKEN,
        what=_("Nhật ký hồ sơ chưa được neo đúng giờ."),
        remedy=_("Xem việc cases.anchor trong log/worker.log: mỗi giờ phải có một mốc neo."),
        since=since,
    )
