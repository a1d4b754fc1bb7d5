"""The refusals of ratings, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class RatingNotFoundError(NotFoundError):
    """There is no such result to rate, the link is not ours, or it is somebody else's."""

    code = "ratings.rating_not_found"
    message = _(
        "Không tìm thấy kết quả để đánh giá. Liên kết có thể bị cắt mất một phần; hãy mở lại từ "
        "thông báo, hoặc đăng nhập và vào Hồ sơ của tôi."
    )


class RatingOverError(ConflictError):
    """The days in which the result may be rated, or the rating changed, are over."""

    code = "ratings.rating_over"
    message = _("Đã hết thời gian đánh giá hoặc sửa đánh giá của hồ sơ này.")


class RatingFaultyError(InvalidInputError):
    """The rating has faults at named fields."""

    code = "ratings.rating_faulty"


class NobodyToAnswerError(ConflictError):
    """The unit has no head in the house who could answer."""

    code = "ratings.nobody_to_answer"
    message = _(
        "Cơ quan này chưa có người đứng đầu trên hệ thống để nhận việc. Đánh giá chưa được gửi; "
        "hãy gọi 1022 để được giúp."
    )


class MayNotAskAtCounterError(NotAllowedError):
    """The actor does not ask for ratings at the counter."""

    code = "ratings.may_not_ask_at_counter"
    message = _("Chỉ cán bộ trả kết quả mở được phiếu đánh giá tại quầy.")


class MayNotSeeFiguresError(NotAllowedError):
    """The actor does not see the figures of this unit."""

    code = "ratings.may_not_see_figures"
    message = _("Bạn không có quyền xem số liệu đánh giá của đơn vị này.")


class UnsolvedNotFoundError(NotFoundError):
    """There is no such unsolved result, or the actor may not know of it."""

    code = "ratings.unsolved_not_found"
    message = _("Không tìm thấy phản hồi này.")


class MayNotAnswerUnsolvedError(NotAllowedError):
    """The actor does not answer for this unit."""

    code = "ratings.may_not_answer_unsolved"
    message = _("Bạn không có quyền trả lời người dân thay cho đơn vị này.")


class UnsolvedAnsweredError(ConflictError):
    """It has been answered."""

    code = "ratings.unsolved_answered"
    message = _("Phản hồi này đã được trả lời.")


class UnsolvedFaultyError(InvalidInputError):
    """The answer has faults at named fields."""

    code = "ratings.unsolved_faulty"
