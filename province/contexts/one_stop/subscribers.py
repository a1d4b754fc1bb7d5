"""What the one-stop mechanism does when something happens in a case."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.commands.following import follow_clock
from province.contexts.one_stop.commands.telling import (
    ANSWERED,
    ASKED,
    FILED,
    RECEIVED,
    RETURNED,
    TOLD,
    tell_applicant,
    tell_of_end,
    tell_of_new_day,
)
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.events import (
    ApplicantTold,
    DossierFiled,
    DossierFinished,
    DossierReceived,
    QuestionAnswered,
    ResultReturned,
    SupplementAsked,
)
from province.foundation.events.bus import on
from province.kernel.cases.events import CaseMoved

# Acts that move a limit without a command of this context.
MOVES_A_LIMIT = frozenset({"clock_recounted", "clock_extended", "limit_switched"})


@on(
    CaseMoved,
    says=_("Hạn của hồ sơ đổi trong một việc khác: nơi người nộp đọc và các danh sách đổi theo"),
)
def carry_a_moved_limit(payload: dict[str, Any]) -> None:
    """Show the new end where the applicant and the lists read it."""
    if payload["kind"] == KIND and payload["act"] in MOVES_A_LIMIT:
        follow_clock(case_id=payload["case_id"], now=timezone.now())


@on(CaseMoved, says=_("Ngày trả kết quả được hẹn lại: báo người nộp"))
def tell_of_reappointment(payload: dict[str, Any]) -> None:
    """Tell the applicant of the new day."""
    if payload["kind"] == KIND and payload["act"] == "clock_extended":
        tell_of_new_day(case_id=payload["case_id"], once=str(payload["seq"]), now=timezone.now())


@on(DossierFiled, says=_("Hồ sơ được nộp: báo người nộp"))
def tell_of_filing(payload: dict[str, Any]) -> None:
    """Tell the applicant that the filing has arrived."""
    tell_applicant(
        dossier_id=payload["dossier_id"], occasion=FILED, once="filed", now=timezone.now()
    )


@on(DossierReceived, says=_("Hồ sơ được tiếp nhận: báo người nộp mã và ngày hẹn"))
def tell_of_reception(payload: dict[str, Any]) -> None:
    """Tell the applicant code and day."""
    tell_applicant(
        dossier_id=payload["dossier_id"], occasion=RECEIVED, once="received", now=timezone.now()
    )


@on(SupplementAsked, says=_("Cơ quan yêu cầu bổ sung: báo người nộp"))
def tell_of_request(payload: dict[str, Any]) -> None:
    """Tell the applicant until when to answer."""
    tell_applicant(
        dossier_id=payload["dossier_id"], occasion=ASKED, once=payload["stage"], now=timezone.now()
    )


@on(DossierFinished, says=_("Hồ sơ kết thúc: báo người nộp"))
def tell_of_finish(payload: dict[str, Any]) -> None:
    """Tell the applicant how it ended."""
    tell_of_end(
        dossier_id=payload["dossier_id"], processing=payload["processing"], now=timezone.now()
    )


@on(ResultReturned, says=_("Kết quả được trả: báo người nộp"))
def tell_of_return(payload: dict[str, Any]) -> None:
    """Tell the applicant that the result is out."""
    tell_applicant(
        dossier_id=payload["dossier_id"], occasion=RETURNED, once="returned", now=timezone.now()
    )


@on(ApplicantTold, says=_("Cán bộ nhắn người nộp: báo người nộp"))
def tell_of_message(payload: dict[str, Any]) -> None:
    """Tell the applicant that words wait on the page of the dossier."""
    _tell_once(payload, TOLD)


@on(QuestionAnswered, says=_("Câu hỏi của người nộp được trả lời: báo người nộp"))
def tell_of_answer(payload: dict[str, Any]) -> None:
    """Tell the applicant that the answer is there."""
    _tell_once(payload, ANSWERED)


def _tell_once(payload: dict[str, Any], occasion: str) -> None:
    """Tell the applicant of one act of the journal."""
    tell_applicant(
        dossier_id=payload["dossier_id"],
        occasion=occasion,
        once=str(payload["seq"]),
        now=timezone.now(),
    )
