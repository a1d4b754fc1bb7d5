"""What happened to a dossier, in plain words: only the acts that are meant for the applicant."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.states import FormIssued, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView, IssuedFormView
from province.contexts.one_stop.rules.talks import is_question
from province.contexts.one_stop.web.portal.standing import ENDED
from province.contexts.one_stop.web.portal.words import day, moment, promised
from province.foundation.ui.contracts import Link, StepState, TimelineItem
from province.kernel.cases.contracts.values import (
    LEGAL,
    ActView,
    CaseView,
    TaskState,
    TaskView,
)
from province.kernel.processes.contracts import TaskKind

FORM_NAMES: dict[FormIssued, StrOrPromise] = {
    FormIssued.RECEIPT: gettext_lazy("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    FormIssued.SUPPLEMENT: gettext_lazy("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    FormIssued.REFUSAL: gettext_lazy("Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    FormIssued.APOLOGY: gettext_lazy("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
}
_ORIGINS: dict[str, StrOrPromise] = {
    "portal": gettext_lazy("Nộp trên mạng"),
    "counter": gettext_lazy("Nộp tại Trung tâm Phục vụ hành chính công"),
    "post": gettext_lazy("Nộp qua bưu điện"),
    "kiosk": gettext_lazy("Nộp tại máy tự phục vụ"),
}
_PLAIN: dict[str, StrOrPromise] = {
    "filing_revised": gettext_lazy("Bạn đã sửa hồ sơ, gửi lại"),
    "supplement_asked_before": gettext_lazy(
        "Trung tâm Phục vụ hành chính công đề nghị bạn bổ sung giấy tờ"
    ),
    "supplement_asked": gettext_lazy("Cơ quan đề nghị bạn bổ sung giấy tờ"),
    "supplemented": gettext_lazy("Bạn đã gửi bổ sung"),
    "supplemented_on_paper": gettext_lazy(
        "Trung tâm Phục vụ hành chính công đã nhận giấy bạn bổ sung"
    ),
    "supplement_unanswered": gettext_lazy("Quá hạn bổ sung, cơ quan trả lại hồ sơ"),
    "clock_extended": gettext_lazy("Cơ quan xin lỗi và hẹn lại ngày trả kết quả"),
    "clock_recounted": gettext_lazy("Ngày hẹn trả được tính lại theo lịch nghỉ đã công bố"),
    "appraised": gettext_lazy("Chuyên môn xem xét xong"),
    "signed": gettext_lazy("Lãnh đạo đã ký kết quả"),
    "refused_reception": gettext_lazy("Hồ sơ không được tiếp nhận"),
    "withdrawn": gettext_lazy("Bạn đã rút hồ sơ"),
    "entered_by_mistake": gettext_lazy("Cơ quan nhập nhầm thủ tục, hồ sơ này kết thúc"),
}
_DOING: dict[TaskKind, StrOrPromise] = {
    TaskKind.TAKE_IN: gettext_lazy("Trung tâm Phục vụ hành chính công kiểm tra hồ sơ"),
    TaskKind.WORK: gettext_lazy("Chuyên môn đang xem xét"),
    TaskKind.CONSULT: gettext_lazy("Đang lấy ý kiến cơ quan liên quan"),
    TaskKind.APPROVE: gettext_lazy("Trưởng phòng đang kiểm tra"),
    TaskKind.SIGN: gettext_lazy("Lãnh đạo đang xem để ký"),
    TaskKind.SEAL: gettext_lazy("Văn thư đang cấp số, đóng dấu"),
    TaskKind.DELIVER: gettext_lazy("Kết quả chờ bạn đến nhận"),
    TaskKind.SUPPLY: gettext_lazy("Chờ bạn bổ sung giấy tờ"),
}
_ORDER = (TaskKind.TAKE_IN, TaskKind.WORK, TaskKind.SIGN, TaskKind.SEAL)
_AHEAD: dict[TaskKind, StrOrPromise] = {
    TaskKind.TAKE_IN: gettext_lazy("Tiếp nhận, cấp mã và giấy hẹn"),
    TaskKind.WORK: gettext_lazy("Chuyên môn xem xét"),
    TaskKind.SIGN: gettext_lazy("Lãnh đạo ký"),
    TaskKind.SEAL: gettext_lazy("Trả kết quả có chữ ký số"),
}
_PLACE = {TaskKind.APPROVE: TaskKind.WORK, TaskKind.DELIVER: TaskKind.SEAL}


def paper_url(view: DossierView, version_id: int) -> str:
    """Return the address of a paper of the dossier."""
    return reverse("one_stop:my_paper", kwargs={"dossier_id": view.id, "version_id": version_id})


def open_task(case: CaseView) -> TaskView | None:
    """Return the task on which the dossier waits now: the applicant's before anybody else's."""
    tasks = [t for t in case.tasks if t.state is TaskState.OPEN and not is_question(t)]
    return next((t for t in tasks if t.holder.party_id is not None), tasks[0] if tasks else None)


def doing(task: TaskView) -> str:
    """Say what is being done now."""
    if task.holder.party_id is not None:
        return str(_DOING[TaskKind.SUPPLY])
    return str(_DOING.get(task.kind) or pgettext("step", task.title))


def story(
    *, view: DossierView, case: CaseView, acts: Iterable[ActView], agency: str
) -> tuple[TimelineItem, ...]:
    """Return what happened, what is being done now, and what is still to come."""
    forms = list(view.forms)
    happened = [
        item for act in acts if (item := _happened(act, view, case, agency, forms)) is not None
    ]
    if view.processing in ENDED and view.processing is not ProcessingState.RESULT_READY:
        return tuple(happened)
    task = open_task(case)
    if task is None:
        return tuple(happened)
    return (*happened, _now(task), *_ahead(task, view))


def _happened(
    act: ActView,
    view: DossierView,
    case: CaseView,
    agency: str,
    forms: list[IssuedFormView],
) -> TimelineItem | None:
    special: dict[str, Callable[[], TimelineItem]] = {
        "opened": lambda: _item(
            act, str(_ORIGINS.get(str(act.params.get("origin")), _("Nộp hồ sơ")))
        ),
        "received": lambda: _received(act, view, case, agency),
        "sealed": lambda: _sealed(act, view),
        "delivered": lambda: _item(act, _delivered(act)),
    }
    if act.name in special:
        return special[act.name]()
    if act.name not in _PLAIN or act.params.get("clock", LEGAL) != LEGAL:
        return None
    kind = {
        "supplement_asked_before": FormIssued.SUPPLEMENT,
        "supplement_asked": FormIssued.SUPPLEMENT,
        "refused_reception": FormIssued.REFUSAL,
        "supplement_unanswered": FormIssued.REFUSAL,
    }.get(act.name)
    links = _form_link(view, kind, forms, act.at) if kind else ()
    note = _why_refused(act) if kind is FormIssued.REFUSAL else ""
    return _item(act, str(_PLAIN[act.name]), note=note, links=links)


def _why_refused(act: ActView) -> str:
    """Say why the dossier was not taken in, and by which law: written for the applicant."""
    reason, law = act.body or "", str(act.params.get("law", ""))
    if not law:
        return reason
    return _("%(reason)s (căn cứ: %(law)s)") % {"reason": reason, "law": law}


def _item(
    act: ActView, title: str, *, note: str = "", links: tuple[Link, ...] = ()
) -> TimelineItem:
    return TimelineItem(title=title, when=moment(act.at), at=act.at, note=note, links=links)


def _received(act: ActView, view: DossierView, case: CaseView, agency: str) -> TimelineItem:
    legal = case.clock(LEGAL)
    title = _("%(agency)s tiếp nhận") % {"agency": agency}
    if legal is not None and legal.due_first is not None:
        title = _("%(agency)s tiếp nhận, hẹn trả %(day)s") % {
            "agency": agency,
            "day": day(legal.due_first),
        }
    return _item(act, title, links=_form_link(view, FormIssued.RECEIPT, list(view.forms), act.at))


def _sealed(act: ActView, view: DossierView) -> TimelineItem:
    result = view.result
    if result is None or not result.is_issued:
        return _item(act, _("Văn thư cấp số, đóng dấu"))
    link = Link(
        label=_("Kết quả số %(number)s") % {"number": result.number},
        url=paper_url(view, result.version_id),
        after=_("(PDF, đã ký số)"),
    )
    return _item(act, _("Văn thư cấp số, đóng dấu"), links=(link,))


def _delivered(act: ActView) -> str:
    if act.params.get("way") == "electronic":
        return _("Đã trả kết quả vào kho giấy tờ của bạn")
    return _("Đã trả kết quả")


def _form_link(
    view: DossierView, kind: FormIssued, forms: list[IssuedFormView], at: datetime
) -> tuple[Link, ...]:
    """Return the link to the form that the act issued: the first of its kind since then."""
    found = next((form for form in forms if form.form is kind and form.at >= at), None)
    if found is None:
        return ()
    return (
        Link(
            label=FORM_NAMES[kind],
            url=paper_url(view, found.version_id),
            after=_("(PDF, số %(number)s)") % {"number": found.number},
        ),
    )


def _now(task: TaskView) -> TimelineItem:
    when = _("Từ %(at)s") % {"at": moment(task.opened_at)}
    note = ""
    if task.kind is TaskKind.TAKE_IN and task.due_at is not None:
        note = _("Trả lời trước %(at)s.") % {"at": promised(task.due_at)}
    return TimelineItem(
        title=doing(task), when=when, at=task.opened_at, state=StepState.NOW, note=note
    )


def _ahead(task: TaskView, view: DossierView) -> tuple[TimelineItem, ...]:
    if task.holder.party_id is not None:
        here = 0 if view.code else -1
    else:
        kind = _PLACE.get(task.kind, task.kind)
        here = _ORDER.index(kind) if kind in _ORDER else 1
    return tuple(
        TimelineItem(title=str(_AHEAD[kind]), state=StepState.TODO) for kind in _ORDER[here + 1 :]
    )
