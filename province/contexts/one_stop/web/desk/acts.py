"""What may be done with a dossier now, by whoever holds its task: one primary act, and others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.states import (
    UNDOABLE,
    Channel,
    FormIssued,
    ProcessingState,
)
from province.contexts.one_stop.contracts.views import DossierView, SupplementView
from province.contexts.one_stop.queries.mistakes import may_take_back
from province.contexts.one_stop.rules.dossier import is_late_or_soon, is_untouched
from province.contexts.one_stop.rules.talks import is_question
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.values import (
    LEGAL,
    ActView,
    CaseView,
    ClockState,
    HandoverView,
    TaskState,
    TaskView,
)
from province.kernel.processes.contracts import TaskKind

ACCEPT, REFUSE, SUPPLEMENT = "tiep-nhan", "tu-choi", "bo-sung"
TAKE_UP, APPRAISE, REVIEW, SEND_BACK = "nhan-viec", "tham-dinh", "kiem-tra", "tra-lai"
SUPPLY_ON_PAPER, END_UNANSWERED = "nhan-bo-sung", "qua-han-bo-sung"
REAPPOINT = "hen-lai"
MISTAKE = "nhap-nham"
SIGN, SEAL, DELIVER, PASS_ON = "ky", "dong-dau", "tra-ket-qua", "giao"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words, its key on the keyboard, and the act of the journal it leaves.

    ``page`` names the page of an act that is done elsewhere than beside the file.
    """

    key: str
    label: StrOrPromise
    submit: StrOrPromise
    done: StrOrPromise
    journal: str
    icon: str
    shortcut: str = ""
    has_form: bool = True
    kind: str = ""
    page: str = ""


ACTS: Mapping[str, Act] = {
    act.key: act
    for act in (
        Act(
            ACCEPT,
            _("Tiếp nhận"),
            _("Tiếp nhận"),
            _("Đã tiếp nhận, cấp mã và in giấy hẹn."),
            "received",
            "check",
            "T",
            has_form=False,
        ),
        Act(
            SUPPLEMENT,
            _("Yêu cầu bổ sung"),
            _("Gửi yêu cầu"),
            _("Đã gửi yêu cầu bổ sung."),
            "supplement_asked",
            "reply",
            "B",
        ),
        Act(
            REFUSE,
            _("Từ chối tiếp nhận"),
            _("Từ chối tiếp nhận"),
            _("Đã từ chối tiếp nhận, phiếu theo mẫu 03 đã lập."),
            "refused_reception",
            "ban",
            kind="x",
        ),
        Act(
            TAKE_UP,
            _("Nhận việc"),
            _("Nhận việc"),
            _("Đã nhận việc."),
            "taken_up",
            "check",
            "N",
            has_form=False,
        ),
        Act(
            APPRAISE,
            _("Thẩm định, trình dự thảo"),
            _("Trình dự thảo"),
            _("Đã trình dự thảo."),
            "appraised",
            "send",
            "T",
        ),
        Act(
            REVIEW,
            _("Đồng ý trình ký"),
            _("Đồng ý trình ký"),
            _("Đã kiểm tra, trình lãnh đạo ký."),
            "reviewed",
            "send",
            "T",
        ),
        Act(
            SEND_BACK,
            _("Trả lại bước trước"),
            _("Trả lại"),
            _("Đã trả lại kèm lý do."),
            "sent_back",
            "reply",
            "R",
        ),
        Act(SIGN, _("Ký số"), _("Ký"), _("Đã ký số."), "signed", "pen", "T"),
        Act(
            SEAL,
            _("Cấp số, đóng dấu"),
            _("Cấp số, đóng dấu"),
            _("Đã cấp số và đóng dấu."),
            "sealed",
            "stamp",
            "T",
        ),
        Act(
            DELIVER,
            _("Trả kết quả"),
            _("Đã trả kết quả"),
            _("Đã trả kết quả."),
            "delivered",
            "check",
            "T",
        ),
        Act(
            PASS_ON,
            _("Giao người khác"),
            _("Giao"),
            _("Đã giao cho người khác."),
            "passed_on",
            "swap",
            "G",
        ),
    )
}
PAGES: Mapping[str, Act] = {
    act.key: act
    for act in (
        Act(
            SUPPLY_ON_PAPER,
            _("Nhận giấy bổ sung"),
            _("Ghi nhận bổ sung"),
            _("Đã ghi nhận giấy tờ người nộp bổ sung. Hồ sơ được xem tiếp."),
            "supplemented_on_paper",
            "scan",
            has_form=False,
            page="one_stop:supply_on_paper",
        ),
        Act(
            END_UNANSWERED,
            _("Quá hạn bổ sung"),
            _("Kết thúc, trả lại hồ sơ"),
            _("Đã kết thúc hồ sơ vì quá hạn bổ sung. Phiếu theo mẫu 03 đã lập."),
            "supplement_unanswered",
            "ban",
            has_form=False,
            kind="x",
            page="one_stop:end_unanswered",
        ),
        Act(
            REAPPOINT,
            _("Xin lỗi, hẹn lại"),
            _("Hẹn lại, lập phiếu xin lỗi"),
            _("Đã hẹn lại ngày trả. Phiếu xin lỗi theo mẫu 04 đã lập, in được ở cột giấy tờ."),
            "clock_extended",
            "clock",
            has_form=False,
            page="one_stop:reappoint",
        ),
        Act(
            MISTAKE,
            _("Nhập nhầm thủ tục"),
            _("Hủy tiếp nhận này"),
            _("Đã hủy tiếp nhận vì nhập nhầm. Mã hồ sơ không dùng lại; người nộp được báo."),
            "entered_by_mistake",
            "reply",
            has_form=False,
            page="one_stop:mistake",
        ),
    )
}
_BY_TASK: Mapping[TaskKind, tuple[tuple[str, str], ...]] = {
    TaskKind.TAKE_IN: (
        (ACCEPT, permissions.RECEIVE),
        (SUPPLEMENT, permissions.RECEIVE),
        (REFUSE, permissions.RECEIVE),
    ),
    TaskKind.WORK: ((APPRAISE, permissions.APPRAISE), (SUPPLEMENT, permissions.APPRAISE)),
    TaskKind.APPROVE: ((REVIEW, permissions.REVIEW), (SEND_BACK, permissions.REVIEW)),
    TaskKind.SIGN: ((SIGN, permissions.SIGN), (SEND_BACK, permissions.SIGN)),
    TaskKind.SEAL: ((SEAL, permissions.SEAL),),
    TaskKind.DELIVER: ((DELIVER, permissions.DELIVER),),
}


@dataclass(frozen=True, slots=True)
class Possible:
    """What the actor may do now, the primary act first; the open task it is about."""

    task: TaskView | None
    acts: tuple[Act, ...] = ()
    undo_task_id: int | None = None

    @property
    def primary(self) -> Act | None:
        """Return the one next step."""
        return self.acts[0] if self.acts else None

    def find(self, key: str) -> Act | None:
        """Return an act that is possible now, by its key."""
        return next((act for act in self.acts if act.key == key), None)


def held_task(*, case: CaseView, actor: Actor) -> TaskView | None:
    """Return the open task that the actor holds: by post, desk or in person; no question."""
    return next(
        (
            t
            for t in case.tasks
            if t.state is TaskState.OPEN and holds(task=t, actor=actor) and not is_question(t)
        ),
        None,
    )


def possible_acts(  # noqa: PLR0913 -- each is one thing that decides
    *,
    dossier: DossierView,
    case: CaseView,
    actor: Actor,
    handovers: tuple[HandoverView, ...],
    acts: tuple[ActView, ...],
    now: datetime,
) -> Possible:
    """Return what the actor may do with the dossier now."""
    undo = _undo(case, actor, handovers, acts)
    task = held_task(case=case, actor=actor)
    if case.closed_at is not None:
        return Possible(task=None, undo_task_id=undo)
    answers = (
        *answer_acts(dossier=dossier, actor=actor, now=now),
        *late_acts(dossier=dossier, case=case, actor=actor, now=now),
    )
    mistaken = mistake_acts(dossier=dossier, actor=actor, acts=acts, now=now)
    if task is None:
        return Possible(task=None, acts=(*answers, *mistaken), undo_task_id=undo)
    keys = [
        key
        for key, ability in _BY_TASK.get(task.kind, ())
        if actor.can(ability, unit=dossier.agency_id)
    ]
    if _paused(case) or _asked_before(dossier, task):
        keys = [key for key in keys if key != SUPPLEMENT]
    if _paused(case):
        keys = []
    elif task.kind is TaskKind.WORK and keys and _not_taken(task, handovers):
        keys = [TAKE_UP, *(key for key in keys if key != APPRAISE)]
    return Possible(
        task=task,
        acts=(*answers, *(ACTS[key] for key in [*keys, PASS_ON]), *mistaken),
        undo_task_id=undo,
    )


def waiting_request(dossier: DossierView) -> SupplementView | None:
    """Return the supplement request that waits for the applicant."""
    if dossier.finished_at is not None:
        return None
    return next((one for one in dossier.supplements if one.answered_at is None), None)


def answer_acts(*, dossier: DossierView, actor: Actor, now: datetime) -> tuple[Act, ...]:
    """Return what may be done while the applicant is waited for: no task of ours is needed."""
    request = waiting_request(dossier)
    if request is None:
        return ()
    found = []
    if actor.can(permissions.RECEIVE, unit=dossier.agency_id):
        found.append(PAGES[SUPPLY_ON_PAPER])
    ends = permissions.APPRAISE if dossier.code else permissions.RECEIVE
    is_over = request.answer_by is not None and now > request.answer_by
    if is_over and actor.can(ends, unit=dossier.agency_id):
        found.append(PAGES[END_UNANSWERED])
    return tuple(found)


def late_acts(
    *, dossier: DossierView, case: CaseView, actor: Actor, now: datetime
) -> tuple[Act, ...]:
    """Return what may be done when the result is late, or soon: the one new promise (Mẫu 04)."""
    clock = case.clock(LEGAL)
    if clock is None or clock.due_at is None or clock.state is not ClockState.RUNNING:
        return ()
    promised_before = any(form.form is FormIssued.APOLOGY for form in dossier.forms)
    may = actor.can(permissions.SIGN, unit=dossier.agency_id)
    if promised_before or not may or not is_late_or_soon(clock.due_at, now):
        return ()
    return (PAGES[REAPPOINT],)


def mistake_acts(
    *, dossier: DossierView, actor: Actor, acts: tuple[ActView, ...], now: datetime
) -> tuple[Act, ...]:
    """Return the way to take today's reception back, while it is the last thing that happened."""
    if dossier.received_at is None or dossier.processing is not ProcessingState.RECEIVED:
        return ()
    is_today = localtime(dossier.received_at).date() == localtime(now).date()
    if not is_today or dossier.channel is not Channel.DIRECT:
        return ()
    received = [act for act in acts if act.name == "received"][-1:]
    by = received[0].official_id if received else None
    may = may_take_back(actor=actor, agency_id=dossier.agency_id, received_by=by)
    return (PAGES[MISTAKE],) if may and is_untouched([act.name for act in acts]) else ()


def holds(*, task: TaskView, actor: Actor) -> bool:
    """Tell whether the actor holds a task: by post, desk or in person."""
    holder = task.holder
    if holder.post_id is not None:
        return holder.post_id in actor.posts
    if holder.desk:
        free = task.claimed_by is None or task.claimed_by in actor.posts
        return free and (task.unit_id, holder.desk) in actor.desks
    return holder.official_id is not None and holder.official_id == actor.official_id


def _paused(case: CaseView) -> bool:
    return case.phase == "supplement"


def _asked_before(dossier: DossierView, task: TaskView) -> bool:
    stage = "before" if task.kind is TaskKind.TAKE_IN else "after"
    return any(request.stage == stage for request in dossier.supplements)


def _not_taken(task: TaskView, handovers: tuple[HandoverView, ...]) -> bool:
    """Tell whether the last hand-over of the task is not confirmed."""
    last = [h for h in handovers if h.task_id == task.id][-1:]
    return any(h.taken_at is None for h in last)


def _undo(
    case: CaseView,
    actor: Actor,
    handovers: tuple[HandoverView, ...],
    acts: tuple[ActView, ...],
) -> int | None:
    """Return the task of the last act if it was the actor's own and nobody has gone on with it."""
    last = acts[-1] if acts else None
    if last is None or last.name not in UNDOABLE or last.actor != actor.key:
        return None
    opened = set(last.params.get("opened", []))
    taken = {h.task_id for h in handovers if h.taken_at is not None}
    states = {t.id: t for t in case.tasks}
    gone_on = any(
        task_id in taken
        or task_id not in states
        or states[task_id].state is not TaskState.OPEN
        or states[task_id].claimed_by is not None
        for task_id in opened
    )
    return None if gone_on else last.task_id
