"""The refusals of notices."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, NotAllowedError, NotFoundError


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
