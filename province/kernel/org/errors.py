"""The refusals of org, in words a user can read."""

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)


class AgencyNotFoundError(NotFoundError):
    """There is no such agency."""

    code = "org.agency_not_found"
    message = _("Không có cơ quan %(agency)s.")


class PostNotFoundError(NotFoundError):
    """There is no such post."""

    code = "org.post_not_found"
    message = _("Không có vị trí việc làm %(post)s.")


class OfficialNotFoundError(NotFoundError):
    """There is no such official."""

    code = "org.official_not_found"
    message = _("Không có cán bộ %(official)s.")


class AccountNotFoundError(NotFoundError):
    """There is no such account, or not for this actor."""

    code = "org.account_not_found"
    message = _("Không có tài khoản %(account)s.")


class HoldingNotFoundError(NotFoundError):
    """Nobody holds this post now, or nobody stands in."""

    code = "org.holding_not_found"
    message = _("Vị trí %(post)s hiện không có người giữ hoặc người thay như yêu cầu.")


class MayNotManageAgencyError(NotAllowedError):
    """The actor does not manage agencies."""

    code = "org.may_not_manage_agency"
    message = _("Bạn không có quyền thay đổi cơ quan, đơn vị.")


class MayNotManagePostsError(NotAllowedError):
    """The actor does not manage the posts of this unit."""

    code = "org.may_not_manage_posts"
    message = _("Bạn không có quyền phân công vị trí của đơn vị này.")


class MayNotManageAccountsError(NotAllowedError):
    """The actor does not manage the accounts of this unit."""

    code = "org.may_not_manage_accounts"
    message = _("Bạn không có quyền quản lý tài khoản này.")


class RoleUnknownError(InvalidInputError):
    """Nobody registered this role."""

    code = "org.role_unknown"
    message = _("Không có vai trò “%(role)s”.")


class CodeGrammarError(InvalidInputError):
    """The code is none of Decision 20/2020/QĐ-TTg, or a dossier code could not carry it."""

    code = "org.code_grammar"
    message = _(
        "Mã “%(code)s” không đúng cấu trúc. Mã bắt đầu bằng một chữ cái từ A đến Y và hai chữ số "
        "(ví dụ H01), sau đó có nhiều nhất hai nhóm, mỗi nhóm từ một đến ba chữ in hoa không dấu "
        "hoặc chữ số, cách nhau bằng dấu chấm (ví dụ H01.42.11). "
        "Mã khác không ghi được vào mã hồ sơ; mã bắt đầu bằng H01.Z là mã tạm."
    )


class CodeTakenError(ConflictError):
    """Another agency has this code."""

    code = "org.code_taken"
    message = _("Mã “%(code)s” đã được gán cho cơ quan khác hoặc cơ quan này đã có mã cùng loại.")


class CodeFromFutureError(InvalidInputError):
    """The code is to be valid from a day that has not come."""

    code = "org.code_from_future"
    message = _("Ngày hiệu lực của mã chưa đến. Hãy nhập mã từ ngày đó trở đi.")


class CodeOutsidePeriodError(InvalidInputError):
    """The agency does not exist any more on the day from which the code is to be valid."""

    code = "org.code_outside_period"
    message = _("Cơ quan không còn hoạt động vào ngày hiệu lực của mã.")


class NoTemporaryCodeLeftError(ConflictError):
    """All 1,296 temporary codes are used."""

    code = "org.no_temporary_code_left"
    message = _("Đã dùng hết mã tạm. Hãy nhập mã chính thức cho các cơ quan.")


class NameMissingError(InvalidInputError):
    """A name is empty."""

    code = "org.name_missing"
    message = _("Chưa ghi tên.")


class NameOddError(InvalidInputError):
    """A person's name has signs that no name has."""

    code = "org.name_odd"
    message = _("“{name}” không phải là họ tên: chỉ ghi chữ cái, khoảng trắng, gạch nối.")


class PeriodError(InvalidInputError):
    """A period ends before it begins, or lies outside what it belongs to."""

    code = "org.period"
    message = _("Thời điểm kết thúc phải sau thời điểm bắt đầu.")


class DivisionElsewhereError(InvalidInputError):
    """The division does not belong to the agency of the post."""

    code = "org.division_elsewhere"
    message = _("Phòng, bộ phận này không thuộc cơ quan của vị trí.")


class PostTakenError(ConflictError):
    """Somebody else holds the post, or stands in, at that time."""

    code = "org.post_taken"
    message = _("Trong thời gian này vị trí “%(post)s” đã có người.")


class PostHeldError(ConflictError):
    """Somebody holds the post, or stands in, now or after the day on which it is to end."""

    code = "org.post_held"
    message = _(
        "Vị trí “%(post)s” còn %(name)s giữ hoặc thay vào lúc này hoặc sau ngày ấy. "
        "Hãy kết thúc việc giữ, việc thay trước."
    )


class PostBusyError(ConflictError):
    """Open work stands on the post."""

    code = "org.post_busy"
    message = _(
        "Vị trí “%(post)s” còn %(count)s việc đang mở. Hãy giao các việc ấy cho vị trí khác trước."
    )


class PostEndedError(ConflictError):
    """The post ends before that, or has an end already."""

    code = "org.post_ended"
    message = _("Vị trí “%(post)s” chỉ có đến hết ngày %(last)s.")


class PostEndAheadError(InvalidInputError):
    """The post is to end on a day that has not come."""

    code = "org.post_end_ahead"
    message = _(
        "Ngày này chưa đến. Hãy kết thúc vị trí vào ngày ấy, khi không còn người giữ và việc."
    )


class SubstituteIsHolderError(ConflictError):
    """The substitute holds the post."""

    code = "org.substitute_is_holder"
    message = _("Người thay phải khác người đang giữ vị trí “%(post)s”.")


class SuccessionTakenError(ConflictError):
    """The old agency has gone to another one already."""

    code = "org.succession_taken"
    message = _("Đơn vị cũ đã được ghi kế thừa; không thể ghi thêm phần này.")


class OfficialElsewhereError(ConflictError):
    """The official works in a unit that the actor does not manage."""

    code = "org.official_elsewhere"
    message = _("Cán bộ này đang giữ vị trí ở cơ quan khác. Việc này do quản trị tỉnh làm.")


class OwnAccountError(ConflictError):
    """One's own account is closed, or given a new password, by somebody else."""

    code = "org.own_account"
    message = _("Không tự đóng, không tự đặt lại mật khẩu cho tài khoản của chính mình ở đây.")


class AccountOpenError(ConflictError):
    """The account is not closed."""

    code = "org.account_open"
    message = _("Tài khoản này đang mở; không có gì để mở lại.")


class ReasonMissingError(InvalidInputError):
    """No reason is given for what needs one."""

    code = "org.reason_missing"
    message = _("Hãy ghi lý do.")


class UsernameTakenError(ConflictError):
    """Another account has this name, or the person has an account."""

    code = "org.username_taken"
    message = _("Tên đăng nhập “%(username)s” đã có, hoặc người này đã có tài khoản.")


class UsernameGrammarError(InvalidInputError):
    """The sign-in name has characters that it may not have."""

    code = "org.username_grammar"
    message = _(
        "Tên đăng nhập gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối; từ 2 đến 60 ký tự."
    )


class WeakPasswordError(InvalidInputError):
    """The password does not satisfy the rules; the sentences say which."""

    code = "org.weak_password"
    message = _("%(sentences)s")


class WrongPasswordError(InvalidInputError):
    """The present password is not right."""

    code = "org.wrong_password"
    message = _("Mật khẩu hiện tại không đúng.")


class UnitUnderTestBusyError(ConflictError):
    """Another self check is using the unit under test."""

    code = "org.test_unit_busy"
    message = _("Đơn vị kiểm thử đang được dùng (vai trò “%(role)s”). Hãy thử lại sau ít phút.")


class SetupLinkError(DomainError):
    """The one-time link is unknown, used or too old."""

    code = "org.setup_link"
    status = 404
    message = _(
        "Liên kết thiết lập không đúng, đã dùng hoặc đã quá 24 giờ. "
        "Hãy tạo liên kết mới trên máy chủ."
    )


class NotADemoError(NotAllowedError):
    """Demonstration accounts are asked for in an install that is not a demonstration."""

    code = "org.not_a_demo"
    message = _(
        "Bản cài đặt này không phải bản minh họa, hoặc chưa có mật khẩu minh họa (DEMO_PASSWORD)."
    )
