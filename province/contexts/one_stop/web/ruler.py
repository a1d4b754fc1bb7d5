"""The days of a dossier's limit, counted once for the officer's page and the citizen's."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.states import DossierClock
from province.contexts.one_stop.contracts.views import DossierView
from province.foundation.ui.contracts import DayUse
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendar, Pause, RulerDay, RulerMark
from province.kernel.cases.contracts.values import ClockView

AFTER = "after"
RESTART = "restart"
USES = {
    RulerMark.USED: DayUse.USED,
    RulerMark.HALF: DayUse.HALF,
    RulerMark.HOLD: DayUse.HELD,
    RulerMark.OFF: DayUse.OFF,
    RulerMark.AHEAD: DayUse.FREE,
    RulerMark.LATE: DayUse.USED,
}


def counted_days(
    *,
    view: DossierView,
    legal: ClockView,
    due: datetime | None,
    calendar: Calendar,
    until: datetime,
) -> tuple[RulerDay, ...]:
    """Return the days from the first counted to ``due``; those of a supplement do not count."""
    if legal.started_at is None:
        return ()
    pauses = pauses_of(view=view, start=legal.started_at, until=until)
    return calendars.day_ruler(calendar, legal.started_at, due, until, pauses)


def pauses_of(*, view: DossierView, start: datetime, until: datetime) -> Sequence[Pause]:
    """Return when the clock stood still for a supplement; an open pause lasts until now."""
    return [
        Pause(max(each.asked_at, start), each.answered_at or until)
        for each in view.supplements
        if each.stage == AFTER and (each.answered_at or until) > start
    ]


def use_of(*, day: RulerDay, waits: bool) -> DayUse:
    """Return how a day is shown; today does not count while the applicant is waited for."""
    use = USES[day.mark]
    return DayUse.HELD if waits and day.is_now and use is not DayUse.OFF else use


def expected_due(
    view: DossierView, legal: ClockView, calendar: Calendar, now: datetime
) -> datetime | None:
    """Return when the result would be due if the applicant answered now."""
    if legal.due_at is None:
        return None
    if restarts(view):
        return calendars.due_moment(calendar, legal.limit, now).at
    since = paused_since(view)
    left = calendars.working_minutes_left(calendar, since or now, legal.due_at)
    return calendars.add_working_minutes(calendar, now, max(left, 0))


def restarts(view: DossierView) -> bool:
    """Tell whether the limit begins anew when the applicant has answered."""
    waits_for_papers = view.clock is DossierClock.PAUSED_SUPPLEMENT
    return waits_for_papers and view.supplement_policy == RESTART


def rule_of_waiting(view: DossierView, legal: ClockView) -> str:
    """Say what becomes of the limit while the clock stands still: the same words for everybody."""
    if restarts(view):
        limit = {"limit": calendars.limit_words(limit=legal.limit)}
        return _("Bổ sung đủ thì thời hạn %(limit)s tính lại từ đầu.") % limit
    return _("Thời gian chờ không tính vào hạn của cơ quan.")


def paused_since(view: DossierView) -> datetime | None:
    """Return since when the applicant is waited for."""
    return next((each.asked_at for each in view.supplements if each.answered_at is None), None)
