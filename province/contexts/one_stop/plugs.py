"""What the one-stop mechanism registers: its case kind, its procedures' kinds, their forms."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import certified_copies, permissions, public
from province.contexts.one_stop.allowance import AllowanceKind
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.described.kind import DescribedKind
from province.contexts.one_stop.described.reading import described_procedures
from province.contexts.one_stop.general import register_general_kinds
from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.contexts.one_stop.notice_kinds import NOTICES
from province.contexts.one_stop.queries.about import sections_about
from province.contexts.one_stop.queries.forms import has_form
from province.contexts.one_stop.queries.plans import has_process, with_process
from province.contexts.one_stop.queries.processes import STANDING_TAGS, STANDINGS, standing_on
from province.contexts.one_stop.rules import dossier as rules
from province.contexts.procedures.registries import NEEDS, Need, NeedStanding
from province.foundation.ui.contracts import Tag
from province.kernel.cases.contracts.kinds import KINDS, CaseKind, No, PageRef, Yes
from province.kernel.cases.contracts.values import ClockView
from province.kernel.forms import public as forms
from province.kernel.notices.registries import NOTICE_KINDS
from province.kernel.parties.registries import DATA_ABOUT, DataProvider
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import FactType, TaskKind


class DossierKind(CaseKind):
    """A dossier of the one-stop mechanism."""

    key = KIND
    name = _("Hồ sơ")
    icon = "file"
    facts = {
        "channel": FactType.TEXT,
        "procedure": FactType.TEXT,
        "delivery": FactType.TEXT,
        "accepted": FactType.YES_NO,
        "received_by": FactType.INTEGER,
        "supplements_before": FactType.INTEGER,
        "supplements_after": FactType.INTEGER,
        "result": FactType.TEXT,
    }
    phases = {
        "filed": _("Chờ tiếp nhận"),
        "processing": _("Đang giải quyết"),
        "supplement": _("Chờ bổ sung"),
        "signed": _("Chờ đóng dấu"),
        "ready": _("Có kết quả"),
        "returned": _("Đã trả"),
        "refused_reception": _("Không tiếp nhận"),
        "withdrawn": _("Đã rút"),
        "mistaken": _("Nhập nhầm"),
        "unanswered": _("Quá hạn bổ sung"),
    }
    acts = {
        "opened": _("Nộp hồ sơ"),
        "filing_revised": _("Người nộp sửa hồ sơ, gửi lại"),
        "received": _("Tiếp nhận, cấp mã và giấy hẹn"),
        "refused_reception": _("Từ chối tiếp nhận"),
        "supplement_asked_before": _("Yêu cầu bổ sung trước khi tiếp nhận"),
        "supplement_asked": _("Yêu cầu bổ sung"),
        "supplemented": _("Người nộp đã bổ sung"),
        "supplemented_on_paper": _("Nhận giấy bổ sung của người nộp tại quầy"),
        "supplement_unanswered": _("Quá hạn bổ sung, trả lại hồ sơ"),
        "plan_begun": _("Chuyển giải quyết theo quy trình"),
        "taken_up": _("Nhận việc"),
        "appraised": _("Thẩm định, trình dự thảo"),
        "reviewed": _("Kiểm tra, đồng ý trình ký"),
        "sent_back": _("Trả lại bước trước"),
        "withdrawn_act": _("Hoàn tác bước vừa làm"),
        "signed": _("Lãnh đạo ký số"),
        "sealed": _("Cấp số, đóng dấu"),
        "delivered": _("Trả kết quả"),
        "withdrawn": _("Người nộp rút hồ sơ"),
        "entered_by_mistake": _("Hủy tiếp nhận vì nhập nhầm"),
        "passed_on": _("Giao người khác"),
        "clock_started": _("Bắt đầu tính thời hạn"),
        "clock_paused": _("Dừng tính thời hạn"),
        "clock_resumed": _("Tính tiếp thời hạn"),
        "clock_extended": _("Xin lỗi, hẹn lại ngày trả kết quả"),
        "clock_recounted": _("Tính lại thời hạn theo lịch nghỉ đã công bố"),
        "clock_restarted": _("Tính lại thời hạn từ đầu"),
        "clock_stopped": _("Kết thúc tính thời hạn"),
        "noted": _("Ghi chú nội bộ"),
        "applicant_told": _("Nhắn người nộp"),
        "question_asked": _("Người nộp hỏi"),
        "question_answered": _("Trả lời câu hỏi của người nộp"),
        "form_issued": _("Phát hành biểu mẫu"),
        "facts_set": _("Ghi dữ kiện"),
        "closed": _("Kết thúc hồ sơ"),
    }
    outcomes = {
        "granted": _("Giải quyết"),
        "refused": _("Không đủ điều kiện"),
        "refused_reception": _("Không tiếp nhận"),
        "withdrawn": _("Rút hồ sơ"),
        "mistaken": _("Nhập nhầm"),
        "unanswered": _("Quá hạn bổ sung, trả lại hồ sơ"),
        "merged": _("Trùng, gộp vào hồ sơ khác"),
    }
    refusals = {
        "wrong_phase": _("hồ sơ đang ở bước khác."),
        "supplement_once": _("mỗi hồ sơ chỉ được yêu cầu bổ sung một lần."),
    }

    def may(
        self, act: str, facts: Mapping[str, Any], phase: str, clocks: Sequence[ClockView]
    ) -> Yes | No:
        """Tell whether the act is allowed where the dossier stands."""
        del clocks
        return rules.may(act, facts, phase)

    def phase_after(self, act: str, facts: Mapping[str, Any], phase: str) -> str:
        """Return the phase after an act."""
        return rules.phase_after(act, facts, phase)

    def may_hold(self, task_kind: TaskKind, abilities: AbstractSet[str]) -> bool:
        """Tell whether a post with these abilities may be given a task of this kind by hand."""
        needed = permissions.NEEDED_FOR.get(task_kind)
        return needed is None or needed in abilities

    def page_of(self, case_id: int, code: str) -> PageRef:
        """Return the officers' page of a dossier."""
        del code
        return PageRef(name="one_stop:dossier", kwargs={"case_id": case_id})

    def columns(self, case_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
        """Return what inbox rows show of dossiers, in one query."""
        return public.inbox_columns(case_ids=case_ids)


def process_standing(*, procedure_code: str, on: date) -> NeedStanding:
    """Return the badge of a procedure's process, for the page where the procedure is curated."""
    standing = standing_on(code=procedure_code, on=on)
    return NeedStanding(
        badge=Tag(words=STANDINGS[standing], kind=STANDING_TAGS[standing]),
        page="one_stop:process",
        may_open=lambda actor: processes.may_draft(actor=actor),
    )


KINDS.register(DossierKind())
OWN_RULES = {certified_copies.CODE: certified_copies.CertifiedCopyKind}
PROCEDURE_KINDS.register(AllowanceKind())
for described in described_procedures():
    PROCEDURE_KINDS.register(OWN_RULES.get(described.code, DescribedKind)(described))
register_general_kinds()  # last: only for those without a kind of their own
NEEDS.register(Need(key="form", name=_("biểu mẫu được phê duyệt"), stands=has_form))
NEEDS.register(
    Need(
        key="process",
        name=_("quy trình được công bố"),
        stands=has_process,
        among=with_process,
        standing=process_standing,
    )
)
forms.register_folder(folder=Path(__file__).resolve().parent / "forms")
DATA_ABOUT.register(DataProvider(key="one_stop", order=30, give=sections_about))
for notice_kind in NOTICES:
    NOTICE_KINDS.register(notice_kind)
