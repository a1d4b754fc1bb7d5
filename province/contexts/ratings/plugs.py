"""What ratings register: their case kind, their notices, their part of one's data, the menus."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from django.utils.translation import gettext_lazy as _

from province.contexts.ratings import permissions, public, rules
from province.contexts.ratings.commands.asking import ANSWERED, ASKED
from province.contexts.ratings.contracts import KIND
from province.contexts.ratings.queries.reading import sections_about
from province.foundation.identity.actors import Actor
from province.foundation.web.menus import MENU, MenuEntry, Shell, page_url
from province.foundation.web.slots import SLOTS, PageLink, Slot
from province.kernel.cases.contracts.kinds import KINDS, CaseKind, No, PageRef, Yes
from province.kernel.cases.contracts.values import ClockView
from province.kernel.notices.contracts import NoticeKind, Wording
from province.kernel.notices.registries import NOTICE_KINDS
from province.kernel.parties.registries import DATA_ABOUT, DataProvider
from province.kernel.processes.contracts import FactType, TaskKind

VALUES = {
    "code": "H01.Z12-261119-0001",
    "procedure": "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng",
    "agency": "Ủy ban nhân dân phường Long Xuyên",
    "until": "22/12/2026",
}


class UnsolvedKind(CaseKind):
    """What an applicant calls unsolved after a result."""

    key = KIND
    name = _("Kết quả chưa giải quyết xong")
    icon = "alert"
    facts = {"dossier": FactType.TEXT}
    phases = {rules.OPEN: _("Chờ trả lời"), rules.CLOSED: _("Đã trả lời")}
    acts = {
        "opened": _("Người dân báo chưa xong"),
        "given": _("Giao người đứng đầu trả lời"),
        "solved": _("Đã giải quyết, trả lời người dân"),
        "explained": _("Giải thích cho người dân"),
        "closed": _("Kết thúc"),
    }
    outcomes = {
        "solved": _("Đã giải quyết"),
        "explained": _("Đã giải thích"),
        "merged": _("Trùng, gộp vào việc khác"),
    }
    refusals = {"over": _("phản hồi đã được trả lời.")}
    is_kept = False

    def may(
        self, act: str, facts: Mapping[str, Any], phase: str, clocks: Sequence[ClockView]
    ) -> Yes | No:
        """Tell whether the act is allowed where it stands."""
        del clocks
        return rules.may(act, facts, phase)

    def phase_after(self, act: str, facts: Mapping[str, Any], phase: str) -> str:
        """Return the phase after an act."""
        del facts, phase
        return rules.CLOSED if act == "closed" else rules.OPEN

    def may_hold(self, task_kind: TaskKind, abilities: AbstractSet[str]) -> bool:
        """Tell whether a post may be given the answer."""
        del task_kind
        return permissions.ANSWER_UNSOLVED in abilities

    def page_of(self, case_id: int, code: str) -> PageRef:
        """Return the officials' page."""
        del code
        return PageRef(name="ratings:unsolved", kwargs={"case_id": case_id})


def _own_link(actor: Actor, dossier_id: int) -> PageLink | None:
    if not public.is_asked(actor=actor, dossier_id=dossier_id):
        return None
    url = page_url("ratings:mine", dossier_id=dossier_id)
    return PageLink(
        title=_("Bạn có hài lòng không?"),
        words=_("Vài câu, dưới một phút. Chưa giải quyết xong thì báo ở đây để được trả lời."),
        label=_("Đánh giá kết quả"),
        url=url,
    )


KINDS.register(UnsolvedKind())
DATA_ABOUT.register(DataProvider(key="ratings", order=40, give=sections_about))
SLOTS.register(Slot(key="ratings", place="one_stop.returned", link=_own_link))
for kind in (
    NoticeKind(
        key=ASKED,
        label=_("Hỏi ý kiến sau khi trả kết quả"),
        wording=Wording(
            title=_("Bạn có hài lòng với hồ sơ {code} không?"),
            text=_(
                "{agency} đã trả kết quả hồ sơ “{procedure}”. Xin bạn đánh giá trước ngày {until}; "
                "nếu việc chưa giải quyết xong, hãy báo để người đứng đầu cơ quan trả lời."
            ),
        ),
        values=VALUES,
    ),
    NoticeKind(
        key=ANSWERED,
        label=_("Trả lời về kết quả chưa giải quyết xong"),
        wording=Wording(
            title=_("{agency} trả lời bạn về hồ sơ {code}"),
            text=_(
                "Người đứng đầu {agency} đã trả lời việc bạn báo chưa giải quyết xong ở hồ sơ "
                "“{procedure}”, mã {code}. Mở trang đánh giá để đọc."
            ),
            sms=_("Co quan da tra loi viec chua xong cua ho so {code}. Dang nhap cong de xem"),
        ),
        values=VALUES,
        is_required=True,
    ),
):
    NOTICE_KINDS.register(kind)
for entry in (
    MenuEntry(shell=Shell.FOOTER, label=_("Mức độ hài lòng"), url_name="ratings:shares", order=7),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Mức độ hài lòng"),
        url_name="ratings:figures",
        icon="chart",
        ability=permissions.SEE_FIGURES,
        order=56,
        covers=("ratings:opinions", "ratings:unsolved_list", "ratings:unsolved"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Đánh giá tại quầy"),
        url_name="ratings:counter",
        icon="check",
        ability=permissions.ASK_AT_COUNTER,
        order=57,
        covers=("ratings:tablet",),
    ),
):
    MENU.register(entry)
