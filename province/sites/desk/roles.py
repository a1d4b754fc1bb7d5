"""The one place that says which role may do what, and which partner. Posts carry roles."""

from django.utils.translation import gettext_lazy as _

from province.contexts.exchange import permissions as exchange
from province.contexts.exchange.contracts import Scope
from province.contexts.one_stop import permissions as one_stop
from province.contexts.privacy import permissions as privacy
from province.contexts.procedures import permissions as procedures
from province.contexts.ratings import permissions as ratings
from province.contexts.scorecards import permissions as scorecards
from province.foundation.events import permissions as events
from province.foundation.health import permissions as health
from province.kernel.calendars import permissions as calendars
from province.kernel.cases import permissions as cases
from province.kernel.factors import permissions as factors
from province.kernel.forms import permissions as forms
from province.kernel.notices import permissions as notices
from province.kernel.org import permissions as org
from province.kernel.org.contracts import RoleKind
from province.kernel.parties import permissions as parties
from province.kernel.processes import permissions as processes
from province.kernel.signing import permissions as signing

_OFFICIAL = {one_stop.SEE_DOSSIERS, parties.READ, scorecards.SEE}

ROLE_KINDS = (
    RoleKind(
        key="one_stop_officer",
        name="Cán bộ một cửa",
        desk="one_stop",
        abilities=frozenset(
            _OFFICIAL
            | {
                one_stop.RECEIVE,
                one_stop.FILE_FOR_OTHERS,
                one_stop.DELIVER,
                one_stop.EXPORT,
                parties.REGISTER,
                privacy.RECORD_REQUESTS,
                ratings.ASK_AT_COUNTER,
            }
        ),
    ),
    RoleKind(
        key="specialist",
        name="Chuyên viên",
        desk=None,
        abilities=frozenset(_OFFICIAL | {one_stop.APPRAISE, one_stop.EXPORT}),
    ),
    RoleKind(
        key="head_of_division",
        name="Trưởng phòng",
        desk=None,
        abilities=frozenset(
            _OFFICIAL
            | {
                one_stop.REVIEW,
                one_stop.EXPORT,
                cases.REASSIGN,
                privacy.SEE_LOOKS,
                privacy.ANSWER_REQUESTS,
                ratings.SEE_FIGURES,
                ratings.ANSWER_UNSOLVED,
                parties.CORRECT,
            }
        ),
    ),
    RoleKind(
        key="leader",
        name="Lãnh đạo",
        desk=None,
        abilities=frozenset(
            _OFFICIAL
            | {
                one_stop.SIGN,
                scorecards.SEE_ALL,
                one_stop.EXPORT,
                cases.REASSIGN,
                privacy.SEE_LOOKS,
                privacy.KEEP_BREACHES,
                privacy.ANSWER_REQUESTS,
                ratings.SEE_FIGURES,
                ratings.ANSWER_UNSOLVED,
                parties.CORRECT,
            }
        ),
    ),
    RoleKind(
        key="clerk",
        name="Văn thư",
        desk="clerical",
        abilities=frozenset(_OFFICIAL | {one_stop.SEAL, one_stop.EXPORT}),
    ),
    RoleKind(
        key="agency_admin",
        name="Quản trị cơ quan",
        desk=None,
        abilities=frozenset(
            {
                org.MANAGE_POSTS,
                org.MANAGE_ACCOUNTS,
                calendars.MANAGE_AGENCY,
                cases.REASSIGN,
                privacy.KEEP_BREACHES,
            }
        ),
    ),
    RoleKind(
        key="province_admin",
        name="Quản trị tỉnh",
        desk=None,
        province_wide=True,
        abilities=frozenset(
            {
                scorecards.SEE,
                scorecards.SEE_ALL,
                exchange.MANAGE_PARTNERS,
                org.MANAGE_AGENCY,
                org.MANAGE_POSTS,
                org.MANAGE_ACCOUNTS,
                factors.SET_POLICY,
                calendars.MANAGE_PROVINCE,
                calendars.MANAGE_AGENCY,
                procedures.CURATE,
                procedures.PUBLISH,
                processes.DRAFT,
                processes.PUBLISH,
                forms.APPROVE,
                signing.MANAGE,
                cases.REBASE,
                cases.MOVE_UNIT,
                health.SEE,
                events.SEE,
                events.REPLAY,
                one_stop.SET_RATES,
                one_stop.SET_WORDINGS,
                notices.SEE_SENT,
                notices.SEND_AGAIN,
                notices.SET_WORDINGS,
                parties.FIND_DUPLICATES,
                ratings.SEE_FIGURES,
                privacy.KEEP_REGISTER,
                privacy.KEEP_BREACHES,
            }
        ),
    ),
    RoleKind(
        key="auditor",
        name="Kiểm tra, giám sát",
        desk=None,
        province_wide=True,
        abilities=frozenset(
            {
                one_stop.SEE_DOSSIERS,
                scorecards.SEE,
                scorecards.SEE_ALL,
                cases.SEE_ALL,
                events.SEE,
                health.SEE,
                notices.SEE_SENT,
                ratings.SEE_FIGURES,
            }
        ),
    ),
)

SELFCHECK_SCOPE = "selfcheck"
SCOPES = (
    Scope(
        key="filings",
        name=_("Nộp hồ sơ thay người dân, xem hồ sơ mình đã nộp"),
        abilities=frozenset({one_stop.FILE_FOR_OTHERS, parties.REGISTER, parties.READ}),
    ),
    Scope(
        key="national_filings",
        name=_("Chuyển hồ sơ từ Cổng Dịch vụ công quốc gia"),
        abilities=frozenset(
            {
                one_stop.FILE_FOR_OTHERS,
                one_stop.FILE_AS_NATIONAL,
                parties.REGISTER,
                parties.READ,
            }
        ),
    ),
    Scope(
        key=SELFCHECK_SCOPE,
        name=_("Tự kiểm tra hệ thống, chỉ với đơn vị kiểm thử"),
        abilities=frozenset(
            {
                one_stop.FILE_FOR_OTHERS,
                one_stop.FILE_AS_NATIONAL,
                one_stop.FILE_UNDER_TEST,
                parties.REGISTER,
                parties.READ,
            }
        ),
        is_offered=False,
    ),
)
