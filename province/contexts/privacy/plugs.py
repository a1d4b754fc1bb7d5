"""What privacy registers with the shells: its entries in the menus."""

from django.utils.translation import gettext_lazy as _

from province.contexts.privacy import permissions
from province.foundation.web.menus import MENU, MenuEntry, Shell

for entry in (
    MenuEntry(
        shell=Shell.FOOTER,
        label=_("Ai đã xem dữ liệu của tôi"),
        url_name="privacy:my_looks",
        order=22,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Lượt xem dữ liệu cá nhân"),
        url_name="privacy:unit_looks",
        icon="eyeoff",
        ability=permissions.SEE_LOOKS,
        order=55,
    ),
):
    MENU.register(entry)
