"""The facts of a grant as fields of a form: how people type them, how they are stored."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.kinds import ResultField, ResultFieldKind

LONGEST = 500
LONGEST_LINE = 200
MOST = 50_000_000
MONTHS = 12
YEAR = 4


class MoneyField(forms.CharField):
    """An amount of đồng, as people write it: 750.000 or 750000."""

    def clean(self, value: Any) -> int:
        """Read the amount; nothing typed is 0."""
        text = "".join(str(super().clean(value)).split())
        digits = text.removesuffix("₫").removesuffix("đ").replace(".", "")
        if not digits:
            return 0
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(_("Ghi số tiền bằng chữ số, ví dụ 750.000."))
        amount = int(digits)
        if amount > MOST:
            raise ValidationError(_("Số tiền lớn bất thường. Kiểm tra lại số chữ số 0."))
        return amount


class MonthField(forms.CharField):
    """A month, as people write it: 12/2026; stored as its first day."""

    def clean(self, value: Any) -> str:
        """Read the month; nothing typed is empty."""
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        month, __, year = text.partition("/")
        numbers = all(part.isascii() and part.isdigit() for part in (month, year))
        if not (numbers and len(year) == YEAR and int(year) and 1 <= int(month) <= MONTHS):
            raise ValidationError(_("Ghi tháng và năm, ví dụ 12/2026."))
        return date(int(year), int(month), 1).isoformat()


class DayField(forms.CharField):
    """A day, as people write it: 5/11/2026; stored as ISO."""

    def clean(self, value: Any) -> str:
        """Read the day; nothing typed is empty."""
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        parts = text.replace("-", "/").replace(".", "/").split("/")
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day).isoformat()
        except ValueError:
            raise ValidationError(_("Ghi ngày, tháng, năm, ví dụ 05/11/2026.")) from None


def form_field_of(field: ResultField) -> forms.Field:
    """Return the form's field for a fact; whether it is needed, the procedure's check says."""
    words: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    match field.kind:
        case ResultFieldKind.CHOICE:
            choices = [("", gettext_lazy("Chọn…")), *((one, one) for one in field.choices)]
            return forms.ChoiceField(choices=choices, **words)
        case ResultFieldKind.MONTH | ResultFieldKind.DATE:
            day = MonthField if field.kind is ResultFieldKind.MONTH else DayField
            return day(max_length=10, **words)
        case ResultFieldKind.MONEY | ResultFieldKind.DIGITS:
            figures = forms.TextInput(attrs={"inputmode": "numeric"})
            number = MoneyField if field.kind is ResultFieldKind.MONEY else forms.CharField
            return number(max_length=20, widget=figures, **words)
        case ResultFieldKind.LINE:
            return forms.CharField(max_length=LONGEST_LINE, **words)
        case ResultFieldKind.WORDS:
            area = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(max_length=LONGEST, widget=area, **words)


def typed(field: ResultField, value: Any) -> str:
    """Return a stored fact as it would be typed."""
    if field.kind is ResultFieldKind.MONEY:
        return f"{int(value):,}".replace(",", ".") if value else ""
    if field.kind is ResultFieldKind.MONTH:
        year, __, rest = str(value or "").partition("-")
        return f"{rest[:2]}/{year}" if rest else ""
    if field.kind is ResultFieldKind.DATE and value:
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    return str(value or "")
