"""What the console gives to the desk's shell: the administrators' entries."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from province.contexts.exchange import permissions as exchange
from province.contexts.one_stop import permissions as one_stop
from province.foundation.events import permissions as events
from province.foundation.health import permissions as health
from province.foundation.web.menus import MENU, MenuEntry, Shell
from province.kernel.calendars import permissions as calendars
from province.kernel.cases import permissions as cases
from province.kernel.factors import permissions as factors
from province.kernel.notices import permissions as notices
from province.kernel.org import permissions as org
from province.kernel.signing import permissions as signing

HOME = "console:home"
PEOPLE, RULES, SYSTEM = _("Tổ chức"), _("Quy định"), _("Hệ thống")
ENTRIES = (
    MenuEntry(
        shell=Shell.DESK,
        label=pgettext_lazy("menu", "Quản trị"),
        url_name=HOME,
        icon="gear",
        order=61,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Mức chuẩn"),
        url_name="console:rates",
        under=HOME,
        group=RULES,
        icon="coin",
        ability=one_stop.SET_RATES,
        order=70,
        covers=("console:withdraw_rate",),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Câu chữ pháp lý"),
        url_name="console:wordings",
        under=HOME,
        group=RULES,
        icon="book",
        ability=one_stop.SET_WORDINGS,
        order=72,
        covers=("console:wording", "console:withdraw_wording"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Mẫu thông báo"),
        url_name="console:notice_wordings",
        under=HOME,
        group=RULES,
        icon="chat",
        ability=notices.SET_WORDINGS,
        order=73,
        covers=("console:notice_wording", "console:withdraw_notice_wording"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=pgettext_lazy("menu", "Cơ quan"),
        url_name="console:agencies",
        under=HOME,
        group=PEOPLE,
        icon="building",
        ability=org.MANAGE_POSTS,
        order=62,
        covers=(
            "console:agency",
            "console:create_agency",
            "console:rename_agency",
            "console:assign_code",
            "console:create_division",
            "console:create_post",
            "console:post",
            "console:assign_holding",
            "console:end_holding",
            "console:substitute",
            "console:end_substitution",
            "console:end_post",
        ),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=pgettext_lazy("menu", "Cán bộ"),
        url_name="console:officials",
        under=HOME,
        group=PEOPLE,
        icon="people",
        ability=org.MANAGE_ACCOUNTS,
        order=64,
        covers=(
            "console:register_official",
            "console:official",
            "console:open_account",
            "console:new_password",
            "console:close_account",
            "console:reopen_account",
            "console:reset_factors",
            "console:end_sessions",
            "console:correct_official",
            "console:issue_key",
        ),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Bước xác thực thứ hai"),
        url_name="console:factor_policy",
        under=HOME,
        group=RULES,
        icon="shield",
        ability=factors.SET_POLICY,
        order=74,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Lịch làm việc"),
        url_name="console:calendar",
        under=HOME,
        group=RULES,
        icon="cal",
        ability=calendars.MANAGE_AGENCY,
        order=66,
        covers=(
            "console:record_day",
            "console:withdraw_day",
            "console:publish_days",
            "console:week",
            "console:withdraw_week",
        ),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Đồng hồ tạm tính"),
        url_name="console:provisional",
        icon="clock",
        ability=cases.REASSIGN,
        also=one_stop.SEE_DOSSIERS,
        order=68,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Khóa ký số"),
        url_name="console:locked_keys",
        under=HOME,
        group=PEOPLE,
        icon="key",
        ability=signing.MANAGE,
        order=65,
        covers=("console:issue_seal", "console:revoke_key"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Hệ thống đối tác"),
        url_name="console:partners",
        under=HOME,
        group=SYSTEM,
        icon="swap",
        ability=exchange.MANAGE_PARTNERS,
        order=73,
        covers=(
            "console:register_partner",
            "console:issue_partner_key",
            "console:end_partner",
            "console:revoke_partner_key",
        ),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Đang có gì trục trặc"),
        url_name="console:troubles",
        under=HOME,
        group=SYSTEM,
        icon="alert",
        ability=health.SEE,
        order=79,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Sự kiện"),
        url_name="console:outbox",
        under=HOME,
        group=SYSTEM,
        icon="send",
        ability=events.SEE,
        order=80,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Tin đã gửi"),
        url_name="console:sent",
        under=HOME,
        group=SYSTEM,
        icon="mail",
        ability=notices.SEE_SENT,
        order=82,
    ),
)

for entry in ENTRIES:
    MENU.register(entry)
