"""The form of the words of a notice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.messages.contracts import Channel
from province.foundation.ui.fields import DateBoxesField
from province.foundation.ui.forms import AskingForm


class NoticeWordingForm(AskingForm):
    """Words, from which day on, and why; a short message has no subject."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=200)
    text = forms.CharField(
        label=_("Nội dung"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    valid_from = DateBoxesField(
        label=_("Áp dụng từ ngày"), help_text=_("Để trống là dùng ngay."), required=False
    )
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Ghi vào lịch sử của mẫu. Chưa cần khi chỉ xem thử."),
        required=False,
        max_length=300,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, channel: Channel, **more: Any) -> None:
        super().__init__(*args, **more)
        if channel is Channel.SMS:
            del self.fields["title"]
            self.fields["text"].help_text = _(
                "Dấu tiếng Việt được bỏ khi gửi. Một tin có 160 ký tự."
            )
