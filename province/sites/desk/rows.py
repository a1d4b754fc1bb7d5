"""Duties as the lines of the inbox, in groups by urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from province.foundation.ui.contracts import ClockChip, InboxRow
from province.foundation.web.clock_chips import ONE_DAY, chip_of
from province.kernel.calendars.contracts import Calendars
from province.kernel.calendars.public import working_minutes_left
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import Duty

SOON_DAYS = 3
LATE, TODAY, SOON, PAUSED, LATER = "late", "today", "soon", "paused", "later"
ORDER = (LATE, TODAY, SOON, PAUSED, LATER)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One group of lines: late, today, in three working days, paused, later."""

    key: str
    label: str
    rows: tuple[InboxRow, ...]


def group_of(*, duty: Duty, calendars: Calendars, now: datetime) -> str:
    """Name the group of a duty."""
    if duty.paused:
        return PAUSED
    if duty.due_at is None:
        return LATER
    if duty.due_at < now:
        return LATE
    if localtime(duty.due_at).date() == localtime(now).date():
        return TODAY
    left = working_minutes_left(calendars.of(duty.unit_id), now, duty.due_at)
    return SOON if left <= SOON_DAYS * ONE_DAY else LATER


def clock_of(
    *, duty: Duty, calendars: Calendars, now: datetime, short: bool = True
) -> ClockChip | None:
    """Return the clock of a duty; a paused one says for whom it waits, where its kind tells."""
    if duty.paused:
        waits = duty.columns.get("waits") or _("chờ bên ngoài")
        return chip_of(minutes=None, is_late=False, waits_for=_("Dừng, %(whom)s") % {"whom": waits})
    if duty.due_at is None:
        return None
    return chip_of(
        minutes=working_minutes_left(calendars.of(duty.unit_id), now, duty.due_at),
        is_late=duty.due_at < now,
        provisional=duty.provisional,
        short=short,
    )


def page_of(duty: Duty) -> str:
    """Return the address of the case of a duty, or an empty text when its kind has no page."""
    kind = KINDS.find(duty.case_kind)
    if kind is None:
        return ""
    page = kind.page_of(duty.case_id, duty.code)
    try:
        return reverse(page.name, kwargs=dict(page.kwargs))
    except NoReverseMatch:
        return ""


def row_of(*, duty: Duty, calendars: Calendars, now: datetime, chosen: bool) -> InboxRow:
    """Return one line: what, whose, number, step, clock."""
    kind = KINDS.find(duty.case_kind)
    who, number = duty.columns.get("who", ""), duty.columns.get("number", "") or duty.code
    step = pgettext("step", duty.step_title)
    parts = (who, _short(number), step[:1].lower() + step[1:])
    return InboxRow(
        title=duty.title,
        url=page_of(duty),
        icon=kind.icon if kind is not None else "file",
        meta=" · ".join(part for part in parts if part),
        clock=clock_of(duty=duty, calendars=calendars, now=now),
        select_name="viec",
        select_value=str(duty.task_id),
        select_label=_("Chọn %(title)s, %(who)s") % {"title": duty.title, "who": who or number},
        current=chosen,
    )


def groups_of(
    *, duties: Iterable[Duty], calendars: Calendars, now: datetime, chosen: int | None
) -> tuple[RowGroup, ...]:
    """Return the lines in their groups; an empty group is left out."""
    labels = {
        LATE: _("Đã trễ"),
        TODAY: _("Hết hạn hôm nay"),
        SOON: _("Trong 3 ngày làm việc"),
        PAUSED: _("Đồng hồ đang dừng"),
        LATER: _("Sau 3 ngày làm việc"),
    }
    found: dict[str, list[InboxRow]] = {key: [] for key in ORDER}
    for duty in duties:
        row = row_of(duty=duty, calendars=calendars, now=now, chosen=duty.task_id == chosen)
        found[group_of(duty=duty, calendars=calendars, now=now)].append(row)
    return tuple(
        RowGroup(key=key, label=labels[key], rows=tuple(rows))
        for key, rows in found.items()
        if rows
    )


def _short(number: str) -> str:
    """Cut the agency off a dossier's code, as people read it: …-261120-0147."""
    head, dash, tail = number.partition("-")
    return f"…-{tail}" if dash and head.startswith("H") and tail else number
