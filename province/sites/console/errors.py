"""The refusals of the console, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError


class ShownAlreadyError(ConflictError):
    """What is shown once has been shown; the request came a second time."""

    code = "console.shown_already"
    message = _(
        "Việc này đã làm xong và mã đã hiện một lần, không hiện lại. "
        "Nếu chưa kịp ghi, hãy cấp mã khác."
    )
