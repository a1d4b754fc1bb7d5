"""Shapes of what is sent about agencies: new ones, names, codes, divisions, posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.forms import AskingForm
from province.kernel.org.contracts import AgencyKind, AgencyLevel, AgencyValue, RoleKind
from province.sites.console.forms.fields import day_field, decision_field, one_of

KINDS = (
    (AgencyKind.DEPARTMENT.value, _("Cơ quan chuyên môn cấp tỉnh")),
    (AgencyKind.COMMUNE.value, _("Ủy ban nhân dân cấp xã")),
    (AgencyKind.CENTRE.value, _("Trung tâm")),
    (AgencyKind.SECTOR.value, _("Cơ quan ngành dọc")),
)
LEVELS = (
    (AgencyLevel.PROVINCE.value, _("Cấp tỉnh")),
    (AgencyLevel.COMMUNE.value, _("Cấp xã")),
)


class NameForm(AskingForm):
    """The names of an agency."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(
        label=_("Tên ngắn"),
        help_text=_("Tên hiện trong danh sách, ví dụ Phường Long Xuyên."),
        max_length=120,
    )


class AgencyForm(NameForm):
    """A new agency."""

    kind = one_of(_("Loại cơ quan"), KINDS, missing=_("Chọn loại cơ quan."))
    level = one_of(_("Cấp"), LEVELS, missing=_("Chọn cấp."))
    from_date = day_field(_("Thành lập từ ngày"))


class DivisionForm(NameForm):
    """A new division of an agency."""

    from_date = day_field(_("Thành lập từ ngày"))


class CodeForm(AskingForm):
    """The official code of an agency."""

    code = forms.CharField(
        label=_("Mã chính thức"),
        help_text=_("Theo Quyết định 20/2020/QĐ-TTg, ví dụ H01.21 hoặc H01.21.3."),
        max_length=35,
    )
    decision = decision_field(required=True)
    from_date = day_field(_("Có hiệu lực từ ngày"))


class PostForm(AskingForm):
    """A new post of an agency."""

    title = forms.CharField(
        label=_("Chức danh"),
        help_text=_("Ví dụ: Phó Chủ tịch Ủy ban nhân dân."),
        max_length=160,
    )
    division = forms.ChoiceField(label=_("Phòng, bộ phận"), required=False)
    role = forms.ChoiceField(
        label=_("Vai trò"), help_text=_("Vai trò quyết định người giữ vị trí được làm gì.")
    )
    is_head = forms.BooleanField(
        label=_("Đứng đầu cơ quan"),
        help_text=_("Mỗi cơ quan chỉ có một vị trí đứng đầu."),
        required=False,
    )
    from_date = day_field(_("Có từ ngày"))

    def __init__(
        self,
        *args: Any,
        roles: tuple[RoleKind, ...],
        divisions: tuple[AgencyValue, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        division, role = self.fields["division"], self.fields["role"]
        assert isinstance(division, forms.ChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 -- for the type checker
        division.choices = [
            ("", _("Không thuộc phòng nào")),
            *((str(one.id), one.name) for one in divisions),
        ]
        role.choices = [("", _("Chọn vai trò…")), *((one.key, one.name) for one in roles)]
