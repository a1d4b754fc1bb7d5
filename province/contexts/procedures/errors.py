"""The refusals of this context, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class ProcedureNotFoundError(NotFoundError):
    """No procedure has this code."""

    code = "procedures.procedure_not_found"
    message = _("Không có thủ tục mã %(procedure)s.")


class DoubtNotFoundError(NotFoundError):
    """There is no such doubt."""

    code = "procedures.doubt_not_found"
    message = _("Không có điểm nghi vấn số %(doubt)s.")


class MayNotCurateError(NotAllowedError):
    """The actor does not curate the catalogue."""

    code = "procedures.may_not_curate"
    message = _("Bạn không có quyền rà soát danh mục thủ tục.")


class MayNotPublishError(NotAllowedError):
    """The actor does not publish procedures."""

    code = "procedures.may_not_publish"
    message = _("Bạn không có quyền công bố thủ tục.")


class DoubtAlreadyResolvedError(ConflictError):
    """Somebody has resolved this doubt before, or it has lapsed."""

    code = "procedures.doubt_already_resolved"
    message = _("Điểm nghi vấn này đã được kết luận, không kết luận lần hai.")


class DoubtsOpenError(ConflictError):
    """A doubt on time, agency or result is open."""

    code = "procedures.doubts_open"
    message = _("Chưa công bố được thủ tục %(procedure)s: còn nghi vấn về %(about)s.")


class NotReadyError(ConflictError):
    """Something without which the procedure takes no filing does not stand yet."""

    code = "procedures.not_ready"
    message = _("Chưa công bố được thủ tục %(procedure)s: chưa có %(needs)s.")


class NothingToPublishError(ConflictError):
    """The procedure has no draft: its version is published already."""

    code = "procedures.nothing_to_publish"
    message = _("Thủ tục %(procedure)s không có bản nháp nào để công bố.")


class NotPublishedError(ConflictError):
    """The procedure has no published version to withdraw."""

    code = "procedures.not_published"
    message = _("Thủ tục %(procedure)s chưa được công bố nên không có gì để bãi bỏ.")


class InternalProcedureError(ConflictError):
    """An internal procedure is not published to citizens."""

    code = "procedures.internal"
    message = _(
        "Thủ tục %(procedure)s là thủ tục nội bộ giữa các cơ quan, không công bố cho người dân."
    )


class DecisionMissingError(InvalidInputError):
    """The decision on which this rests was not named."""

    code = "procedures.decision_missing"
    message = _("Hãy ghi số, ngày và cơ quan của quyết định làm căn cứ.")


class ValueNotUnderstoodError(InvalidInputError):
    """The corrected value cannot be read."""

    code = "procedures.value_not_understood"
    message = _("Không hiểu giá trị “%(value)s”. %(help)s")


class NothingToConfirmError(InvalidInputError):
    """The source has no value, so there is nothing to confirm: one must be given."""

    code = "procedures.nothing_to_confirm"
    message = _("Nguồn không ghi giá trị nào để xác nhận. Hãy ghi giá trị đúng theo quyết định.")


class BadFactsError(DomainError):
    """The fact file is not what the import expects."""

    code = "procedures.bad_facts"
    message = _("Tệp danh mục sai ở dòng %(line)s: %(fault)s")
