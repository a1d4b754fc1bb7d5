"""What the portal gives to the shells: the citizens' menu and the footer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from province.foundation.web.menus import MENU, MenuEntry, Shell

ENTRIES = (
    MenuEntry(
        shell=Shell.PORTAL,
        label=pgettext_lazy("list", "Thủ tục"),
        url_name="procedures:list",
        order=10,
        covers=("procedures:detail",),
    ),
    MenuEntry(
        shell=Shell.PORTAL,
        label=_("Tra cứu hồ sơ"),
        url_name="one_stop:track",
        order=20,
        covers=("one_stop:track_code",),
    ),
    MenuEntry(
        shell=Shell.PORTAL,
        label=_("Kiểm tra chữ ký"),
        url_name="one_stop:check_paper",
        order=30,
    ),
    MenuEntry(
        shell=Shell.FOOTER,
        label=_("Dịch vụ thiết yếu"),
        url_name="one_stop:service_lists",
        order=5,
    ),
    MenuEntry(
        shell=Shell.FOOTER,
        label=_("Số liệu giải quyết hồ sơ"),
        url_name="scorecards:public",
        order=5,
    ),
    MenuEntry(shell=Shell.FOOTER, label=_("Trợ năng"), url_name="portal:accessibility", order=10),
    MenuEntry(shell=Shell.FOOTER, label=_("Quyền riêng tư"), url_name="portal:privacy", order=20),
    MenuEntry(
        shell=Shell.FOOTER, label=_("Tình trạng hệ thống"), url_name="portal:status", order=30
    ),
    MenuEntry(shell=Shell.FOOTER, label=_("Tài liệu API"), url_name="api_reference", order=35),
    MenuEntry(
        shell=Shell.FOOTER,
        label=_("Ngôn ngữ (Language)"),
        url_name="portal:language",
        order=40,
    ),
)

for entry in ENTRIES:
    MENU.register(entry)
