"""The refusals of forms."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class FormNotFoundError(NotFoundError):
    """There is no such form, or none that holds on this day."""

    code = "forms.form_not_found"
    message = _("Không có biểu mẫu “%(form)s” đang áp dụng.")


class FormChangedError(ConflictError):
    """The file of a form has changed without a new version."""

    code = "forms.changed_without_version"
    message = _("Biểu mẫu %(form)s bản %(version)s đã khác. Hãy tăng số phiên bản.")


class MayNotApproveFormError(NotAllowedError):
    """The actor does not approve forms."""

    code = "forms.may_not_approve"
    message = _("Bạn không có quyền phê duyệt biểu mẫu.")


class StepNotFoundError(NotFoundError):
    """The form has no such step."""

    code = "forms.step_not_found"
    message = _("Biểu mẫu không có bước này.")


class DraftNotFoundError(NotFoundError):
    """There is no such draft, it is somebody else's, or its time is over."""

    code = "forms.draft_not_found"
    message = _("Không có bản nháp này, hoặc bản nháp đã hết hạn giữ 30 ngày.")


class DraftStaleError(ConflictError):
    """The same step was saved meanwhile, in another tab."""

    code = "forms.draft_stale"
    message = _(
        "Bước này vừa được lưu ở một cửa sổ khác. Những gì bạn đang điền vẫn còn ở đây: "
        "hãy xem lại rồi bấm Lưu lần nữa để dùng bản này."
    )


class SignInForDraftError(NotAllowedError):
    """Nobody is signed in, so nobody could open the draft again."""

    code = "forms.sign_in_for_draft"
    message = _("Hãy đăng nhập để lưu bản nháp.")


class PaperRefusedError(InvalidInputError):
    """The paper cannot be put at this place of the form."""

    code = "forms.paper_refused"
