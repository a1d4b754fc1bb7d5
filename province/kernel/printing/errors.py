"""The refusals of printing, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, DomainError


class NoLayoutError(ConflictError):
    """No layout of this form is in force on that day."""

    code = "printing.no_layout"
    message = _("Biểu mẫu này chưa có mẫu in có hiệu lực vào ngày %(day)s.")


class LetterMissingError(DomainError):
    """The print font lacks a letter that the values contain."""

    code = "printing.letter_missing"
    status = 422
    message = _("Không in được ký tự “%(letter)s” trong nội dung. Hãy bỏ hoặc thay ký tự này.")
