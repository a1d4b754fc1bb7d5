"""The few ways a command or a query may refuse."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal that the caller is expected to show to the user.

    It travels as data, a code and its parameters, and becomes words only at a
    door, in the language of whoever reads it there.
    """

    code: ClassVar[str] = "domain_error"
    status: ClassVar[int] = 400
    message: ClassVar[str | Promise] = _("Không thực hiện được yêu cầu.")

    def __init__(self, **params: object) -> None:
        super().__init__(params)
        self.params = params

    def __str__(self) -> str:
        return str(self.message) % self.params


class NotAllowedError(DomainError):
    """The actor lacks the right to do this."""

    code = "not_allowed"
    status = 403
    message = _("Bạn không có quyền làm việc này.")


class NotFoundError(DomainError):
    """There is no such thing, or the actor may not know of it."""

    code = "not_found"
    status = 404
    message = _("Không tìm thấy.")


class ConflictError(DomainError):
    """The thing is no longer in the state the request supposed."""

    code = "conflict"
    status = 409
    message = _("Việc này đã thay đổi từ khi bạn mở trang. Hãy tải lại rồi làm tiếp.")


class TooLargeError(DomainError):
    """What was sent is larger than the door takes."""

    code = "too_large"
    status = 413
    message = _("Dữ liệu gửi lên quá lớn.")


class TooManyError(DomainError):
    """The same address asks too often; ``seconds`` say when it may ask again."""

    code = "too_many"
    status = 429
    message = _("Thiết bị hoặc mạng của bạn hỏi quá nhiều lần. Hãy thử lại sau %(minutes)s phút.")

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds, minutes=-(-seconds // 60))
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One field that is wrong, what is wrong with it, and what to do."""

    field: str
    code: str
    sentence: str | Promise


class InvalidInputError(DomainError):
    """What was sent has faults at named fields."""

    code = "invalid_input"
    status = 422
    message = _("Còn chỗ cần sửa. Những gì bạn đã điền vẫn được giữ.")

    def __init__(self, *, faults: tuple[FieldFault, ...] = (), **params: object) -> None:
        super().__init__(**params)
        self.faults = faults


def told_together(refusal: DomainError) -> str:
    """Return what a refusal says where it has no fields to stand at: all its faults in one line."""
    faults = refusal.faults if isinstance(refusal, InvalidInputError) else ()
    return " ".join(str(fault.sentence) for fault in faults) or str(refusal)


class UnavailableError(DomainError):
    """Something this needs does not answer now."""

    code = "unavailable"
    status = 503
    message = _("Hệ thống tạm thời chưa phục vụ được việc này. Hãy thử lại sau ít phút.")
