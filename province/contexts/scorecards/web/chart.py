"""Twelve months as a drawing made here: no script, no inline style; its words say the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.figures import MonthCount, Window
from province.contexts.one_stop.public import LOCAL
from province.foundation.ui.formats import format_number

HEIGHT, STEP, BAR, FOOT, HEAD = 120, 52, 30, 20, 18
MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: what was done, and the part of it that was late, in the units of the drawing."""

    x: int
    middle: int
    y: int
    height: int
    late_y: int
    late_height: int
    label_y: int
    number: str
    month: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: its size and its months."""

    width: int
    height: int
    base: int
    foot: int
    bars: tuple[MonthBar, ...]


def months_chart(counts: Iterable[MonthCount], window: Window) -> Chart:
    """Return the twelve months until the end of the window; months without dossiers stand empty."""
    known = {_month(count.month): count for count in counts}
    months = _twelve(window.since.astimezone(LOCAL).date())
    most = max((count.done for count in known.values()), default=0) or 1
    bars = tuple(_bar(no, month, known.get(month), most) for no, month in enumerate(months))
    base = HEAD + HEIGHT
    return Chart(width=MONTHS * STEP, height=base + FOOT, base=base, foot=base + 15, bars=bars)


def _bar(no: int, month: date, count: MonthCount | None, most: int) -> MonthBar:
    done, late = (count.done, count.late) if count else (0, 0)
    height = round(HEIGHT * done / most)
    late_height = max(round(HEIGHT * late / most), 2) if late else 0
    x, base = no * STEP + (STEP - BAR) // 2, HEAD + HEIGHT
    said = {"month": f"{month:%m/%Y}", "done": format_number(done), "late": format_number(late)}
    return MonthBar(
        x=x,
        middle=no * STEP + STEP // 2,
        y=base - height,
        height=height,
        late_y=base - late_height,
        late_height=late_height,
        label_y=base - height - 5,
        number=format_number(done),
        month=f"{month.month}/{month:%y}" if month.month == 1 or no == 0 else str(month.month),
        words=_("Tháng %(month)s: giải quyết %(done)s hồ sơ, trễ %(late)s") % said,
    )


def _month(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date().replace(day=1)


def _twelve(first: date) -> tuple[date, ...]:
    index = first.year * 12 + first.month - 1
    return tuple(date((index + no) // 12, (index + no) % 12 + 1, 1) for no in range(MONTHS))
