"""Questions and messages on the page of one's own dossier."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.talks import LONGEST, Question, Saying
from province.contexts.one_stop.web.portal.words import moment, promised
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FieldKind, FieldView
from province.kernel.cases.contracts.values import ActView, CaseView
from province.kernel.org import public as org


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Words of an official, with name and moment."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One's own question, and what became of it."""

    words: str
    asked: str
    standing: str
    is_late: bool
    answer: AnswerLine | None


@dataclass(frozen=True, slots=True)
class TalkPart:
    """What was said, and the form to ask; none once the dossier is closed."""

    told: tuple[AnswerLine, ...]
    questions: tuple[QuestionLine, ...]
    field: FieldView | None
    key: str


def ask_place(dossier_id: int) -> str:
    """Return under which name a refused question waits for the page of its dossier."""
    return f"ask:{dossier_id}"


def talk_part(
    *,
    case: CaseView,
    acts: Sequence[ActView],
    reader: Actor,
    remarked: Mapping[str, str],
    now: datetime,
) -> TalkPart:
    """Return what the applicant reads of what was said, with what a refused question brought."""
    talk = one_stop.talk_of(actor=reader, case=case, acts=acts)
    answers = [one.answer for one in talk.questions if one.answer is not None]
    ids = {s.official_id for s in (*talk.told, *answers) if s.official_id is not None}
    names = org.official_names(ids=ids) if ids else {}
    field = FieldView(
        name="words",
        label=_("Câu hỏi của bạn"),
        kind=FieldKind.LONG,
        value=remarked.get("typed", ""),
        hint=_("Hỏi về hồ sơ này. Không ghi mật khẩu, mã xác nhận."),
        error=remarked.get("error", ""),
        maxlength=LONGEST,
        element_id="question",
    )
    return TalkPart(
        told=tuple(_line(one, names) for one in talk.told),
        questions=tuple(_question(one, names, now) for one in talk.questions),
        field=field if case.closed_at is None else None,
        key=str(uuid.uuid4()),
    )


def _question(question: Question, names: Mapping[int, str], now: datetime) -> QuestionLine:
    late = question.is_late(now)
    return QuestionLine(
        words=question.words,
        asked=moment(question.asked_at),
        standing=_standing(question, is_late=late),
        is_late=late,
        answer=_line(question.answer, names) if question.answer is not None else None,
    )


def _standing(question: Question, *, is_late: bool) -> str:
    if question.answer is not None:
        return _("Cơ quan trả lời muộn.") if is_late else ""
    if is_late:
        return _("Cơ quan đã quá hạn trả lời. Bạn có thể gọi 1022.")
    if question.due_at is None:
        return _("Đang chờ cơ quan trả lời.")
    return _("Cơ quan trả lời trước %(at)s.") % {"at": promised(question.due_at)}


def _line(saying: Saying, names: Mapping[int, str]) -> AnswerLine:
    name = names.get(saying.official_id or 0, _("cán bộ"))
    return AnswerLine(words=saying.words, by=f"{name} · {moment(saying.at)}")
