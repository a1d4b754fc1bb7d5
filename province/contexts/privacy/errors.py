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


class MayNotKeepRegisterError(NotAllowedError):
    """The actor does not keep the register of processing."""

    code = "privacy.may_not_keep_register"
    message = _("Bạn không có quyền sửa sổ hoạt động xử lý dữ liệu.")


class ActivityNotFoundError(NotFoundError):
    """There is no such line in the register of processing."""

    code = "privacy.activity_not_found"
    message = _("Không tìm thấy hoạt động xử lý này.")


class ActivityFaultyError(InvalidInputError):
    """A part of the line is missing or too long, or nothing changed."""

    code = "privacy.activity_faulty"


class ActivityOvertakenError(ConflictError):
    """Somebody else has written a newer version."""

    code = "privacy.activity_overtaken"
    message = _("Có người vừa sửa dòng này. Xem lại bản mới rồi sửa tiếp; chữ bạn ghi vẫn còn.")


class MayNotKeepBreachesError(NotAllowedError):
    """The actor does not write down breaches of this unit."""

    code = "privacy.may_not_keep_breaches"
    message = _("Bạn không có quyền ghi sổ vi phạm dữ liệu của đơn vị này.")


class BreachNotFoundError(NotFoundError):
    """There is no such breach, or the actor may not know of it."""

    code = "privacy.breach_not_found"
    message = _("Không tìm thấy vụ việc này.")


class BreachFaultyError(InvalidInputError):
    """The breach has faults at named fields."""

    code = "privacy.breach_faulty"


class BreachStateError(ConflictError):
    """The breach does not stand where the act belongs."""

    code = "privacy.breach_state"
    message = _("Vụ việc đang ở bước khác: thông báo một lần, rồi mới kết thúc.")
