"""The refusals of exchange, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class MayNotManagePartnersError(NotAllowedError):
    """The actor does not manage partners."""

    code = "exchange.may_not_manage_partners"
    message = _("Chỉ quản trị tỉnh quản lý các hệ thống đối tác và khóa kết nối.")


class PartnerNotFoundError(NotFoundError):
    """There is no such partner."""

    code = "exchange.partner_not_found"
    message = _("Không có hệ thống đối tác này.")


class PartnerKeyNotFoundError(NotFoundError):
    """There is no such key, or it was revoked."""

    code = "exchange.key_not_found"
    message = _("Không có khóa kết nối này, hoặc khóa đã bị thu hồi.")


class PartnerCodeTakenError(ConflictError):
    """Another partner has this code."""

    code = "exchange.code_taken"
    message = _("Mã “%(partner)s” đã có hệ thống khác dùng. Chọn mã khác.")


class PartnerEndedError(ConflictError):
    """The connection with this partner has ended."""

    code = "exchange.partner_ended"
    message = _("Kết nối với hệ thống này đã chấm dứt. Muốn nối lại, hãy đăng ký hệ thống mới.")


class PartnerFaultyError(InvalidInputError):
    """What was typed about a partner or a key has faults."""

    code = "exchange.partner_faulty"
