"""The refusals of notices."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class MayNotSeeSentError(NotAllowedError):
    """The actor does not look after messages."""

    code = "may_not_see_sent"
    message = _("Bạn không có quyền xem các tin đã gửi.")


class NoticeNotFoundError(NotFoundError):
    """There is no such notice, or it is somebody else's."""

    code = "notice_not_found"
    message = _("Không tìm thấy thông báo này.")


class SendingNotFoundError(NotFoundError):
    """There is no such message."""

    code = "sending_not_found"
    message = _("Không tìm thấy tin này.")


class SentAlreadyError(ConflictError):
    """The message left, or is about to."""

    code = "sent_already"
    message = _("Tin này đã gửi hoặc đang chờ gửi, không cần gửi lại.")


class MayNotSetWordingsError(NotAllowedError):
    """The actor does not change the words of notices."""

    code = "may_not_set_notice_wordings"
    message = _("Bạn không có quyền đổi nội dung thông báo.")


class NoticeWordingNotFoundError(NotFoundError):
    """There is no such kind of notice, channel, language or version."""

    code = "notice_wording_not_found"
    message = _("Không tìm thấy mẫu thông báo này.")


class NoticeWordingFaultyError(InvalidInputError):
    """The words have faults at named fields."""

    code = "notice_wording_faulty"


class NoticeWordingOvertakenError(ConflictError):
    """Somebody else has set words at the same time."""

    code = "notice_wording_overtaken"
    message = _("Có người vừa đổi mẫu này. Xem lại bản mới rồi đặt tiếp; chữ bạn ghi vẫn còn.")


class ReadersOnlyError(NotAllowedError):
    """The account stands for nobody who is told anything."""

    code = "notice_readers_only"
    message = _("Tài khoản này không gắn với người dân hay cán bộ nào, nên không nhận thông báo.")


class PreferenceFaultyError(InvalidInputError):
    """The house does not speak this language."""

    code = "notice_preference_faulty"
