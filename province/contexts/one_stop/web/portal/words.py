"""Moments and places in the words of the citizens' pages."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendar

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def day(moment: datetime | date) -> str:
    """Say a day as 21/11/2026."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return f"{local:%d/%m/%Y}"


def moment(at: datetime) -> str:
    """Say a moment as 08:30, 12/11/2026."""
    return f"{timezone.localtime(at):%H:%M, %d/%m/%Y}"


def promised(at: datetime) -> str:
    """Say a moment that people wait for, with its weekday: 09:00 thứ Hai, 23/11/2026."""
    local = timezone.localtime(at)
    return _("%(time)s %(weekday)s, %(day)s") % {
        "time": f"{local:%H:%M}",
        "weekday": WEEKDAYS[local.weekday()],
        "day": f"{local:%d/%m/%Y}",
    }


def off_hours(calendar: Calendar, at: datetime) -> str:
    """Say from when a filing counts that came off hours; nothing when the office was open."""
    if calendars.is_working_moment(calendar, at):
        return ""
    opens = timezone.localtime(calendars.next_working_moment(calendar, at))
    return _("Ngoài giờ làm việc, hồ sơ tính từ %(time)s %(weekday)s, %(day)s.") % {
        "time": f"{opens:%H:%M}",
        "weekday": WEEKDAYS[opens.weekday()],
        "day": f"{opens:%d/%m/%Y}",
    }
