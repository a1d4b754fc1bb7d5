"""What the journal of cases keeps of a person: in which matters, and as what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.models.case import Case, CaseParty
from province.kernel.parties.contracts import DataSection

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
KEPT_BY = gettext_lazy(
    "Luật Lưu trữ số 33/2024/QH15: hồ sơ, nhật ký giải quyết giữ theo thời hạn lưu trữ"
)


def sections_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return the matters of a person, in one query; they must be kept by the law on archives."""
    del now
    rows = CaseParty.objects.filter(party_id=party_id).select_related("case").order_by("-case")
    sections = []
    for is_kept in (True, False):
        lines = tuple(_line(row.case) for row in rows if _is_kept(row.case.kind) is is_kept)
        if lines:
            title = _("Hồ sơ, vụ việc") if is_kept else _("Việc khác")
            kept_by = str(KEPT_BY) if is_kept else ""
            sections.append(DataSection(title=title, rows=lines, kept_by=kept_by))
    return tuple(sections)


def _line(case: Case) -> tuple[str, str]:
    kind = KINDS.find(case.kind)
    name = str(kind.name) if kind is not None else case.kind
    when = f"{case.opened_at.astimezone(LOCAL):%d/%m/%Y}"
    return f"{when} · {name}", f"{case.title} {case.code or ''}".strip()


def _is_kept(key: str) -> bool:
    kind = KINDS.find(key)
    return kind is None or kind.is_kept
