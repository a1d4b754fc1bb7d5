"""Page: correcting what stands about an official, with the reason."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import KeyValue
from province.kernel.org import public as org
from province.kernel.org.errors import NameMissingError, NameOddError, ReasonMissingError
from province.sites.console.forms.people import CorrectForm
from province.sites.console.views.accounts import AccountAct
from province.sites.console.views.acting import ActPage


class CorrectOfficial(AccountAct, ActPage[CorrectForm]):
    """Another name or contact for an official; papers that are there stay as they are."""

    form_class = CorrectForm
    title = gettext_lazy("Sửa thông tin cán bộ")
    lead = gettext_lazy(
        "Tên mới hiện ở danh sách, hộp việc và tài khoản. Văn bản, chữ ký số và chứng thư đã có "
        "giữ nguyên tên cũ; nếu cán bộ còn ký số, đề nghị quản trị tỉnh cấp chứng thư mới."
    )
    submit = gettext_lazy("Sửa thông tin")
    at_fields: ClassVar[Mapping[str, str]] = {
        NameMissingError.code: "full_name",
        NameOddError.code: "full_name",
        ReasonMissingError.code: "reason",
    }

    def get_initial(self) -> dict[str, Any]:
        """Start from what stands there."""
        one = self.official
        return {"full_name": one.full_name, "email": one.email, "phone": one.phone}

    def facts(self) -> tuple[KeyValue, ...]:
        """Say whom this is about, by the name that stands there."""
        return (KeyValue(term=_("Cán bộ"), value=self.official.full_name, strong=True),)

    def perform(self, form: CorrectForm) -> str:
        """Correct it."""
        given = form.cleaned_data
        changed = org.correct_official(
            actor=self.actor,
            official_id=self.official.id,
            full_name=given["full_name"],
            email=given["email"],
            phone=given["phone"],
            reason=given["reason"],
            now=self.now,
        )
        if not changed:
            return _("Thông tin giống như đang có; không có gì thay đổi.")
        return _("Đã sửa thông tin cán bộ.")
