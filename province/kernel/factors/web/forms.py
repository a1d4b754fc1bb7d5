"""The shapes of what people send about their second step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm
from province.kernel.factors import rules

LONGEST_CODE = 20


class PasswordForm(AskingForm):
    """The password again: a browser left open is not enough to change how one signs in."""

    present = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NamedPasswordForm(PasswordForm):
    """A name for a new passkey, and the password."""

    name = forms.CharField(
        label=_("Tên khóa đăng nhập"),
        max_length=rules.LONGEST_NAME,
        help_text=_("Để sau này nhận ra, ví dụ: Điện thoại của tôi."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "present"]


class AppCodeForm(AskingForm):
    """The six digits that the app shows."""

    code = forms.CharField(
        label=_("Mã 6 chữ số ứng dụng đang hiện"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class SecondStepForm(AskingForm):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        help_text=_("6 chữ số trong ứng dụng xác thực, hoặc một mã khôi phục."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as it is compared."""
        return rules.plain_code(str(self.cleaned_data["code"]))
