"""Forms of ratings: they only check the shape of what was typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.contexts.ratings import public
from province.contexts.ratings.contracts import Given, Level, Question
from province.foundation.ui.forms import AskingForm

DONE, NOT_DONE = "xong", "chua"
MOST = 2_000


class RatingForm(AskingForm):
    """What an applicant says about a result."""

    level = forms.ChoiceField(
        label=_("Bạn có hài lòng với lần giải quyết này không?"), widget=forms.RadioSelect
    )
    solved = forms.ChoiceField(
        label=_("Việc của bạn đã giải quyết xong chưa?"),
        choices=((DONE, _("Đã xong")), (NOT_DONE, _("Chưa giải quyết xong"))),
        initial=DONE,
        widget=forms.RadioSelect,
    )
    unsolved = forms.CharField(
        label=_("Việc gì chưa xong?"),
        help_text=_(
            "Chỉ ghi khi chưa xong. Người đứng đầu cơ quan đọc, biết đây là hồ sơ nào, và trả lời "
            "bạn."
        ),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words = forms.CharField(
        label=_("Bạn muốn nói thêm điều gì?"),
        help_text=_("Cơ quan đọc lời này mà không thấy tên và mã hồ sơ của bạn."),
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        levels: Sequence[Level],
        questions: Sequence[Question],
        is_open: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)  # noqa: S101 -- it is written above
        level.choices = [(one.key, public.said(words=one.words)) for one in levels]
        asked = {
            f"q_{one.key}": forms.ChoiceField(
                label=public.said(words=one.words),
                required=False,
                choices=[
                    ("", _("Không trả lời")),
                    *(
                        (str(points), public.said(words=text))
                        for points, text in one.answers.items()
                    ),
                ],
                widget=forms.RadioSelect,
            )
            for one in questions
        }
        first = {name: self.fields[name] for name in ("level", "solved", "unsolved")}
        if is_open:  # what was called unsolved lies with the head already
            first = {"level": first["level"]}
        self.fields = {**first, **asked, "words": self.fields["words"]}

    def clean(self) -> dict[str, Any]:
        """Ask what is unsolved when something is; what is written beside "solved" is not lost."""
        cleaned = super().clean() or {}
        text = cleaned.get("unsolved", "").strip()
        if cleaned.get("solved") == NOT_DONE and not text and "unsolved" not in self.errors:
            self.add_error("unsolved", ValidationError(_("Hãy ghi việc gì chưa xong.")))
        if cleaned.get("solved") == DONE and text:
            self.add_error(
                "solved",
                ValidationError(
                    _(
                        "Bạn đã ghi việc chưa xong ở dưới: hãy chọn “Chưa giải quyết xong”, "
                        "hoặc xóa."
                    )
                ),
            )
        return cleaned

    def given(self) -> Given:
        """Return what was said."""
        said = self.cleaned_data
        return Given(
            level=said["level"],
            answers={
                one.key: int(said[f"q_{one.key}"])
                for one in self.questions
                if said.get(f"q_{one.key}")
            },
            words=said["words"],
            is_solved=said.get("solved", DONE) == DONE,
            unsolved=said.get("unsolved", ""),
        )


class AnswerForm(AskingForm):
    """What the head of the unit answers."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=(
            ("solved", _("Đã giải quyết xong cho người dân")),
            ("explained", _("Không làm khác được, giải thích vì sao")),
        ),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Trả lời người dân"), max_length=MOST, widget=forms.Textarea)
