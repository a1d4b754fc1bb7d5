"""The refusals of privacy, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import NotAllowedError


class SubjectsOnlyError(NotAllowedError):
    """An account that stands for no person."""

    code = "privacy.subjects_only"
    message = _(
        "Trang này cho người dân xem việc xử lý dữ liệu của chính mình. Tài khoản này không gắn "
        "với người dân nào."
    )


class MayNotSeeLooksError(NotAllowedError):
    """The actor does not see the looks of any unit."""

    code = "privacy.may_not_see_looks"
    message = _("Chỉ người đứng đầu đơn vị xem được lượt xem dữ liệu của cán bộ mình.")
