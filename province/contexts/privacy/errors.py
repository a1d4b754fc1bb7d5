"""The refusals of privacy, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


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


class RequestNotFoundError(NotFoundError):
    """There is no such request, or the actor may not know of it."""

    code = "privacy.request_not_found"
    message = _("Không tìm thấy yêu cầu này.")


class MayNotAskError(NotAllowedError):
    """The actor asks for somebody else without the right to."""

    code = "privacy.may_not_ask"
    message = _("Bạn chỉ gửi được yêu cầu về dữ liệu của chính mình.")


class MayNotAnswerError(NotAllowedError):
    """The actor does not answer requests of this unit."""

    code = "privacy.may_not_answer"
    message = _("Bạn không có quyền trả lời yêu cầu của đơn vị này.")


class RequestFaultyError(InvalidInputError):
    """The request has faults at named fields."""

    code = "privacy.request_faulty"


class AnswerFaultyError(InvalidInputError):
    """The answer has faults at named fields."""

    code = "privacy.answer_faulty"


class RequestClosedError(ConflictError):
    """The request has been answered or withdrawn."""

    code = "privacy.request_closed"
    message = _("Yêu cầu này đã được trả lời hoặc đã rút.")


class KeptByLawError(ConflictError):
    """Something of the person must be kept; nothing was erased."""

    code = "privacy.kept_by_law"
    message = _(
        "Chưa xóa được: %(what)s phải giữ (%(law)s). Hãy từ chối và nêu căn cứ này, dữ liệu vẫn "
        "còn nguyên."
    )
