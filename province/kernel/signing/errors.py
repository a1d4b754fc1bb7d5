"""The refusals of signing, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    DomainError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)


class MayNotManageCredentialsError(NotAllowedError):
    """The actor does not manage credentials."""

    code = "signing.may_not_manage"
    message = _("Bạn không có quyền quản lý chứng thư số và con dấu.")


class NotYourKeyError(NotAllowedError):
    """A key is used by its own keeper alone."""

    code = "signing.not_your_key"
    message = _("Chỉ chính người giữ khóa mới được dùng khóa này để ký.")


class NoCredentialError(NotFoundError):
    """The holder has no credential in use, or it is not entrusted to this person."""

    code = "signing.no_credential"
    message = _("Chưa có chứng thư số để ký. Hãy đề nghị quản trị cấp chứng thư.")


class ExpiredError(ConflictError):
    """The certificate's term is over, or has not begun."""

    code = "signing.expired"
    message = _("Chứng thư số không còn trong thời hạn sử dụng (đến %(until)s).")


class WrongPinError(DomainError):
    """The PIN is wrong; some tries remain."""

    code = "signing.wrong_pin"
    status = 422
    message = _("Mã PIN không đúng. Còn %(tries)s lần thử trước khi khóa.")


class LockedError(ConflictError):
    """Too many wrong PINs."""

    code = "signing.locked"
    message = _("Khóa ký đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy đề nghị quản trị mở khóa.")


class FirstPinError(ConflictError):
    """The PIN was made by somebody else, and its keeper has not changed it yet."""

    code = "signing.first_pin"
    message = _(
        "Mã PIN này do quản trị cấp. Hãy đổi mã PIN ở “Tài khoản của tôi”, “Khóa ký số của tôi” "
        "trước khi dùng khóa lần đầu."
    )


class WeakPinError(DomainError):
    """The PIN is too short, or too easily guessed."""

    code = "signing.weak_pin"
    status = 422
    message = _("Mã PIN phải có từ 6 đến 12 chữ số, không toàn một chữ số và không là dãy liền.")


class PaperUnfitError(ConflictError):
    """The paper has no such open place."""

    code = "signing.paper_unfit"
    message = _("Văn bản không có chỗ ký trống phù hợp, hoặc đã được ký ở chỗ này.")


class LetterMissingError(DomainError):
    """The font of the stamps lacks a letter."""

    code = "signing.letter_missing"
    status = 422
    message = _("Không in được ký tự “%(letter)s” lên chữ ký. Hãy bỏ hoặc thay ký tự này.")


class NotSignedYetError(ConflictError):
    """A seal comes after a signature that stands."""

    code = "signing.not_signed_yet"
    message = _("Chỉ đóng dấu lên văn bản đã có chữ ký hợp lệ của người có thẩm quyền.")


class TimeStampUnavailableError(UnavailableError):
    """The time-stamping authority does not answer."""

    code = "signing.time_stamp_unavailable"
    message = _("Chưa lấy được dấu thời gian. Hãy thử ký lại sau ít phút.")
