"""Clocks as chips: what remains in words; who computes the minutes knows the calendar."""

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from province.foundation.ui.contracts import ClockChip, ClockState
from province.foundation.ui.formats import remaining, remaining_short

ONE_DAY = 480


def chip_of(
    *,
    minutes: int | None,
    is_late: bool,
    waits_for: StrOrPromise = "",
    provisional: bool = False,
    short: bool = True,
) -> ClockChip | None:
    """Return the chip of a clock: stopped (for whom it waits), late, soon, running; or nothing."""
    if waits_for:
        return ClockChip(state=ClockState.STOPPED, words=waits_for)
    if minutes is None:
        return None
    if is_late and minutes == 0:
        return ClockChip(state=ClockState.LATE, words=_("Vừa quá hạn"))
    words = remaining_short(minutes) if short else remaining(minutes)
    if is_late or minutes < 0:
        return ClockChip(state=ClockState.LATE, words=words)
    if provisional:
        return ClockChip(
            state=ClockState.PROVISIONAL, words=_("%(words)s (dự kiến)") % {"words": words}
        )
    state = ClockState.SOON if minutes <= ONE_DAY else ClockState.RUNNING
    return ClockChip(state=state, words=words)
