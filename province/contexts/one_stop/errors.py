"""The refusals of the one-stop mechanism."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class DossierNotFoundError(NotFoundError):
    """No such dossier, or the actor may not know of it."""

    code = "one_stop.dossier_not_found"
    message = _("Không có hồ sơ này, hoặc bạn không được xem.")


class NotTakingFilingsError(ConflictError):
    """The procedure is not published, or is not decided by that agency."""

    code = "one_stop.not_taking_filings"
    message = _("Thủ tục %(procedure)s chưa nhận hồ sơ: %(why)s")


class AgencyDoesNotDecideError(ConflictError):
    """The agency does not decide this procedure."""

    code = "one_stop.agency_does_not_decide"
    message = _("Cơ quan đã chọn không giải quyết thủ tục này. Hãy chọn cơ quan có thẩm quyền.")


class IncompleteFilingError(InvalidInputError):
    """Something that the form asks for is missing or wrong."""

    code = "one_stop.incomplete_filing"
    message = _("Hồ sơ còn thiếu hoặc sai. Những gì đã điền vẫn được giữ.")


class NoLongerEditableError(ConflictError):
    """The dossier was received, answered or ended: what was filed stays as it is."""

    code = "one_stop.no_longer_editable"
    message = _("%(why)s Bản sửa chưa gửi, vẫn được giữ trong bản nháp.")


class ExternalCodeTakenError(ConflictError):
    """Another filing came in with this code of the other system."""

    code = "one_stop.external_code_taken"
    message = _("Mã %(external_code)s đã dùng cho một hồ sơ có nội dung khác. Hãy gửi mã mới.")


class ResultNotIssuedError(NotFoundError):
    """The result of the dossier is not there yet."""

    code = "one_stop.result_not_issued"
    message = _("Hồ sơ này chưa có kết quả.")


class MayNotFileError(NotAllowedError):
    """The actor files for somebody else without the right to."""

    code = "one_stop.may_not_file"
    message = _("Bạn chỉ nộp được hồ sơ của chính mình.")


class MayNotError(NotAllowedError):
    """The actor's role does not do this."""

    code = "one_stop.may_not"
    message = _("Vai trò của bạn không làm bước này.")


class SupplementOnceError(ConflictError):
    """The law allows one supplement request only (R1)."""

    code = "one_stop.supplement_once"
    message = _("Chỉ được yêu cầu bổ sung một lần. Hồ sơ này đã có phiếu ngày %(day)s.")


class NothingAskedError(InvalidInputError):
    """A supplement request that names nothing."""

    code = "one_stop.nothing_asked"
    message = _("Hãy chọn ít nhất một giấy tờ cần bổ sung và ghi lý do.")


class ReasonNeededError(InvalidInputError):
    """A refusal without a reason."""

    code = "one_stop.reason_needed"
    message = _("Hãy ghi lý do cụ thể và căn cứ pháp luật.")


class ProposalFaultyError(InvalidInputError):
    """A proposal that does not hold against the filing and the law; the faults say where."""

    code = "one_stop.proposal_faulty"
    message = _("Đề xuất chưa đúng. %(why)s")


class NoProcedureKindError(ConflictError):
    """Nobody has registered how this procedure is decided and what is printed."""

    code = "one_stop.no_procedure_kind"
    message = _(
        "Hệ thống chưa có mẫu kết quả của thủ tục %(procedure)s, nên chưa soạn được dự thảo. "
        "Hãy báo quản trị tỉnh."
    )


class MayNotSignForError(NotAllowedError):
    """Whoever stands in for the head has no own post that may sign for the head."""

    code = "one_stop.may_not_sign_for"
    message = _(
        "Bạn đang làm việc thay %(head)s, nhưng chức vụ của bạn ở cơ quan này (%(own)s) không được "
        "ký thay: chỉ cấp phó ký thay (KT.) người đứng đầu, theo Điều 13 Nghị định 30/2020/NĐ-CP."
    )


class NothingToUndoError(ConflictError):
    """The last act is not one that can be taken back."""

    code = "one_stop.nothing_to_undo"
    message = _("Bước vừa làm không hoàn tác được, hoặc đã có người làm tiếp.")


class NoSupplementOpenError(ConflictError):
    """Nothing waits for the applicant."""

    code = "one_stop.no_supplement_open"
    message = _("Hồ sơ này không có yêu cầu bổ sung nào đang chờ bạn.")


class AnswerStillAwaitedError(ConflictError):
    """The applicant may still answer."""

    code = "one_stop.answer_still_awaited"
    message = _("Người nộp còn được bổ sung đến %(until)s, chưa kết thúc hồ sơ được.")


class SameHandsError(NotAllowedError):
    """Whoever took the dossier in may not decide it."""

    code = "one_stop.same_hands"
    message = _("Người đã tiếp nhận hồ sơ không được quyết định chính hồ sơ đó.")


class NoDraftError(ConflictError):
    """There is no draft to sign, or nothing signed to seal."""

    code = "one_stop.no_draft"
    message = _("Hồ sơ chưa có dự thảo kết quả để ký.")


class NotNowError(ConflictError):
    """The dossier is not where this may be done."""

    code = "one_stop.not_now"
    message = _("Hồ sơ đang ở bước khác, chưa làm được việc này.")


class NotLateYetError(ConflictError):
    """A result that is neither late nor soon late is not promised anew (R12)."""

    code = "one_stop.not_late_yet"
    message = _("Hồ sơ còn trong hạn đến %(due)s, chưa phải xin lỗi và hẹn lại.")


class ReappointedBeforeError(ConflictError):
    """A late result is promised anew once, not twice (R12)."""

    code = "one_stop.reappointed_before"
    message = _("Hồ sơ này đã xin lỗi và hẹn lại một lần. Không hẹn lại lần thứ hai được.")


class NewDayUnfitError(InvalidInputError):
    """The new day is off, over, or not later than the promised one."""

    code = "one_stop.new_day_unfit"
    message = _("Chọn một ngày làm việc sau hôm nay và sau ngày đã hẹn (%(due)s).")


class NoMistakeError(ConflictError):
    """A reception that is older than today, or that somebody has acted on, is not taken back."""

    code = "one_stop.no_mistake"
    message = _(
        "Chỉ hủy được tiếp nhận tại quầy ngay trong ngày, khi chưa ai làm gì tiếp với hồ sơ."
    )


class AlreadyDecidedError(ConflictError):
    """A result exists already; the dossier can no longer be withdrawn (R19)."""

    code = "one_stop.already_decided"
    message = _("Hồ sơ đã có quyết định, không rút được nữa.")


class RateFaultyError(InvalidInputError):
    """A rate without amount, coefficients or source."""

    code = "one_stop.rate_faulty"
    message = _("Ghi mức chuẩn lớn hơn 0, các hệ số như 1,0; 1,5 và căn cứ pháp luật.")


class VersionDoubtfulError(InvalidInputError):
    """A version of legal data that has to be confirmed first; ``doubts`` say what."""

    code = "one_stop.version_doubtful"
    message = _("Hãy xác nhận những điều dưới đây rồi gửi lại.")

    def __init__(self, *, doubts: tuple[Any, ...]) -> None:
        super().__init__()
        self.doubts = doubts


class VersionReasonNeededError(InvalidInputError):
    """A version is corrected or withdrawn without its reason."""

    code = "one_stop.version_reason_needed"
    message = _("Ghi vì sao sửa hoặc rút.")


class VersionNotFoundError(NotFoundError):
    """Nothing holds from this day that could be withdrawn."""

    code = "one_stop.version_not_found"
    message = _("Không có gì được đặt từ ngày này, hoặc đã được rút.")


class VersionOvertakenError(ConflictError):
    """Somebody else has set a version for the same day in between."""

    code = "one_stop.version_overtaken"
    message = _("Có người vừa đặt cho cùng ngày này. Hãy tải lại trang rồi làm tiếp.")


class WordingFaultyError(InvalidInputError):
    """Words of the law that are missing, too long, or several where one is needed."""

    code = "one_stop.wording_faulty"
    message = _("Ghi nội dung, mỗi ý một dòng không quá 300 chữ, và nguồn của nó.")


class WordingManyError(InvalidInputError):
    """Several lines where a paper has room for one."""

    code = "one_stop.wording_many"
    message = _("Chỗ này trên giấy chỉ có một dòng.")


class WordingNoSymbolError(InvalidInputError):
    """Words that are to stand in the numbers of papers and cannot."""

    code = "one_stop.wording_no_symbol"
    message = _(
        "“%(symbol)s” không dùng làm ký hiệu trong số của giấy được. Ký hiệu chỉ có chữ in hoa "
        "không dấu, chữ Đ và chữ số, nối bằng dấu gạch ngang, không có khoảng trắng, như QĐ-UBND."
    )


class WordsNeededError(InvalidInputError):
    """Nothing is said in a note, a message, a question or an answer."""

    code = "one_stop.words_needed"
    message = _("Hãy ghi nội dung trước khi gửi.")


class WordsTooLongError(InvalidInputError):
    """Too much is said at once."""

    code = "one_stop.words_too_long"
    message = _("Nội dung dài %(length)s ký tự, nhiều nhất %(most)s. Hãy viết ngắn lại.")


class QuestionsWaitError(ConflictError):
    """The applicant has asked as much as may wait."""

    code = "one_stop.questions_wait"
    message = _(
        "Mỗi hồ sơ có nhiều nhất %(open)s câu hỏi đang chờ trả lời và %(day)s câu trong 24 giờ. "
        "Hãy chờ cơ quan trả lời, hoặc gọi 1022."
    )


class QuestionNotFoundError(NotFoundError):
    """The dossier has no such question."""

    code = "one_stop.question_not_found"
    message = _("Hồ sơ không có câu hỏi này.")


class AnsweredBeforeError(ConflictError):
    """Somebody has answered the question."""

    code = "one_stop.answered_before"
    message = _("Câu hỏi này đã có người trả lời.")


class BatchNotFoundError(NotFoundError):
    """The actor has begun no such batch, or it was long ago."""

    code = "one_stop.batch_not_found"
    message = _("Không có lô văn bản này, hoặc đã quá lâu. Hãy chọn lại từ danh sách.")
