"""The refusals of citizens, as codes and sentences."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    UnavailableError,
)


class ContactFaultyError(InvalidInputError):
    """What was typed is neither an e-mail address nor a mobile number."""

    code = "citizens.contact_faulty"
    message = _(
        "Ghi số điện thoại di động 10 chữ số (ví dụ 0912 345 678) hoặc địa chỉ thư điện tử "
        "(ví dụ ten@example.vn)."
    )


class ContactChannelOffError(UnavailableError):
    """No code can be sent to such an address in this install."""

    code = "citizens.channel_off"
    message = _("Nơi này chưa gửi được mã đến loại địa chỉ này. Hãy dùng loại kia.")


class CodeWrongError(InvalidInputError):
    """The code is not the one that was sent."""

    code = "citizens.code_wrong"
    message = _("Mã không đúng. Hãy kiểm tra tin nhắn hoặc thư mới nhất.")


class CodeGoneError(ConflictError):
    """The code is too old, was used, or was tried too often."""

    code = "citizens.code_gone"
    message = _("Mã này đã quá 10 phút, đã dùng hoặc đã nhập sai quá 5 lần. Hãy xin mã mới.")


class DeclaredFaultyError(InvalidInputError):
    """What the person says of themselves has faults at named fields."""

    code = "citizens.declared_faulty"


class ContactTakenError(ConflictError):
    """Another account is reached there."""

    code = "citizens.contact_taken"
    message = _("Địa chỉ hoặc số này đã có tài khoản. Hãy đăng nhập bằng nó.")


class NotACitizenError(NotFoundError):
    """The account is none that a citizen opened."""

    code = "citizens.not_a_citizen"
    message = _("Trang này dành cho tài khoản do người dân tự mở bằng mã.")
