"""The forms of what may be done with a dossier. They check shape; commands decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.acts import Proposal, SupplementItem
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.kinds import ResultField, ResultFieldKind
from province.contexts.one_stop.queries.legal_data import LegalGround
from province.contexts.one_stop.web.desk.result_fields import form_field_of
from province.foundation.errors import FieldFault
from province.foundation.ui.fields import DateBoxesField
from province.foundation.ui.forms import AskingForm
from province.kernel.cases.contracts.values import PaperView

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a procedure's own kind asks of a proposal, and how it checks one."""

    fields: tuple[ResultField, ...]
    grant: StrOrPromise
    missing: StrOrPromise
    check: Callable[[Proposal], Sequence[FieldFault]]


class ActForm(AskingForm):
    """What every act carries: which state was seen, which request this is, what comes after."""

    error_css_class = ""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class NoteForm(ActForm):
    """An act with a few words, which may be left out."""

    note = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PinForm(ActForm):
    """An act under one's own key."""

    pin = forms.CharField(
        label=gettext_lazy("Mã PIN"),
        max_length=32,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}, render_value=False
        ),
    )


class DeliverForm(ActForm):
    """Who comes for the result."""

    receiver = forms.CharField(
        label=gettext_lazy("Người nhận kết quả"),
        help_text=gettext_lazy("Họ và tên người đến nhận; nếu nhận thay, ghi rõ quan hệ."),
        max_length=200,
    )


class RefuseForm(ActForm):
    """A refusal with its reason and the law."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do, viết cho người dân"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    law = forms.CharField(
        label=gettext_lazy("Căn cứ pháp luật"),
        help_text=gettext_lazy("Ghi điều, khoản, số văn bản."),
        max_length=300,
    )


class MistakeForm(ActForm):
    """Why a reception is taken back, and under which procedure it is entered anew."""

    reason = forms.CharField(
        label=gettext_lazy("Nhập nhầm thế nào"),
        help_text=gettext_lazy("Ghi vào nhật ký hồ sơ."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    procedure = forms.ChoiceField(
        label=gettext_lazy("Thủ tục đúng"),
        help_text=gettext_lazy(
            "Những câu trả lời và giấy tờ mà cả hai thủ tục đều hỏi được điền sẵn ở quầy."
        ),
        required=False,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["procedure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- as declared above
        field.choices = [("", _("Chưa nhập lại bây giờ")), *choices]


class ReappointForm(ActForm):
    """The new day of a late result, and why it is late."""

    new_date = DateBoxesField(label=gettext_lazy("Ngày trả kết quả mới"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do chậm, viết cho người dân"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def fill_law(field: forms.Field, law: LegalGround | None) -> None:
    """Fill a ground in law beforehand; what nobody has checked yet says so."""
    if law is None:
        return
    field.initial = law.text
    if law.is_recalled:
        field.help_text = _(
            "Căn cứ điền sẵn chưa đối chiếu với văn bản gốc (%(source)s). Hãy kiểm tra trước khi "
            "gửi; nếu khác, ghi lại cho đúng."
        ) % {"source": law.source}


class SendBackForm(ActForm):
    """To which step, and why."""

    to_step = forms.ChoiceField(
        label=gettext_lazy("Trả lại bước"), widget=forms.RadioSelect, choices=()
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, steps: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = list(steps)
        if len(steps) == 1:
            field.initial = steps[0][0]


class PassOnOneForm(ActForm):
    """To whom in the agency, and why."""

    to_post = forms.ChoiceField(label=gettext_lazy("Giao cho"), choices=())
    reason = forms.CharField(
        label=gettext_lazy("Lý do giao"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Chọn người nhận…")), *posts]


class SupplementForm(ActForm):
    """Which papers, what is wrong with each, one that is missing, and the reason in words."""

    missing_name = forms.CharField(
        label=gettext_lazy("Giấy tờ còn thiếu"), required=False, max_length=300
    )
    missing_why = forms.CharField(
        label=gettext_lazy("Vì sao cần giấy tờ này"), required=False, max_length=500
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, viết cho người dân"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    law = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)

    def __init__(
        self,
        *args: Any,
        papers: Sequence[PaperView],
        law: LegalGround | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fill_law(self.fields["law"], law)
        self.papers = tuple(papers)
        for paper in self.papers:
            self.fields[f"paper_{paper.id}"] = forms.BooleanField(label=paper.name, required=False)
            self.fields[f"why_{paper.id}"] = forms.CharField(
                label=_("Sai, thiếu ở đâu: %(name)s") % {"name": paper.name},
                required=False,
                max_length=500,
            )
        first = [name for name in self.fields if name.startswith(("paper_", "why_"))]
        self.order_fields([*first, "missing_name", "missing_why", "reason", "law"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one thing, and for what is wrong with each."""
        cleaned = super().clean() or self.cleaned_data
        chosen = [paper for paper in self.papers if cleaned.get(f"paper_{paper.id}")]
        for paper in chosen:
            if not cleaned.get(f"why_{paper.id}", "").strip():
                self.add_error(f"why_{paper.id}", _("Ghi rõ giấy này sai hoặc thiếu ở đâu."))
        name, why = cleaned.get("missing_name", ""), cleaned.get("missing_why", "")
        if name and not why:
            self.add_error("missing_why", _("Ghi vì sao cần giấy tờ này."))
        if why and not name:
            self.add_error("missing_name", _("Ghi tên giấy tờ còn thiếu."))
        if not chosen and not name and not why:
            raise ValidationError(_("Chọn ít nhất một giấy tờ, hoặc ghi tên giấy tờ còn thiếu."))
        return cleaned

    def items(self) -> tuple[SupplementItem, ...]:
        """Return what is asked for."""
        found = [
            SupplementItem(
                name=paper.name, why=self.cleaned_data[f"why_{paper.id}"], paper_id=paper.id
            )
            for paper in self.papers
            if self.cleaned_data.get(f"paper_{paper.id}")
        ]
        if self.cleaned_data.get("missing_name"):
            found.append(
                SupplementItem(
                    name=self.cleaned_data["missing_name"], why=self.cleaned_data["missing_why"]
                )
            )
        return tuple(found)


class AppraiseForm(ActForm):
    """What the specialist proposes: a grant with the procedure's facts, or a refusal."""

    result = forms.ChoiceField(label=gettext_lazy("Đề xuất"), widget=forms.RadioSelect, choices=())
    reason = forms.CharField(
        label=gettext_lazy("Lý do không đủ điều kiện"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    law = forms.CharField(label=gettext_lazy("Căn cứ pháp luật"), required=False, max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Ý kiến thẩm định"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        refusal = (ResultKind.REFUSAL.value, gettext_lazy("Không đủ điều kiện"))
        choices: list[tuple[str, StrOrPromise]] = [refusal]
        if asked.fields:
            choices.insert(0, (ResultKind.GRANT.value, asked.grant))
        result = self.fields["result"]
        assert isinstance(result, forms.ChoiceField)  # noqa: S101 -- for the type checker
        result.choices, result.initial = choices, choices[0][0]
        if not asked.fields:
            result.help_text = asked.missing
        for one in asked.fields:
            self.fields[one.key] = form_field_of(one)

    def clean(self) -> dict[str, Any]:
        """Hold a proposal against the filing and the law, as the command will, all at once.

        A field that cannot be read counts as empty, and keeps its own sentence. What is left in
        the fields of the other kind of result, folded away, stops nothing.
        """
        cleaned = super().clean() or self.cleaned_data
        grant = cleaned.get("result") == ResultKind.GRANT.value
        for name in ("reason", "law") if grant else [one.key for one in self.asked.fields]:
            if "result" in cleaned:
                self.errors.pop(name, None)
        if "result" in cleaned:
            unread = set(self.errors)
            for fault in self.asked.check(self.proposal()):
                if fault.field not in unread:
                    self.add_error(fault.field, str(fault.sentence))
        return cleaned

    def proposal(self) -> Proposal:
        """Return the proposal; what belongs to the other kind is left out."""
        given = self.cleaned_data
        if given["result"] == ResultKind.GRANT.value:
            facts = {one.key: given.get(one.key, _nothing(one)) for one in self.asked.fields}
            return Proposal(result=ResultKind.GRANT, facts=facts)
        reason, law = given.get("reason", ""), given.get("law", "")
        return Proposal(result=ResultKind.REFUSAL, reason=reason, law=law)


def _nothing(field: ResultField) -> str | int:
    """Return what a field holds that nobody has filled in."""
    return 0 if field.kind is ResultFieldKind.MONEY else ""
