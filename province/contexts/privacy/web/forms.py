"""Forms of privacy: they only check the shape of what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.privacy.contracts import RequestKind
from province.foundation.ui.fields import DateBoxesField
from province.foundation.ui.forms import AskingForm
from province.kernel.parties.contracts import Correctable, Sex

KINDS = (
    (RequestKind.SEE.value, _("Xem mọi dữ liệu đang giữ về tôi (có ngay)")),
    (RequestKind.CORRECT.value, _("Sửa dữ liệu sai")),
    (RequestKind.ERASE.value, _("Xóa dữ liệu")),
    (RequestKind.RESTRICT.value, _("Hạn chế hoặc phản đối việc xử lý")),
    (RequestKind.ASK_LOOK.value, _("Hỏi về một lượt xem dữ liệu của tôi")),
)


class AskForm(AskingForm):
    """What a person asks, and which agency should answer."""

    kind = forms.ChoiceField(label=_("Bạn muốn gì?"), choices=KINDS, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Cơ quan trả lời"), help_text=_("Thường là Ủy ban nhân dân xã nơi bạn nộp hồ sơ.")
    )
    words = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Muốn xóa, hạn chế hay hỏi điều gì, vì sao."),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )
    full_name = forms.CharField(
        label=_("Họ và tên đúng"),
        help_text=_("Chỉ điền các mục dưới đây khi yêu cầu sửa; mục nào đúng rồi thì để trống."),
        required=False,
        max_length=200,
    )
    birth_date = DateBoxesField(label=_("Ngày sinh đúng"), required=False)
    sex = forms.ChoiceField(
        label=_("Giới tính đúng"),
        required=False,
        choices=(("", _("Không sửa")), (Sex.MALE.value, _("Nam")), (Sex.FEMALE.value, _("Nữ"))),
    )
    phone = forms.CharField(label=_("Điện thoại đúng"), required=False, max_length=20)
    email = forms.EmailField(label=_("Thư điện tử đúng"), required=False)
    address = forms.CharField(label=_("Địa chỉ đúng"), required=False, max_length=300)

    def __init__(
        self, *args: Any, units: tuple[tuple[str, str], ...], for_another: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- it is written above
        field.choices = units if len(units) == 1 else (("", _("Chọn…")), *units)
        if for_another:
            number = forms.CharField(
                label=_("Số định danh của người yêu cầu"),
                help_text=_("Đối chiếu thẻ căn cước của người đang đứng trước quầy."),
                max_length=20,
            )
            self.fields = {"number": number, **self.fields}

    def wanted(self) -> dict[str, str]:
        """Return what should be corrected, field by field; a day as ISO."""
        if self.cleaned_data.get("kind") != RequestKind.CORRECT.value:
            return {}
        given = {one.value: self.cleaned_data.get(one.value) for one in Correctable}
        return {key: str(value) for key, value in given.items() if value}


class AnswerForm(AskingForm):
    """What is answered."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=(("done", _("Đã thực hiện đúng yêu cầu")), ("refused", _("Từ chối, có căn cứ"))),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Trả lời người dân"), max_length=2000, widget=forms.Textarea)
    law = forms.CharField(
        label=_("Căn cứ pháp luật"),
        help_text=_("Bắt buộc khi từ chối."),
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the law when it is refused."""
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "refused" and not cleaned.get("law", "").strip():
            self.add_error("law", ValidationError(_("Từ chối thì phải nêu căn cứ pháp luật.")))
        return cleaned


def _long(label: StrOrPromise, hint: StrOrPromise = "", *, most: int = 1000) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=forms.Textarea)


class ActivityForm(AskingForm):
    """One line of the register of processing."""

    name = forms.CharField(label=_("Hoạt động xử lý"), max_length=200)
    purpose = _long(_("Mục đích"))
    basis = _long(_("Căn cứ pháp luật"))
    categories = _long(_("Loại dữ liệu"))
    subjects = _long(_("Của ai"))
    recipients = _long(_("Ai được xem, nhận"))
    retention = _long(_("Giữ bao lâu"))
    measures = _long(_("Bảo vệ thế nào"))
    reason = forms.CharField(
        label=_("Lý do sửa"), help_text=_("Ghi vào lịch sử của dòng này."), max_length=300
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class BreachForm(AskingForm):
    """What is known of a breach."""

    title = forms.CharField(label=_("Tên vụ việc"), max_length=200)
    unit = forms.ChoiceField(label=_("Đơn vị"))
    found_on = DateBoxesField(label=_("Ngày phát hiện"))
    found_time = forms.TimeField(
        label=_("Giờ phát hiện"), help_text=_("Ví dụ 14:30. 72 giờ tính từ lúc này.")
    )
    what = _long(_("Diễn biến, nguyên nhân"), most=2000)
    categories = forms.CharField(label=_("Loại dữ liệu bị ảnh hưởng"), max_length=500)
    people = forms.IntegerField(
        label=_("Số người bị ảnh hưởng"), min_value=0, max_value=2_000_000_000
    )
    measures = forms.CharField(
        label=_("Đã làm gì để ngăn chặn"), max_length=2000, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, units: tuple[tuple[str, str], ...], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- it is written above
        field.choices = units if len(units) == 1 else (("", _("Chọn…")), *units)


class NotifyForm(AskingForm):
    """How the notice went out."""

    how = forms.CharField(
        label=_("Đã thông báo thế nào"),
        help_text=_("Số văn bản, gửi ai, bằng cách nào."),
        max_length=300,
    )


class CloseForm(AskingForm):
    """What was learnt."""

    lesson = _long(_("Kết quả khắc phục, bài học"), most=2000)
