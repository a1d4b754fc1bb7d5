"""What the pages of processes say: where one stands, who holds a step, what is missing."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.queries.processes import (
    STANDING_TAGS,
    STANDINGS,
    ProcessRow,
    division_names,
)
from province.contexts.one_stop.rules.generated_process import Missing
from province.foundation.ui.contracts import Tag
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes.contracts import HolderKind, HolderRule, Origin, VersionState

STATES: Mapping[VersionState, StrOrPromise] = {
    VersionState.DRAFT: pgettext_lazy("process", "Bản nháp"),
    VersionState.APPROVED: pgettext_lazy("process", "Đang áp dụng"),
    VersionState.PUBLISHED: pgettext_lazy("process", "Đã phê duyệt"),
    VersionState.WITHDRAWN: pgettext_lazy("process", "Đã rút"),
}
ORIGINS: Mapping[Origin, StrOrPromise] = {
    Origin.HAND: gettext_lazy("Soạn theo bảng bước"),
    Origin.GENERATED: gettext_lazy("Dựng tự động"),
}
MISSING: Mapping[Missing, StrOrPromise] = {
    Missing.INTERNAL: gettext_lazy("thủ tục nội bộ giữa các cơ quan"),
    Missing.TIME: gettext_lazy("thời hạn chắc chắn"),
    Missing.AGENCY: gettext_lazy("cơ quan giải quyết rõ ràng"),
    Missing.RESULT: gettext_lazy("tên giấy tờ kết quả"),
}
ROLES: Mapping[str, StrOrPromise] = {
    "specialist": gettext_lazy("Chuyên viên"),
    "head_of_division": gettext_lazy("Lãnh đạo phòng"),
    "leader": gettext_lazy("Lãnh đạo cơ quan"),
    "clerk": gettext_lazy("Văn thư"),
    "one_stop_officer": gettext_lazy("Cán bộ một cửa"),
}
DESKS: Mapping[str, StrOrPromise] = {
    "clerical": gettext_lazy("Văn thư"),
    "one_stop": gettext_lazy("Bộ phận một cửa"),
}


def tag_of(row: ProcessRow) -> Tag:
    """Return the badge of a row: in force, a draft, or only a sample."""
    return Tag(words=STANDINGS[row.standing], kind=STANDING_TAGS[row.standing])


def missing_words(row: ProcessRow) -> str:
    """Say what keeps a draft from being drawn up, or nothing."""
    return ", ".join(str(MISSING[each]) for each in row.missing)


def holder_words(holder: HolderRule) -> str:
    """Say who holds a step."""
    role, _dot, division = holder.name.partition(".")
    if holder.kind is HolderKind.HEAD:
        return _("Người đứng đầu cơ quan")
    if holder.kind is HolderKind.DESK:
        return str(DESKS.get(holder.name, holder.name))
    if holder.kind is HolderKind.POST:
        words = str(ROLES.get(role, role))
        return f"{words}, {division_names().get(division, division)}" if division else words
    others = {
        HolderKind.CHOSEN: _("Người được chọn ở bước trước"),
        HolderKind.APPLICANT: _("Người nộp"),
        HolderKind.OUTSIDE: _("Cơ quan ngoài hệ thống"),
    }
    return others[holder.kind]


def limit_or_dash(limit: Limit | None) -> str:
    """Say how long a limit is; a dash for none."""
    if limit is None or limit.unit is LimitUnit.NONE:
        return "–"
    return calendars.limit_words(limit=limit)


def total_words(total: int | None, limit: Limit | None) -> str:
    """Say what the steps take together, in the unit of the procedure's limit."""
    if total is None:
        return _("không cộng được: các bước tính bằng đơn vị khác nhau")
    if limit is not None and limit.unit in {LimitUnit.DAY, LimitUnit.MONTH}:
        return calendars.limit_words(limit=Limit(total, limit.unit))
    hours, minutes = divmod(total, 60)
    if minutes or not hours:
        return calendars.limit_words(limit=Limit(total, LimitUnit.WORK_MINUTE))
    return calendars.limit_words(limit=Limit(hours, LimitUnit.WORK_HOUR))
