"""How a dossier stands, in one line of a list."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.contracts.views import DossierRow
from province.foundation.ui.contracts import ClockChip, ClockState, Tag
from province.foundation.ui.formats import remaining_short
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendar

SOON = 480  # one working day
ENDED: dict[ProcessingState, StrOrPromise] = {
    ProcessingState.RESULT_READY: gettext_lazy("Có kết quả"),
    ProcessingState.RETURNED: gettext_lazy("Đã trả kết quả"),
    ProcessingState.REFUSED: gettext_lazy("Không đủ điều kiện"),
    ProcessingState.REFUSED_RECEPTION: gettext_lazy("Không tiếp nhận"),
    ProcessingState.WITHDRAWN: gettext_lazy("Đã rút"),
    ProcessingState.STOPPED: gettext_lazy("Dừng giải quyết"),
    ProcessingState.MISTAKEN: gettext_lazy("Nhập nhầm"),
}
GOOD_ENDS = {ProcessingState.RESULT_READY, ProcessingState.RETURNED}
PAUSED: dict[DossierClock, StrOrPromise] = {
    DossierClock.PAUSED_SUPPLEMENT: gettext_lazy("Đang dừng, chờ bạn bổ sung"),
    DossierClock.PAUSED_FINANCE: gettext_lazy("Đang dừng, chờ nộp nghĩa vụ tài chính"),
    DossierClock.PAUSED_OTHER: gettext_lazy("Đồng hồ đang dừng"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier stands, in one line: a clock, or how it ended."""

    clock: ClockChip | None = None
    tag: Tag | None = None


def standing(row: DossierRow, calendar: Calendar, now: datetime) -> Standing:
    """Return the one line of a dossier in a list."""
    if row.processing in ENDED:
        words = ENDED[row.processing]
        if row.processing in GOOD_ENDS:
            return Standing(clock=ClockChip(state=ClockState.DONE, words=words))
        return Standing(tag=Tag(words=words))
    if row.clock in PAUSED:
        return Standing(clock=ClockChip(state=ClockState.STOPPED, words=PAUSED[row.clock]))
    if row.due_at is None:
        return Standing(clock=ClockChip(state=ClockState.PROVISIONAL, words=_("Chờ tiếp nhận")))
    left = calendars.working_minutes_left(calendar, now, row.due_at)
    return Standing(clock=ClockChip(state=urgency(left), words=remaining_short(left)))


def urgency(minutes: int) -> ClockState:
    """Tell how near a deadline is, by the working minutes that are left."""
    if minutes < 0:
        return ClockState.LATE
    return ClockState.SOON if minutes < SOON else ClockState.RUNNING
