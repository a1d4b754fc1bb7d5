"""What privacy registers: its case kind, its entries in the menus."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from django.utils.translation import gettext_lazy as _

from province.contexts.privacy import permissions, rules
from province.contexts.privacy.contracts import KIND
from province.foundation.web.menus import MENU, MenuEntry, Shell
from province.kernel.cases.contracts.kinds import KINDS, CaseKind, No, PageRef, Yes
from province.kernel.cases.contracts.values import ClockView
from province.kernel.processes.contracts import FactType, TaskKind


class DataRequestKind(CaseKind):
    """What a person asks about their own data."""

    key = KIND
    name = _("Yêu cầu về dữ liệu cá nhân")
    icon = "shield"
    facts = {"request": FactType.TEXT}
    phases = {rules.OPEN: _("Đang xử lý"), rules.CLOSED: _("Đã xong")}
    acts = {
        "opened": _("Gửi yêu cầu"),
        "given": _("Giao trả lời"),
        "shown": _("Lập tệp dữ liệu"),
        "done": _("Đã thực hiện"),
        "refused": _("Từ chối, có căn cứ"),
        "closed": _("Kết thúc"),
    }
    outcomes = {
        "done": _("Đã thực hiện"),
        "refused": _("Từ chối"),
        "withdrawn": _("Đã rút"),
        "merged": _("Trùng, gộp vào yêu cầu khác"),
    }
    refusals = {"over": _("yêu cầu đã kết thúc.")}
    is_kept = False

    def may(
        self, act: str, facts: Mapping[str, Any], phase: str, clocks: Sequence[ClockView]
    ) -> Yes | No:
        """Tell whether the act is allowed where the request stands."""
        del clocks
        return rules.may(act, facts, phase)

    def phase_after(self, act: str, facts: Mapping[str, Any], phase: str) -> str:
        """Return the phase after an act."""
        del facts, phase
        return rules.CLOSED if act == "closed" else rules.OPEN

    def may_hold(self, task_kind: TaskKind, abilities: AbstractSet[str]) -> bool:
        """Tell whether a post may be given the answer."""
        del task_kind
        return permissions.ANSWER_REQUESTS in abilities

    def page_of(self, case_id: int, code: str) -> PageRef:
        """Return the officials' page of a request."""
        del code
        return PageRef(name="privacy:request", kwargs={"case_id": case_id})


ADMINISTRATION = "console:home"  # the page of the desk to which rarer duties lead

KINDS.register(DataRequestKind())
for entry in (
    MenuEntry(shell=Shell.FOOTER, label=_("Dữ liệu của tôi"), url_name="privacy:mine", order=22),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Yêu cầu về dữ liệu"),
        url_name="privacy:requests",
        icon="shield",
        ability=permissions.ANSWER_REQUESTS,
        order=54,
        covers=("privacy:request", "privacy:record"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Lượt xem dữ liệu cá nhân"),
        url_name="privacy:unit_looks",
        icon="eyeoff",
        ability=permissions.SEE_LOOKS,
        under=ADMINISTRATION,
        group=_("Dữ liệu cá nhân"),
        order=91,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Vi phạm dữ liệu"),
        url_name="privacy:breaches",
        icon="alert",
        ability=permissions.KEEP_BREACHES,
        under=ADMINISTRATION,
        group=_("Dữ liệu cá nhân"),
        order=92,
        covers=("privacy:breach", "privacy:report_breach"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Sổ xử lý dữ liệu"),
        url_name="privacy:register",
        icon="book",
        ability=permissions.KEEP_REGISTER,
        under=ADMINISTRATION,
        group=_("Dữ liệu cá nhân"),
        order=93,
        covers=("privacy:activity",),
    ),
):
    MENU.register(entry)
