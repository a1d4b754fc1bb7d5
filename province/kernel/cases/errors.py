"""The refusals of cases."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    DomainError,
    NotAllowedError,
    NotFoundError,
)


class CaseNotFoundError(NotFoundError):
    """No such case, or the actor may not know of it."""

    code = "cases.not_found"
    message = _("Không có hồ sơ, vụ việc này, hoặc bạn không được xem.")


class CaseClosedError(ConflictError):
    """The case is closed."""

    code = "cases.closed"
    message = _("Vụ việc đã kết thúc, không làm thêm bước nào được.")


class StaleError(ConflictError):
    """Somebody else was faster."""

    code = "cases.stale"
    message = _("Việc này vừa có người khác xử lý. Hãy xem lại tình trạng mới nhất.")


class NotYoursError(NotAllowedError):
    """The task is held by somebody else."""

    code = "cases.not_yours"
    message = _("Việc này không do bạn giữ.")


class NotAllowedHereError(ConflictError):
    """The kind of case does not allow this act where the case stands."""

    code = "cases.not_allowed_here"
    message = _("Chưa làm được việc này: %(why)s")


class WrongFactsError(DomainError):
    """A fact that the kind does not declare, or of another type."""

    code = "cases.wrong_facts"
    status = 422
    message = _("Dữ kiện không hợp lệ: %(faults)s")


class NoHolderError(ConflictError):
    """Nobody holds the post to which the step goes."""

    code = "cases.no_holder"
    message = _("Chưa có ai giữ vai trò “%(role)s” ở đơn vị này để nhận việc.")


class UnfitHolderError(ConflictError):
    """The post to which the task is given cannot do it."""

    code = "cases.unfit_holder"
    message = _("“%(post)s” không làm được việc này. Hãy chọn người khác.")


class ClockStateError(ConflictError):
    """The clock is not in the state that this needs."""

    code = "cases.clock_state"
    message = _("Đồng hồ thời hạn đang ở trạng thái không làm được việc này.")


class StepNotFoundError(NotFoundError):
    """The plan has no such step, or one may not go back to it from here."""

    code = "cases.step_not_found"
    message = _("Không chuyển về bước này được.")


class PaperNotFoundError(NotFoundError):
    """The paper is not of this case."""

    code = "cases.paper_not_found"
    message = _("Hồ sơ không có giấy tờ này.")


class MarkNeedsReasonError(DomainError):
    """A paper is marked as faulty without a word why."""

    code = "cases.mark_needs_reason"
    status = 422
    message = _("Hãy ghi rõ giấy tờ sai ở đâu để người nộp biết mà sửa.")


class OtherProcessError(ConflictError):
    """A case moves only to another version of the process that it follows."""

    code = "cases.other_process"
    message = _(
        "Đây là quy trình khác. Vụ việc chỉ chuyển sang phiên bản khác của quy trình đang theo."
    )


class PlanNotApprovedError(ConflictError):
    """A case may only follow an approved and published step table."""

    code = "cases.plan_not_approved"
    message = _("Quy trình này chưa được công bố nên chưa dùng để giải quyết được.")
