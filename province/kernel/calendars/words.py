"""Limits and remaining time in words, in the language of whoever reads."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from province.kernel.calendars.contracts import CUTOFF, Due, Limit, LimitUnit
from province.kernel.calendars.rules.days import PROVINCE_ZONE
from province.kernel.calendars.rules.due import WORK_DAY_MINUTES


def limit_words(*, limit: Limit) -> str:
    """Say how long a limit is: "10 ngày làm việc"."""
    amount = {"amount": limit.amount}
    if limit.unit is LimitUnit.SAME_DAY:
        cutoff = limit.cutoff or CUTOFF
        return _(
            "trong ngày làm việc; nhận từ %(cutoff)s trở đi thì trong ngày làm việc tiếp theo"
        ) % {"cutoff": cutoff.isoformat("minutes")}
    if limit.until is not None:
        return _("đến %(moment)s") % {"moment": moment_words(moment=limit.until)}
    return _PHRASES[limit.unit](limit.amount) % amount


_PHRASES: dict[LimitUnit, Callable[[int], str]] = {
    LimitUnit.WORK_MINUTE: lambda count: ngettext(
        "%(amount)s phút làm việc", "%(amount)s phút làm việc", count
    ),
    LimitUnit.WORK_HOUR: lambda count: ngettext(
        "%(amount)s giờ làm việc", "%(amount)s giờ làm việc", count
    ),
    LimitUnit.WORK_DAY: lambda count: ngettext(
        "%(amount)s ngày làm việc", "%(amount)s ngày làm việc", count
    ),
    LimitUnit.HALF_DAY: lambda count: ngettext(
        "%(amount)s buổi làm việc", "%(amount)s buổi làm việc", count
    ),
    LimitUnit.DAY: lambda count: ngettext("%(amount)s ngày", "%(amount)s ngày", count),
    LimitUnit.MONTH: lambda count: ngettext("%(amount)s tháng", "%(amount)s tháng", count),
    LimitUnit.CLOCK_HOUR: lambda count: ngettext(
        "%(amount)s giờ (tính cả ngoài giờ làm việc)",
        "%(amount)s giờ (tính cả ngoài giờ làm việc)",
        count,
    ),
    LimitUnit.NONE: lambda _count: _("không quy định thời hạn"),
}


def moment_words(*, moment: datetime) -> str:
    """Say a moment in local time: "16:59 ngày 09/03/2026"."""
    local = moment.astimezone(PROVINCE_ZONE)
    return _("%(time)s ngày %(date)s") % {
        "time": local.strftime("%H:%M"),
        "date": local.strftime("%d/%m/%Y"),
    }


def due_words(*, due: Due) -> str:
    """Say when a limit ends, and that it is expected only when the calendar is not decided."""
    if due.at is None:
        return _("không quy định thời hạn")
    moment = moment_words(moment=due.at)
    if due.provisional:
        return _("dự kiến %(moment)s") % {"moment": moment}
    return moment


def remaining_words(*, minutes: int) -> str:
    """Say what remains in working time, or how much it is late: "còn 1 ngày 3 giờ làm việc"."""
    if minutes == 0:
        return _("hết thời hạn")
    span = span_words(minutes=abs(minutes))
    if minutes < 0:
        return _("quá hạn %(span)s làm việc") % {"span": span}
    return _("còn %(span)s làm việc") % {"span": span}


def span_words(*, minutes: int) -> str:
    """Say working minutes in days and hours, or in hours and minutes below a day."""
    days, rest = divmod(minutes, WORK_DAY_MINUTES)
    hours, single = divmod(rest, 60)
    parts = []
    if days:
        parts.append(_("%(days)s ngày") % {"days": days})
    if hours:
        parts.append(_("%(hours)s giờ") % {"hours": hours})
    if (single and not days) or not parts:
        parts.append(_("%(minutes)s phút") % {"minutes": single})
    return " ".join(parts)
