"""The refusals of factors, as codes and sentences."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class MayNotSetPolicyError(NotAllowedError):
    """The actor does not say which roles need a second step."""

    code = "factors.may_not_set_policy"
    message = _("Bạn không có quyền quy định vai trò nào phải có bước xác thực thứ hai.")


class NothingPendingError(NotFoundError):
    """No app is being set up, or it took too long."""

    code = "factors.nothing_pending"
    message = _("Mã QR này đã quá 15 phút hoặc đã dùng. Hãy bắt đầu lại.")


class FactorNeededError(ConflictError):
    """The last second step may not go: the account's role needs one."""

    code = "factors.needed"
    message = _(
        "Vai trò của bạn phải có bước xác thực thứ hai. "
        "Hãy thêm cách khác trước, rồi mới gỡ cách này."
    )


class NoFactorError(NotFoundError):
    """The account has no such second step."""

    code = "factors.none"
    message = _("Tài khoản này không có bước xác thực ấy.")


class GraceError(InvalidInputError):
    """The time to set up is no number of days from 0 to 90."""

    code = "factors.grace"
    message = _("Thời gian chuẩn bị từ 0 đến 90 ngày.")


class PasskeyRefusedError(ConflictError):
    """The browser's answer does not hold."""

    code = "factors.passkey_refused"
    message = _("Khóa này không nhận được: đã quá lâu, đã có, hoặc không khớp. Hãy thử lại.")


class PasskeyNameError(InvalidInputError):
    """A passkey has no name, or a long one."""

    code = "factors.passkey_name"
    message = _("Ghi tên khóa, không quá 60 ký tự.")


class TooManyPasskeysError(ConflictError):
    """The account has as many passkeys as it may."""

    code = "factors.too_many_passkeys"
    message = _("Mỗi tài khoản có nhiều nhất 10 khóa đăng nhập. Hãy gỡ khóa không còn dùng.")
