"""What the one-stop mechanism does when something happens in a case."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.commands.following import follow_clock
from province.contexts.one_stop.contracts.states import KIND
from province.foundation.events.bus import on
from province.kernel.cases.events import CaseMoved

# Acts that move a limit without a command of this context.
MOVES_A_LIMIT = frozenset({"clock_recounted", "clock_extended", "limit_switched"})


@on(
    CaseMoved,
    says=_("Hạn của hồ sơ đổi trong một việc khác: nơi người nộp đọc và các danh sách đổi theo"),
)
def carry_a_moved_limit(payload: dict[str, Any]) -> None:
    """Show the new end where the applicant and the lists read it."""
    if payload["kind"] == KIND and payload["act"] in MOVES_A_LIMIT:
        follow_clock(case_id=payload["case_id"], now=timezone.now())
