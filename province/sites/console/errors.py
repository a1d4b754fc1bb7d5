"""The refusals of the console, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, NotAllowedError


class ShownAlreadyError(ConflictError):
    """What is shown once has been shown; the request came a second time."""

    code = "console.shown_already"
    message = _(
        "Việc này đã làm xong và mã đã hiện một lần, không hiện lại. "
        "Nếu chưa kịp ghi, hãy cấp mã khác."
    )


class ClockNotYoursError(NotAllowedError):
    """Whoever answers for the unit's dossiers confirms their ends; the actor does not."""

    code = "console.clock_not_yours"
    message = _("Chỉ lãnh đạo hoặc trưởng phòng của đơn vị xác nhận hạn của hồ sơ này.")


class ClockStandsError(ConflictError):
    """A clock that stands still is counted when it goes on."""

    code = "console.clock_stands"
    message = _("Đồng hồ đang dừng; hạn tự tính lại khi hồ sơ được làm tiếp.")


class DaysUndecidedError(ConflictError):
    """The days up to the end of a clock are not decided yet."""

    code = "console.days_undecided"
    message = _("Lịch nghỉ chưa công bố đến ngày của hạn này.")
