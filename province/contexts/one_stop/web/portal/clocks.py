"""The clock of a dossier in the citizen's words, with its days."""

from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.web import ruler
from province.contexts.one_stop.web.portal.standing import ENDED, GOOD_ENDS, PAUSED, urgency
from province.contexts.one_stop.web.portal.words import day, moment, off_hours, promised
from province.foundation.ui.contracts import (
    ClockBox,
    ClockChip,
    ClockState,
    DayUse,
    LegendItem,
    RulerDay,
)
from province.foundation.ui.formats import remaining, working_span
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendar, RulerMark
from province.kernel.calendars.contracts import RulerDay as Marked
from province.kernel.cases.contracts.values import LEGAL, CaseView, ClockView, TaskState
from province.kernel.cases.contracts.values import ClockState as Stands
from province.kernel.processes.contracts import TaskKind

MOST_DAYS = 20  # more working days do not fit side by side on a phone

NOT_JUDGED = {ProcessingState.WITHDRAWN, ProcessingState.MISTAKEN}


def clock_box(view: DossierView, case: CaseView, calendar: Calendar, now: datetime) -> ClockBox:
    """Return the visible clock of a dossier."""
    legal = case.clock(LEGAL)
    limit = _("Thời hạn %(limit)s") % {
        "limit": calendars.limit_words(limit=legal.limit) if legal else ""
    }
    if view.processing in ENDED:
        return _ended(view, legal, limit)
    if view.processing is ProcessingState.SUBMITTED:
        if view.clock is DossierClock.PAUSED_SUPPLEMENT:
            return ClockBox(
                chip=ClockChip(state=ClockState.STOPPED, words=_("Đang chờ bạn")),
                headline=_("Chờ bạn bổ sung giấy tờ"),
                limit=limit,
                explanation=_(
                    "Thời hạn giải quyết chưa bắt đầu. Bạn gửi đủ thì Trung tâm Phục vụ hành chính "
                    "công xem lại ngay."
                ),
            )
        return _before_reception(view, case, calendar, now)
    if legal is None or legal.due_at is None or legal.started_at is None:
        return ClockBox(
            chip=ClockChip(state=ClockState.PROVISIONAL, words=_("Đang giải quyết")),
            headline=_("Đang giải quyết"),
            limit=limit,
        )
    if view.clock in PAUSED:
        return _paused(view, legal, calendar, now, limit)
    return _running(view, legal, calendar, now, limit)


def _before_reception(
    view: DossierView, case: CaseView, calendar: Calendar, now: datetime
) -> ClockBox:
    task = next(
        (t for t in case.tasks if t.kind is TaskKind.TAKE_IN and t.state is TaskState.OPEN), None
    )
    chip = ClockChip(state=ClockState.PROVISIONAL, words=_("Chờ tiếp nhận"))
    if task is None or task.due_at is None:
        return ClockBox(
            chip=chip, headline=_("Trung tâm Phục vụ hành chính công đang kiểm tra hồ sơ")
        )
    left = calendars.working_minutes_left(calendar, now, task.due_at)
    at = {"at": promised(task.due_at)}
    if left < 0:
        headline = _("Đã quá giờ phải trả lời")
        explanation = _("Lẽ ra bạn được trả lời trước %(at)s. Hãy gọi 1022 và đọc số nộp.") % at
    else:
        headline = _("Còn %(span)s làm việc để trả lời") % {"span": working_span(left) or _("ít")}
        explanation = _("Bạn được trả lời chậm nhất lúc %(at)s.") % at
        explanation = f"{explanation} {off_hours(calendar, view.filed_at)}".strip()
    return ClockBox(
        chip=chip,
        headline=headline,
        explanation=explanation,
    )


def _running(
    view: DossierView, legal: ClockView, calendar: Calendar, now: datetime, limit: str
) -> ClockBox:
    assert legal.due_at is not None  # noqa: S101 -- asked by clock_box
    left = calendars.working_minutes_left(calendar, now, legal.due_at)
    due = {"at": promised(legal.due_at)}
    if left < 0:
        words = _("Lẽ ra có kết quả lúc %(at)s. Cơ quan phải xin lỗi và hẹn lại.") % due
    elif legal.provisional:
        words = _("Hẹn trả kết quả dự kiến lúc %(at)s; lịch nghỉ chính thức chưa công bố.") % due
    else:
        words = _("Hẹn trả kết quả lúc %(at)s.") % due
    days = _ruler(view, legal, legal.due_at, calendar, now)
    return ClockBox(
        chip=ClockChip(
            state=urgency(left), words=_("Trễ hẹn") if left < 0 else _("Đang giải quyết")
        ),
        headline=remaining(left),
        limit=limit,
        explanation=words,
        days=days,
        legend=_legend(days, legal, calendar, now, paused=False),
    )


def _paused(
    view: DossierView, legal: ClockView, calendar: Calendar, now: datetime, limit: str
) -> ClockBox:
    assert legal.due_at is not None  # noqa: S101 -- asked by clock_box
    since = ruler.paused_since(view)
    left = calendars.working_minutes_left(calendar, since or now, legal.due_at)
    if view.clock is not DossierClock.PAUSED_SUPPLEMENT or since is None:
        return ClockBox(
            chip=ClockChip(state=ClockState.STOPPED, words=_("Đồng hồ đang dừng")),
            headline=str(PAUSED[view.clock]),
            limit=limit,
            explanation=ruler.rule_of_waiting(view, legal),
        )
    stopped = _("Dừng từ %(at)s vì đang chờ bạn bổ sung giấy tờ.") % {"at": moment(since)}
    headline = _("Gửi đủ thì tính lại từ đầu") if ruler.restarts(view) else remaining(left)
    rule = ruler.rule_of_waiting(view, legal)
    due = ruler.expected_due(view, legal, calendar, now)
    days = _ruler(view, legal, due, calendar, now)
    return ClockBox(
        chip=ClockChip(state=ClockState.STOPPED, words=_("Đồng hồ đang dừng")),
        headline=headline,
        limit=limit,
        explanation=f"{stopped} {rule}",
        days=days,
        legend=_legend(days, legal, calendar, since, paused=True),
    )


def _ended(view: DossierView, legal: ClockView | None, limit: str) -> ClockBox:
    good = view.processing in GOOD_ENDS
    state = ClockState.DONE if good else ClockState.STOPPED
    parts = []
    if view.finished_at is not None:
        parts.append(_("Xong ngày %(day)s.") % {"day": day(view.finished_at)})
    if legal is not None and legal.verdict and view.processing not in NOT_JUDGED:
        parts.append(_verdict(legal.verdict))
    words = {
        ProcessingState.RESULT_READY: _("Kết quả đã có, chờ bạn nhận"),
        ProcessingState.RETURNED: _("Bạn đã có kết quả"),
        ProcessingState.REFUSED: _("Hồ sơ không đủ điều kiện"),
        ProcessingState.REFUSED_RECEPTION: _("Hồ sơ không được tiếp nhận"),
        ProcessingState.WITHDRAWN: _("Bạn đã rút hồ sơ"),
        ProcessingState.STOPPED: _("Hồ sơ dừng giải quyết"),
        ProcessingState.MISTAKEN: _("Cơ quan nhập nhầm thủ tục; hồ sơ này không còn giá trị"),
    }
    return ClockBox(
        chip=ClockChip(state=state, words=ENDED[view.processing]),
        headline=words[view.processing],
        limit=limit if legal is not None and legal.started_at else "",
        explanation=" ".join(parts),
    )


def _verdict(verdict: str) -> str:
    return {
        "early": _("Sớm hơn hẹn."),
        "on_time": _("Đúng hẹn."),
        "late": _("Trễ hẹn."),
    }.get(verdict, "")


def _ruler(
    view: DossierView,
    legal: ClockView,
    due: datetime | None,
    calendar: Calendar,
    now: datetime,
) -> tuple[RulerDay, ...]:
    days = ruler.counted_days(view=view, legal=legal, due=due, calendar=calendar, until=now)
    if sum(each.mark is not RulerMark.OFF for each in days) > MOST_DAYS:
        return ()
    waits = legal.state is Stands.PAUSED
    shown = [_cell(each, waits=waits) for each in days]
    return tuple(
        cell
        for index, cell in enumerate(shown)
        if cell.use is not DayUse.OFF or index == 0 or shown[index - 1].use is not DayUse.OFF
    )


def _cell(marked: Marked, *, waits: bool) -> RulerDay:
    return RulerDay(
        label=str(marked.date.day),
        use=ruler.use_of(day=marked, waits=waits),
        is_today=marked.is_now and marked.mark is not RulerMark.OFF,
        is_due=marked.is_due,
        spoken=_("ngày nghỉ")
        if marked.mark is RulerMark.OFF
        else _("tháng %(month)s") % {"month": marked.date.month},
    )


def _legend(
    days: tuple[RulerDay, ...],
    legal: ClockView,
    calendar: Calendar,
    until: datetime,
    *,
    paused: bool,
) -> tuple[LegendItem, ...]:
    if not days or legal.started_at is None:
        return ()
    used = working_span(calendars.working_minutes(calendar, legal.started_at, until))
    shown = {each.use for each in days}
    items = []
    if used and paused:
        items.append(LegendItem(use="used", words=_("Đã dùng %(span)s") % {"span": used}))
    elif DayUse.USED in shown:
        items.append(LegendItem(use="used", words=_("Đã qua")))
    if DayUse.HELD in shown:
        items.append(LegendItem(use="hold", words=_("Dừng, chờ bạn")))
    items.append(LegendItem(use="free", words=_("Còn lại")))
    due = _("Hẹn trả dự kiến") if paused or legal.provisional else _("Hẹn trả")
    items.append(LegendItem(use="due", words=due))
    return tuple(items)
