"""What cases do when a watched moment has come: somebody is told."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from province.foundation.events.bus import on
from province.kernel.cases import public
from province.kernel.cases.contracts.values import WatchKind
from province.kernel.cases.events import WatchFired


@on(
    WatchFired,
    says=_("Sắp hết hạn, quá hạn hay không ai trả lời: báo người giữ việc và người đứng đầu"),
)
def tell_who_must_hear(payload: dict[str, Any]) -> None:
    """Tell who has the work, and the unit's head when the limit is over."""
    public.tell_of_watch(
        fired=public.Fired(
            case_id=payload["case_id"],
            watch=WatchKind(payload["watch"]),
            task_id=payload["task_id"],
            clock_id=payload["clock_id"],
            at=datetime.fromisoformat(payload["at"]),
        ),
        now=timezone.now(),
    )
