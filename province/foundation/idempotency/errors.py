"""The refusal of a key that was used for something else."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError


class KeyReusedError(ConflictError):
    """The same key came with another request."""

    code = "idempotency.key_reused"
    message = _("Khóa yêu cầu này đã dùng cho một việc khác. Hãy tải lại trang rồi gửi lại.")
