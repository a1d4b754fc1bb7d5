"""Shapes of what administrators send."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop.contracts.legal import Rate
from province.sites.console.forms.fields import day_field
from province.sites.console.forms.versions import VersionForm

_GROUPED = re.compile(r"[0-9]{1,3}(?:\.?[0-9]{3})*")


class RateForm(VersionForm):
    """The base amount of social allowances from a day on."""

    field_order = ("valid_from", "base_amount", "coefficients", "source", "reason", "sure")

    valid_from = day_field(gettext_lazy("Áp dụng từ ngày"))
    base_amount = forms.CharField(
        label=gettext_lazy("Mức chuẩn mỗi tháng (đồng)"),
        help_text=gettext_lazy("Ghi bằng chữ số, ví dụ 500.000."),
        max_length=20,
    )
    coefficients = forms.CharField(
        label=gettext_lazy("Các hệ số"),
        help_text=gettext_lazy("Cách nhau bằng dấu chấm phẩy, ví dụ 1,0; 1,5; 2,0."),
        max_length=100,
    )
    source = forms.CharField(label=gettext_lazy("Căn cứ pháp luật"), max_length=300)

    def clean_base_amount(self) -> int:
        """Read an amount as people write it: 500.000 or 500000."""
        text = "".join(self.cleaned_data["base_amount"].split())
        if not _GROUPED.fullmatch(text):
            raise ValidationError(_("Ghi số tiền bằng chữ số, ví dụ 500.000."))
        return int(text.replace(".", ""))

    def stamp(self) -> str:
        """Return the day and the amount."""
        given = self.cleaned_data
        return f"{given['valid_from'].isoformat()}|{given['base_amount']}"

    def rate(self) -> Rate:
        """Return what was typed."""
        given: dict[str, Any] = self.cleaned_data
        day = given["valid_from"]
        return Rate(
            valid_from=day,
            base_amount=given["base_amount"],
            coefficients=tuple(c.strip() for c in given["coefficients"].split(";") if c.strip()),
            source=given["source"],
            is_recalled=False,
        )
