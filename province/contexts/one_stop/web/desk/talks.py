"""Notes, messages and questions beside the file: what is said, and a form of its own for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.contracts.talks import LONGEST, Question, Saying, Talk
from province.contexts.one_stop.web.desk import acts
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FieldView
from province.foundation.ui.fields import field_from_bound
from province.foundation.ui.forms import AskingForm
from province.kernel.cases.contracts.values import CaseView

INSIDE, OUTSIDE, ANSWER = "noi-bo", "nguoi-nop", "tra-loi"
LABELS = {
    INSIDE: gettext_lazy("Ghi chú cho cán bộ"),
    OUTSIDE: gettext_lazy("Lời nhắn cho người nộp"),
    ANSWER: gettext_lazy("Câu trả lời"),
}
HINTS = {
    INSIDE: gettext_lazy("Chỉ cán bộ của cơ quan đọc được. Ghi rồi không sửa, không xóa được."),
    OUTSIDE: gettext_lazy("Người nộp đọc ngay trên trang hồ sơ của họ và được báo tin."),
    ANSWER: gettext_lazy("Người nộp thấy tên bạn cùng câu trả lời."),
}


class TalkForm(AskingForm):
    """Words of one kind: for officials, for the applicant, or in answer to a question."""

    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *, kind: str, task_id: int | None = None, given: Any = None) -> None:
        super().__init__(given, auto_id=f"{kind}-{task_id}-%s" if task_id else f"{kind}-%s")
        self.kind, self.task_id = kind, task_id
        self.fields["words"].label, self.fields["words"].help_text = LABELS[kind], HINTS[kind]

    @property
    def field(self) -> FieldView:
        """Return the one field, ready to be shown."""
        return field_from_bound(self["words"])


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at what was said, and when; the names of those who said it."""

    actor: Actor
    case: CaseView
    names: Mapping[int, str]
    now: datetime


@dataclass(frozen=True, slots=True)
class SayingLine:
    """Words with who wrote them and when."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with its answer, or with the form of whoever is to answer it."""

    task_id: int
    words: str
    asked: str
    until: str
    is_late: bool
    waits: bool
    answer: SayingLine | None
    field: FieldView | None


@dataclass(frozen=True, slots=True)
class TalkPanel:
    """All that was said, with the forms of the reader; none for who only looks."""

    questions: tuple[QuestionLine, ...]
    told: tuple[SayingLine, ...]
    notes: tuple[SayingLine, ...]
    inside: FieldView | None
    outside: FieldView | None
    opened: str = ""


def panel_of(*, said: Talk, reader: Reader, typed: TalkForm | None) -> TalkPanel:
    """Return what was said for this reader; a form that came back keeps what was typed."""
    may = said.sees_notes

    def field_of(kind: str, task_id: int | None = None) -> FieldView:
        if typed is not None and (typed.kind, typed.task_id) == (kind, task_id):
            return typed.field
        return TalkForm(kind=kind, task_id=task_id).field

    return TalkPanel(
        questions=tuple(
            _question(
                one,
                reader,
                field_of(ANSWER, one.task_id) if may_answer(one, said, reader) else None,
            )
            for one in said.questions
        ),
        told=tuple(_line(one, reader) for one in reversed(said.told)),
        notes=tuple(_line(one, reader) for one in reversed(said.notes)),
        inside=field_of(INSIDE) if may else None,
        outside=field_of(OUTSIDE) if may else None,
        opened=typed.kind if typed is not None else "",
    )


def may_answer(question: Question, said: Talk, reader: Reader) -> bool:
    """Tell whether the reader is to answer: its holder, or anybody here once the file is closed."""
    if not question.waits or not said.sees_notes:
        return False
    task = next((t for t in reader.case.tasks if t.id == question.task_id), None)
    if task is None or not question.is_open:
        return True
    return acts.holds(task=task, actor=reader.actor)


def _question(question: Question, reader: Reader, field: FieldView | None) -> QuestionLine:
    return QuestionLine(
        task_id=question.task_id,
        words=question.words,
        asked=_moment(question.asked_at),
        until=_moment(question.due_at) if question.due_at is not None else "",
        is_late=question.is_late(reader.now),
        waits=question.waits,
        answer=_line(question.answer, reader) if question.answer is not None else None,
        field=field,
    )


def _line(saying: Saying, reader: Reader) -> SayingLine:
    name = reader.names.get(saying.official_id or 0, _("cán bộ"))
    return SayingLine(words=saying.words, by=f"{name} · {_moment(saying.at)}")


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "H:i d/m/Y")
