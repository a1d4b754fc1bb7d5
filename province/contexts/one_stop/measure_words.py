"""The words of measures: the same on the page of figures, over the list, in the spreadsheet."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.contracts.figures import Measure
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.one_stop.rules.periods import Period, PeriodKind
from province.kernel.org.contracts import AgencyLevel

MEASURE: Mapping[Measure, str | Promise] = {
    Measure.HANDLED: _("Hồ sơ đã và đang giải quyết trong kỳ"),
    Measure.CAME: _("Tiếp nhận trong kỳ"),
    Measure.CARRIED: _("Từ kỳ trước chuyển sang"),
    Measure.DONE: _("Đã giải quyết"),
    Measure.DONE_EARLY: _("Giải quyết trước hạn"),
    Measure.DONE_ON_DAY: _("Giải quyết đúng hạn"),
    Measure.DONE_LATE: _("Giải quyết trễ hạn"),
    Measure.OPEN: _("Đang giải quyết"),
    Measure.OPEN_IN_TIME: _("Đang giải quyết, trong hạn"),
    Measure.OVERDUE: _("Đang giải quyết, đã quá hạn"),
    Measure.PAUSED: _("Đang tạm dừng, chờ người nộp"),
    Measure.WITHDRAWN: _("Người nộp rút"),
    Measure.STOPPED: _("Dừng giải quyết"),
    Measure.KEPT: _("Được điểm 2.1: đúng hạn, trong hạn"),
    Measure.MISSED: _("Mất điểm 2.1: không đúng hạn"),
    Measure.WHOLE: _("Được điểm 3.3: nộp trực tuyến, có kết quả điện tử"),
    Measure.NOT_WHOLE: _("Mất điểm 3.3: chưa trực tuyến trọn vẹn"),
    Measure.DECIDED: _("Đã có kết quả"),
    Measure.ELECTRONIC: _("Được điểm 4.1: có kết quả điện tử"),
    Measure.NOT_ELECTRONIC: _("Mất điểm 4.1: chưa có kết quả điện tử"),
}
CHANNEL: Mapping[Channel, str | Promise] = {
    Channel.ONLINE: _("Trực tuyến"),
    Channel.DIRECT: _("Trực tiếp"),
    Channel.POST: _("Bưu chính"),
}
LEVEL: Mapping[AgencyLevel, str | Promise] = {
    AgencyLevel.PROVINCE: _("sở, ban, ngành của tỉnh"),
    AgencyLevel.COMMUNE: _("xã, phường, đặc khu"),
}


def period_words(period: Period) -> str:
    """Name a period: tháng 11/2026, quý 4/2026, năm 2026, or its two days."""
    if period.kind is PeriodKind.MONTH:
        return gettext("tháng %(month)s") % {"month": f"{period.first.month}/{period.first.year}"}
    if period.kind is PeriodKind.QUARTER:
        quarter = f"{(period.first.month + 2) // 3}/{period.first.year}"
        return gettext("quý %(quarter)s") % {"quarter": quarter}
    if period.kind is PeriodKind.YEAR:
        return gettext("năm %(year)s") % {"year": period.first.year}
    days = {"first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}"}
    return gettext("từ %(first)s đến %(last)s") % days
