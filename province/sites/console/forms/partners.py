"""Shapes of what is sent about partner systems and their keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from province.contexts.exchange import public as exchange
from province.foundation.ui.forms import AskingForm
from province.sites.console.forms.fields import OnceForm, one_of

TERMS = (("90", _("90 ngày")), ("180", _("180 ngày")), ("365", _("1 năm")), ("730", _("2 năm")))


class PartnerForm(AskingForm):
    """A system that may send to this one."""

    name = forms.CharField(
        label=_("Tên hệ thống"),
        help_text=_("Ví dụ: Hệ thống đăng ký của Bưu điện tỉnh."),
        max_length=200,
    )
    code = forms.CharField(
        label=_("Mã"),
        help_text=_("3–40 chữ thường không dấu, chữ số, gạch nối. Không đổi được về sau."),
        max_length=40,
    )
    basis = forms.CharField(
        label=_("Căn cứ kết nối"),
        help_text=_("Văn bản hoặc thỏa thuận cho phép kết nối: số, ký hiệu, ngày."),
        max_length=300,
    )
    contact = forms.CharField(
        label=_("Đầu mối liên hệ"),
        help_text=_("Đơn vị, người trực, số điện thoại khi có sự cố."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"] = one_of(
            _("Hệ thống này được"),
            tuple(exchange.scope_names(offered_only=True).items()),
            missing=_("Chọn việc mà hệ thống này được làm."),
        )


class PartnerKeyForm(OnceForm):
    """A new key of a partner: what it is called, and how long it holds."""

    field_order = ("label", "days", "key")

    label = forms.CharField(
        label=_("Tên gọi của khóa"),
        help_text=_("Máy nào dùng khóa này, ví dụ: Máy chủ chính."),
        max_length=100,
    )
    days = one_of(_("Có hiệu lực trong"), TERMS, missing=_("Chọn thời hạn của khóa."))
