"""Words of the administrators' pages: kinds, levels, codes, and who has a post since when."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.formats import format_date
from province.kernel.org.contracts import AgencyKind, AgencyLevel, CodeScheme, Placement
from province.kernel.signing import permissions as signing
from province.sites.console.days import last_day, local_day

MANAGE_KEYS = signing.MANAGE
SEAL_TITLE = "Con dấu"  # stands on the certificate, so it stays Vietnamese
KINDS = {
    AgencyKind.PROVINCE: gettext_lazy("Ủy ban nhân dân tỉnh"),
    AgencyKind.DEPARTMENT: gettext_lazy("Cơ quan chuyên môn cấp tỉnh"),
    AgencyKind.COMMUNE: gettext_lazy("Ủy ban nhân dân cấp xã"),
    AgencyKind.CENTRE: gettext_lazy("Trung tâm"),
    AgencyKind.DIVISION: gettext_lazy("Phòng, bộ phận"),
    AgencyKind.SECTOR: gettext_lazy("Cơ quan ngành dọc"),
    AgencyKind.HISTORIC: gettext_lazy("Đơn vị trước sắp xếp"),
    AgencyKind.TEST: gettext_lazy("Đơn vị kiểm thử"),
}
LEVELS = {
    AgencyLevel.PROVINCE: gettext_lazy("Cấp tỉnh"),
    AgencyLevel.COMMUNE: gettext_lazy("Cấp xã"),
}
SCHEMES = {
    CodeScheme.EID: gettext_lazy("Mã định danh (QĐ 20/2020/QĐ-TTg)"),
    CodeScheme.GSO: gettext_lazy("Mã đơn vị hành chính"),
    CodeScheme.QCVN102: gettext_lazy("Mã QCVN 102:2016"),
    CodeScheme.TEMPORARY: gettext_lazy("Mã tạm"),
}


def last_valid_day(until: date | None) -> str:
    """Return the last day of a code whose validity ends before this day."""
    return format_date(until - timedelta(days=1)) if until is not None else _("còn hiệu lực")


def period(one: Placement) -> str:
    """Say since when and until when somebody has a post."""
    starts = format_date(local_day(one.starts_at)) if one.starts_at else ""
    ends = last_day(one.ends_at)
    if ends is None:
        return _("từ %(start)s") % {"start": starts} if starts else ""
    return _("từ %(start)s đến hết %(end)s") % {"start": starts, "end": format_date(ends)}


def place(one: Placement) -> str:
    """Name a post and its agency."""
    return f"{one.post_title}, {one.agency_name}"


def placement_name(one: Placement) -> str:
    """Say who has a post, since when."""
    return _("%(name)s, %(period)s") % {"name": one.official_name, "period": period(one)}


def placement_line(one: Placement, *, now: datetime) -> str:
    """Say in one line who has a post, or stands in, since when."""
    facts = {"name": one.official_name, "period": period(one)}
    if not one.is_own:
        return _("người thay: %(name)s, %(period)s") % facts
    if not one.has_begun(now):
        return _("sắp giữ: %(name)s, %(period)s") % facts
    return placement_name(one)


def standing(one: Placement, *, now: datetime) -> str:
    """Say whether a placement is of now, over, or to come."""
    if one.has_ended(now):
        return _("đã thôi")
    return _("hiện nay") if one.has_begun(now) else _("sắp tới")
