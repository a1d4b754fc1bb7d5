"""Shapes of what is sent about people: who holds a post, who stands in, officials and accounts."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm
from province.kernel.org.contracts import Candidate
from province.sites.console.days import begins_at
from province.sites.console.forms.fields import (
    OnceForm,
    day_field,
    decision_field,
    one_of,
    reason_field,
    short_words,
)


class OfficialForm(AskingForm):
    """An official who is put into the list."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=100,
        validators=[short_words],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.RegexField(
        r"^[0-9+][0-9 .]{5,19}$",
        label=_("Điện thoại"),
        required=False,
        max_length=20,
        error_messages={"invalid": _("Ghi số điện thoại bằng chữ số, ví dụ 0296 3852 123.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )


class CorrectForm(OfficialForm):
    """What is corrected about an official, and why."""

    reason = reason_field()


class ReopenForm(OnceForm):
    """Why a closed account is opened again."""

    reason = reason_field()


class AccountForm(OnceForm):
    """The sign-in name of a new account; the password is made by the system."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; ví dụ duyen.ltm"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class CandidateForm(AskingForm):
    """A form with the officials who were found."""

    def __init__(self, *args: Any, found: tuple[Candidate, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        official = one_of(
            _("Cán bộ"),
            tuple((str(one.id), described(one)) for one in found),
            missing=_("Chọn một cán bộ trong danh sách tìm được."),
        )
        self.fields = {"official": official, **self.fields}


class HoldingForm(CandidateForm):
    """Who is given the post, since when and until when."""

    from_date = day_field(_("Giữ từ ngày"))
    until_date = day_field(
        _("Giữ đến hết ngày"), required=False, hint=_("Bỏ trống nếu không định trước ngày thôi.")
    )
    decision = decision_field()


class SubstituteForm(CandidateForm):
    """Who stands in for the holder, since when, until when, in what."""

    from_date = day_field(_("Thay từ ngày"))
    until_date = day_field(_("Thay đến hết ngày"))
    scope_note = forms.CharField(
        label=_("Phạm vi thay"),
        help_text=_("Ví dụ: ký các hồ sơ trợ giúp xã hội."),
        max_length=300,
        required=False,
    )
    decision = decision_field()


class EndHoldingForm(AskingForm):
    """Since when the holder no longer has the post."""

    from_date = day_field(
        _("Thôi giữ từ ngày"), hint=_("Hôm nay: thôi giữ ngay khi bấm nút bên dưới.")
    )
    decision = decision_field()

    def __init__(self, *args: Any, since: datetime | None, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.now = since, now

    def clean_from_date(self) -> datetime:
        """Return the moment; it lies behind the one at which the present holder began.

        :raises ValidationError: it does not; the holding of somebody earlier would be shortened.
        """
        at = begins_at(self.cleaned_data["from_date"], now=self.now)
        if self.since is not None and at <= self.since:
            raise ValidationError(_("Ngày thôi giữ phải sau ngày bắt đầu giữ."))
        return at


class EndPostForm(AskingForm):
    """After which day the post is no longer there."""

    last_day = day_field(
        _("Vị trí có đến hết ngày"), hint=_("Hôm nay hoặc một ngày đã qua; không ghi trước.")
    )
    decision = decision_field()


def described(one: Candidate) -> str:
    """Say who somebody is, so that people of one name are told apart."""
    posts = "; ".join(one.post_titles) or str(_("chưa giữ vị trí nào"))
    account = f" ({one.username})" if one.username else ""
    return f"{one.full_name}{account} – {posts}"
