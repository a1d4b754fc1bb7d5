"""The refusals of processes."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import ConflictError, NotAllowedError, NotFoundError


class ProcessNotFoundError(NotFoundError):
    """No process of this key is published on this day."""

    code = "processes.not_found"
    message = _("Chưa có quy trình được công bố cho %(process)s.")


class NotPublishableError(ConflictError):
    """The step table has faults."""

    code = "processes.not_publishable"
    message = _("Bảng bước chưa công bố được: %(faults)s.")


class WrongStateError(ConflictError):
    """The version is not in the state that this act needs."""

    code = "processes.wrong_state"
    message = _("Phiên bản quy trình đang ở trạng thái %(state)s.")


class MayNotPublishError(NotAllowedError):
    """The actor does not approve or publish processes."""

    code = "processes.may_not_publish"
    message = _("Bạn không có quyền phê duyệt quy trình.")


class DecisionNeededError(ConflictError):
    """A version is published without a decision."""

    code = "processes.decision_needed"
    message = _("Hãy ghi số quyết định phê duyệt quy trình.")


class WithdrawalReasonNeededError(ConflictError):
    """A version is withdrawn without a reason."""

    code = "processes.withdrawal_reason_needed"
    message = _("Hãy ghi lý do rút quy trình.")
