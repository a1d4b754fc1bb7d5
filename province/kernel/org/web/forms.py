"""The shapes of what people send when they sign in or look after their account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm


def _password(label: Any, *, autocomplete: str, hint: Any = "") -> forms.CharField:
    """Return a password's field; spaces are part of a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=hint, strip=False, max_length=200, widget=widget)


class SignInForm(AskingForm):
    """A name and a password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = _password(_("Mật khẩu"), autocomplete="current-password")
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean_username(self) -> str:
        """Return the name as accounts have it."""
        return str(self.cleaned_data["username"]).strip().lower()


class TwicePasswordForm(AskingForm):
    """A new password, written twice."""

    password = _password(
        _("Mật khẩu mới"),
        autocomplete="new-password",
        hint=_("Từ 10 ký tự, không chỉ gồm chữ số và không phải mật khẩu hay gặp."),
    )
    repeat = _password(_("Ghi lại mật khẩu mới"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password"), cleaned.get("repeat")
        if first and second and first != second:
            self.add_error("repeat", ValidationError(_("Hai lần ghi không giống nhau.")))
        return cleaned


class ChangePasswordForm(TwicePasswordForm):
    """The present password and a new one."""

    present = _password(_("Mật khẩu đang dùng"), autocomplete="current-password")
    field_order = ["present", "password", "repeat"]


class SetUpForm(TwicePasswordForm):
    """The first administrator."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; ví dụ: quantri.tinh"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["full_name", "username", "password", "repeat"]
