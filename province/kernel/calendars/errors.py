"""The refusals of the legal calendar, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, DomainError, NotAllowedError, NotFoundError


class MayNotChangeCalendarError(NotAllowedError):
    """The actor does not decide on this calendar."""

    code = "calendars.may_not_change"
    message = _("Bạn không có quyền sửa lịch làm việc này.")


class DecisionMissingError(DomainError):
    """A change of the calendar names no decision."""

    code = "calendars.decision_missing"
    status = 422
    message = _("Hãy ghi số và ngày của quyết định cho phép thay đổi lịch làm việc.")


class SwapUnfitError(DomainError):
    """A day is exchanged for itself."""

    code = "calendars.swap_unfit"
    status = 422
    message = _("Ngày hoán đổi phải khác ngày %(day)s.")


class OverrideNotFoundError(NotFoundError):
    """No decision in force changes this day."""

    code = "calendars.override_not_found"
    message = _("Ngày %(day)s không có quyết định nào đang áp dụng trong lịch này.")


class PatternOverlapsError(ConflictError):
    """Another week holds in a part of the period."""

    code = "calendars.pattern_overlaps"
    message = _(
        "Đã có giờ làm việc khác áp dụng trong khoảng thời gian này, theo %(decision)s. "
        "Hãy chọn ngày khác, hoặc rút giờ làm việc ấy trước."
    )


class WeekNotFoundError(NotFoundError):
    """No such weekly hours are in force in this calendar."""

    code = "calendars.week_not_found"
    message = _("Lịch này không có giờ làm việc nào như thế đang áp dụng.")


class PeriodUnfitError(DomainError):
    """A period ends before it begins."""

    code = "calendars.period_unfit"
    status = 422
    message = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")


class YearGoesBackError(ConflictError):
    """A later day is already published as decided."""

    code = "calendars.year_goes_back"
    message = _("Lịch đã được công bố đến ngày %(last_date)s; không thể lùi lại.")


class FactsUnfitError(DomainError):
    """A row of a file of days off or of decided years cannot be read."""

    code = "calendars.facts_unfit"
    status = 422
    message = _("Dòng %(line)s của tệp %(file)s không đọc được: %(row)s.")
