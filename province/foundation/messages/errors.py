"""Why a message did not leave, in words for whoever waits for it."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import DomainError, UnavailableError


class ChannelOffError(UnavailableError):
    """Nobody has set this channel up: it is of no use to try again."""

    code = "channel_off"
    message = _("Nơi này chưa nối kênh gửi tin này. Hãy chọn cách khác hoặc hỏi người quản trị.")


class NotDeliveredError(UnavailableError):
    """The message was not taken now; ``why`` says it to whoever keeps the machine."""

    code = "not_delivered"
    message = _("Chưa gửi được tin. Hãy thử lại sau ít phút.")

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)
        self.why = why


class AddressRefusedError(DomainError):
    """There is no such address, or it can be none; it is of no use to try again."""

    code = "address_refused"
    status = 422
    message = _("Địa chỉ hoặc số điện thoại này không nhận được tin. Hãy kiểm tra lại.")

    def __init__(self, *, why: str) -> None:
        super().__init__(why=why)
        self.why = why
