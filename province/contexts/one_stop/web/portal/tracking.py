"""Where a dossier stands, for anybody who has its code: the code and how far it has come."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import NationalStatus
from province.contexts.one_stop.contracts.views import PublicProgress
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.web.portal.words import day, promised
from province.foundation.identity.actors import Actor
from province.foundation.throttling.counting import note_visit
from province.foundation.ui.contracts import (
    Crumb,
    FieldView,
    KeyValue,
    StepItem,
    StepState,
)
from province.foundation.web.desk import ActorMixin
from province.foundation.web.slots import links_at

MISSING = 404
LONGEST = 60
STATUS: dict[NationalStatus, StrOrPromise] = {
    NationalStatus.NEW: gettext_lazy("Mới nộp, chờ tiếp nhận"),
    NationalStatus.RECEIVED: gettext_lazy("Đã tiếp nhận"),
    NationalStatus.NOT_RECEIVED: gettext_lazy("Không được tiếp nhận"),
    NationalStatus.PROCESSING: gettext_lazy("Đang giải quyết"),
    NationalStatus.SUPPLEMENT: gettext_lazy("Chờ người nộp bổ sung giấy tờ"),
    NationalStatus.FINANCE: gettext_lazy("Chờ thực hiện nghĩa vụ tài chính"),
    NationalStatus.WITHDRAWN: gettext_lazy("Người nộp đã rút"),
    NationalStatus.STOPPED: gettext_lazy("Dừng giải quyết"),
    NationalStatus.DONE: gettext_lazy("Đã có kết quả giải quyết"),
    NationalStatus.RETURNED: gettext_lazy("Đã trả kết quả"),
}
STEPS = (
    gettext_lazy("Nộp hồ sơ"),
    gettext_lazy("Tiếp nhận"),
    gettext_lazy("Giải quyết"),
    gettext_lazy("Trả kết quả"),
)
_DASHES = dict.fromkeys((8208, 8209, 8211, 8212, 8722), "-")  # as phones type them
_CUT_SHORT = {NationalStatus.NOT_RECEIVED, NationalStatus.WITHDRAWN, NationalStatus.STOPPED}
_OVER = _CUT_SHORT | {NationalStatus.DONE, NationalStatus.RETURNED}


class Track(ActorMixin, View):
    """Asks for a code, and says how far its dossier has come."""

    def get(self, request: HttpRequest, code: str = "") -> HttpResponse:
        """Show the question, or the answer to it; an unknown code gets help.

        :raises TooManyError: this address has looked up too many codes.
        """
        typed = (code or request.GET.get("ma", ""))[:LONGEST]
        wanted = "".join(typed.translate(_DASHES).split()).upper()
        now = timezone.now()
        context: dict[str, Any] = {
            "field": _field(typed, ""),
            "progress": None,
            "crumbs": (Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Tra cứu hồ sơ"))),
        }
        status = 200
        if wanted and "\x00" not in wanted:
            note_visit(request=request, name="tracking")
            try:
                progress = one_stop.public_progress(code=wanted, now=now)
                context |= _answer(progress, self.actor, now)
                context["field"] = _field("", "")
            except DossierNotFoundError:
                status, context["field"] = MISSING, _field(typed, _not_found())
                context["unknown"] = typed
        elif "ma" in request.GET:
            context["field"] = _field(typed, _("Hãy nhập mã hồ sơ hoặc số nộp."))
        response = render(request, "one_stop/portal/track.html", context, status=status)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _not_found() -> str:
    return _(
        "Không có hồ sơ mang mã này. Mã hồ sơ có dạng H01.01.30307-261122-0001, in trên giấy hẹn; "
        "chưa có giấy hẹn thì dùng số nộp, dạng NOP-261122-ABCD2345."
    )


def _field(typed: str, error: str) -> FieldView:
    return FieldView(
        name="ma",
        label=_("Mã hồ sơ hoặc số nộp"),
        value=typed,
        hint=_("In trên giấy hẹn, hoặc hiện ra khi bạn nộp xong."),
        error=error,
        autocomplete="off",
        element_id="ma",
        maxlength=LONGEST,
    )


def _answer(progress: PublicProgress, actor: Actor, now: datetime) -> dict[str, Any]:
    over = progress.status in _OVER
    facts = []
    if progress.received_on is not None:
        facts.append(KeyValue(term=_("Ngày tiếp nhận"), value=day(progress.received_on)))
    if progress.due_at is not None and not over:
        term = _("Hẹn trả dự kiến") if progress.provisional else _("Hẹn trả")
        facts.append(KeyValue(term=term, value=promised(progress.due_at)))
    if progress.answer_by is not None:
        words = _("%(at)s, trên cổng hoặc mang đến Trung tâm Phục vụ hành chính công")
        until = words % {"at": promised(progress.answer_by)}
        facts.append(KeyValue(term=_("Bổ sung trước"), value=until))
    own_id = _own_id(progress.code, actor, now)
    is_out = progress.status is NationalStatus.RETURNED
    return {
        "progress": progress,
        "links": links_at(place="one_stop.returned", actor=actor, about=own_id)
        if own_id is not None and is_out
        else (),
        "status_words": STATUS[progress.status],
        "is_late": progress.is_late and not over,
        "steps": tuple(
            StepItem(label=label, state=_state(number, progress))
            for number, label in enumerate(STEPS, start=1)
        ),
        "facts": tuple(facts),
        "own_id": own_id,
    }


def _state(number: int, progress: PublicProgress) -> StepState:
    if number != progress.step:
        return StepState.DONE if number < progress.step else StepState.TODO
    if progress.status in _CUT_SHORT:
        return StepState.STOPPED
    return StepState.DONE if progress.status is NationalStatus.RETURNED else StepState.NOW


def _own_id(code: str, actor: Actor, now: datetime) -> int | None:
    """Return the id of the dossier when it is the visitor's own."""
    if actor.party_id is None:
        return None
    person = Actor(account_id=actor.account_id, party_id=actor.party_id, name=actor.name)
    try:
        return one_stop.get_dossier_by_code(actor=person, code=code, purpose=None, now=now).id
    except DossierNotFoundError:
        return None
