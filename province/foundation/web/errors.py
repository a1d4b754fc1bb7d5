"""Refusals that only doors make."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, DomainError, NotAllowedError


class SignInNeededError(DomainError):
    """Nobody is signed in; a page sends to sign-in, the API answers 401."""

    code = "sign_in_needed"
    status = 401
    message = _("Hãy đăng nhập để tiếp tục.")


class StrangerAtDeskError(NotAllowedError):
    """An account without an official's record came to the officials' desk."""

    code = "stranger_at_desk"
    message = _("Trang này dành cho cán bộ. Tài khoản của bạn là tài khoản công dân.")


class TypedByAnotherError(ConflictError):
    """A form that was kept for one person is sent by another."""

    code = "typed_by_another"
    message = _(
        "Những gì gõ trên trang ấy là của người khác, đã hết phiên trên máy này. Không gửi gì cả. "
        "Người ấy đăng nhập lại rồi tự gửi; còn bạn hãy đóng trang ấy."
    )
