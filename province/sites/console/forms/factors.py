"""The shapes of what administrators send about second steps and sessions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm
from province.sites.console.forms.fields import reason_field

MOST_DAYS = 90
DAYS = 14


class PolicyForm(AskingForm):
    """Which roles need a second step, and how many days they may take to set it up."""

    roles = forms.MultipleChoiceField(
        label=_("Vai trò phải có bước xác thực thứ hai"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grace_days = forms.IntegerField(
        label=_("Thời gian chuẩn bị (ngày)"),
        help_text=_("Từ 0 đến 90. Tính từ ngày quy định, hoặc từ ngày mở tài khoản nếu sau đó."),
        min_value=0,
        max_value=MOST_DAYS,
        initial=DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            name: _("Ghi số ngày từ 0 đến 90.") for name in ("invalid", "min_value", "max_value")
        },
    )

    def __init__(self, *args: Any, role_names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        field.choices = sorted(role_names.items(), key=lambda pair: pair[1])


class ResetForm(AskingForm):
    """Why somebody's second steps are taken away."""

    reason = reason_field()
