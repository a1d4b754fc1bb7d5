"""The legal clock of a dossier as chip and box: what remains, which days are used, who waits."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.contracts.views import DossierRow, DossierView
from province.contexts.one_stop.web import ruler
from province.contexts.one_stop.web.desk import words
from province.foundation.ui.contracts import (
    ClockBox,
    ClockChip,
    ClockState,
    DayUse,
    LegendItem,
    RulerDay,
)
from province.foundation.ui.formats import remaining
from province.foundation.web.clock_chips import chip_of
from province.kernel.calendars import public as counting
from province.kernel.calendars.contracts import Calendar, Calendars
from province.kernel.calendars.contracts import RulerDay as CountedDay
from province.kernel.cases.contracts.values import (
    LEGAL,
    CaseView,
    ClockView,
    TaskView,
)
from province.kernel.cases.contracts.values import ClockState as Stands


def chip_of_row(*, row: DossierRow, calendars: Calendars, now: datetime) -> ClockChip | None:
    """Return the clock of a dossier in a list."""
    calendar = calendars.of(row.agency_id)
    if row.processing is ProcessingState.MISTAKEN:
        return _mistaken_chip()
    if row.finished_at is not None:
        return _done_chip(row.due_at, row.finished_at, calendar)
    if row.clock in words.WAITS:
        return chip_of(minutes=None, is_late=False, waits_for=words.WAITS[row.clock])
    if row.due_at is None or row.clock is DossierClock.NONE:
        return None
    left = counting.working_minutes_left(calendar, now, row.due_at)
    return chip_of(minutes=left, is_late=now > row.due_at)


def chip_of_case(*, case: CaseView, calendar: Calendar, now: datetime) -> ClockChip:
    """Return the legal clock of a case as a chip; before reception nothing counts yet."""
    clock = case.clock(LEGAL)
    if case.outcome == ProcessingState.MISTAKEN.value:
        return _mistaken_chip()
    if clock is None or clock.due_at is None:
        return ClockChip(state=ClockState.PROVISIONAL, words=words.NO_LIMIT)
    if clock.state is Stands.STOPPED:
        return _done_chip(clock.due_at, clock.stopped_at or now, calendar)
    if clock.state is Stands.PAUSED:
        waits = words.WAITS_FOR.get(clock.paused_for, words.WAITS[DossierClock.PAUSED_OTHER])
        return ClockChip(state=ClockState.STOPPED, words=waits)
    left = counting.working_minutes_left(calendar, now, clock.due_at)
    chip = chip_of(minutes=left, is_late=now > clock.due_at, provisional=clock.provisional)
    return chip or ClockChip(state=ClockState.PROVISIONAL, words=words.NO_LIMIT)


def _mistaken_chip() -> ClockChip:
    """Say that nothing was in time or late: it was never to be done."""
    return ClockChip(state=ClockState.STOPPED, words=words.PROCESSING[ProcessingState.MISTAKEN])


def box_of(
    *,
    view: DossierView,
    case: CaseView,
    task: TaskView | None,
    calendar: Calendar,
    now: datetime,
) -> ClockBox | None:
    """Return the visible clock with its days; nothing before reception."""
    clock = case.clock(LEGAL)
    if clock is None or clock.started_at is None or clock.due_at is None:
        return None
    chip = chip_of_case(case=case, calendar=calendar, now=now)
    until = clock.stopped_at or now
    left = counting.working_minutes_left(calendar, until, clock.due_at)
    paused = clock.state is Stands.PAUSED
    due = ruler.expected_due(view, clock, calendar, now) if paused else clock.due_at
    days = ruler.counted_days(view=view, legal=clock, due=due, calendar=calendar, until=until)
    cells = _joined(days, waits=paused)
    return ClockBox(
        chip=_state_chip(clock, chip),
        headline=str(chip.words) if clock.state is not Stands.RUNNING else remaining(left),
        limit=str(counting.limit_words(limit=clock.limit)),
        explanation=" ".join(_sentences(view, clock, due or clock.due_at, task)),
        days=cells,
        legend=_legend(cells),
    )


def _state_chip(clock: ClockView, chip: ClockChip) -> ClockChip:
    if clock.state is Stands.RUNNING:
        return ClockChip(state=chip.state, words=_("Đang chạy"))
    if clock.state is Stands.PAUSED:
        return ClockChip(state=ClockState.STOPPED, words=_("Đang dừng"))
    return ClockChip(state=ClockState.DONE, words=_("Đã kết thúc"))


def _sentences(
    view: DossierView, clock: ClockView, due_at: datetime, task: TaskView | None
) -> list[str]:
    due = {"due": counting.moment_words(moment=due_at)}
    if clock.state is Stands.PAUSED:
        said = [_("Bổ sung đủ lúc này thì hẹn trả %(due)s.") % due]
    else:
        said = [_("Hẹn trả %(due)s.") % due]
    if clock.provisional:
        said.append(_("Ngày hẹn là dự kiến: lịch nghỉ năm sau chưa công bố."))
    if clock.state is Stands.PAUSED:
        said.append(ruler.rule_of_waiting(view, clock))
    if task is not None and task.due_at is not None and not task.paused:
        step = counting.moment_words(moment=task.due_at)
        said.append(_("Bước của bạn hết hạn %(step)s.") % {"step": step})
    return said


def _done_chip(due_at: datetime | None, done_at: datetime, calendar: Calendar) -> ClockChip:
    if due_at is None:
        return ClockChip(state=ClockState.DONE, words=_("Đã kết thúc"))
    left = counting.working_minutes_left(calendar, done_at, due_at)
    if done_at > due_at:
        span = counting.span_words(minutes=abs(left))
        return ClockChip(state=ClockState.LATE, words=_("Xong, trễ %(span)s") % {"span": span})
    if left == 0:
        return ClockChip(state=ClockState.DONE, words=_("Xong đúng hạn"))
    span = counting.span_words(minutes=left)
    return ClockChip(state=ClockState.DONE, words=_("Xong trước hạn %(span)s") % {"span": span})


def _legend(cells: Sequence[RulerDay]) -> tuple[LegendItem, ...]:
    held = any(cell.use == DayUse.HELD for cell in cells)
    return (
        LegendItem(use=DayUse.USED, words=_("đã dùng")),
        *((LegendItem(use=DayUse.HELD, words=_("dừng")),) if held else ()),
        LegendItem(use="due", words=_("ngày hẹn")),
    )


def _joined(days: Sequence[CountedDay], *, waits: bool) -> tuple[RulerDay, ...]:
    """Return the cells of the ruler; days off that follow one another share a cell."""
    cells: list[RulerDay] = []
    for day in days:
        use = ruler.use_of(day=day, waits=waits)
        label = str(day.date.day)
        if use is DayUse.OFF and cells and cells[-1].use is DayUse.OFF and not day.note:
            first = cells[-1].label.partition("–")[0]
            cells[-1] = RulerDay(label=f"{first}–{label}", use=use, spoken=cells[-1].spoken)
            continue
        cells.append(
            RulerDay(label=label, use=use, is_today=day.is_now, is_due=day.is_due, spoken=day.note)
        )
    return tuple(cells)
