"""The forms of what may be done with a dossier. They check shape; commands decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.contracts import (
    AllowanceProposal,
    Rate,
    ResultKind,
    SupplementItem,
)
from province.contexts.one_stop.web.desk.words import CATEGORIES, LAWS
from province.foundation.ui.formats import format_money
from province.kernel.cases.contracts.values import PaperView

LONGEST = 2_000
MOST_MONTHLY = 50_000_000
MONTHS = 12


class ActForm(forms.Form):
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
    law = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300, initial=LAWS[-1])

    def __init__(self, *args: Any, papers: Sequence[PaperView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
    """What the specialist proposes: a grant with its amount, or a refusal with its reason."""

    result = forms.ChoiceField(
        label=gettext_lazy("Đề xuất"),
        widget=forms.RadioSelect,
        choices=[
            (ResultKind.GRANT.value, gettext_lazy("Cho hưởng trợ cấp")),
            (ResultKind.REFUSAL.value, gettext_lazy("Không đủ điều kiện")),
        ],
        initial=ResultKind.GRANT.value,
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Diện hưởng"),
        required=False,
        choices=[("", gettext_lazy("Chọn…")), *((name, name) for name in CATEGORIES)],
    )
    coefficient = forms.ChoiceField(label=gettext_lazy("Hệ số"), required=False, choices=())
    monthly_amount = forms.CharField(
        label=gettext_lazy("Mức hưởng mỗi tháng (đồng)"),
        help_text=gettext_lazy("Mức chuẩn nhân hệ số, ví dụ 750.000."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    from_month = forms.CharField(
        label=gettext_lazy("Hưởng từ tháng"),
        help_text=gettext_lazy("Ví dụ: 12/2026"),
        required=False,
        max_length=7,
    )
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

    def __init__(self, *args: Any, rate: Rate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = rate.coefficients if rate else ()
        chosen = self.fields["coefficient"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 -- for the type checker
        chosen.choices = [(one, one) for one in known]
        if rate is None:
            chosen.help_text = _("Chưa có mức chuẩn nào được đặt. Hãy báo quản trị tỉnh.")
        else:
            self.fields["monthly_amount"].help_text = _(
                "Mức chuẩn %(base)s nhân hệ số. Căn cứ: %(source)s"
            ) % {"base": format_money(rate.base_amount), "source": rate.source}

    def clean_monthly_amount(self) -> int:
        """Read an amount as people write it: 750.000 or 750000."""
        text = "".join(self.cleaned_data["monthly_amount"].split())
        digits = text.removesuffix("₫").removesuffix("đ").replace(".", "")
        if not digits:
            return 0
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("Ghi số tiền bằng chữ số, ví dụ 750.000."))
        amount = int(digits)
        if amount > MOST_MONTHLY:
            raise ValidationError(_("Số tiền lớn bất thường. Kiểm tra lại số chữ số 0."))
        return amount

    def clean_from_month(self) -> date | None:
        """Read a month as people write it: 12/2026."""
        text = self.cleaned_data["from_month"].strip()
        if not text:
            return None
        month, slash, year = text.partition("/")
        numbers = month.isascii() and month.isdigit() and year.isascii() and year.isdigit()
        if not (slash and numbers and len(year) == 4 and 1 <= int(month) <= MONTHS):  # noqa: PLR2004 -- a year
            raise ValidationError(_("Ghi tháng và năm, ví dụ 12/2026."))
        return date(int(year), int(month), 1)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen proposal needs."""
        cleaned = super().clean() or self.cleaned_data
        needs = {
            ResultKind.GRANT.value: {
                "category": _("Chọn diện hưởng."),
                "coefficient": _("Chọn hệ số."),
                "monthly_amount": _("Ghi mức hưởng mỗi tháng."),
                "from_month": _("Ghi tháng bắt đầu hưởng, ví dụ 12/2026."),
            },
            ResultKind.REFUSAL.value: {
                "reason": _("Ghi lý do không đủ điều kiện."),
                "law": _("Ghi điều, khoản, số văn bản."),
            },
        }
        for name, sentence in needs.get(str(cleaned.get("result")), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    def proposal(self) -> AllowanceProposal:
        """Return the proposal; what belongs to the other kind is left out."""
        given = self.cleaned_data
        if given["result"] == ResultKind.GRANT.value:
            return AllowanceProposal(
                result=ResultKind.GRANT,
                category=given["category"],
                coefficient=given["coefficient"],
                monthly_amount=given["monthly_amount"],
                from_month=given["from_month"],
            )
        return AllowanceProposal(
            result=ResultKind.REFUSAL, reason=given["reason"], law=given["law"]
        )
