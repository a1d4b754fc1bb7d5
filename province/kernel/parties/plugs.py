"""What parties give of a person, and the entry of duplicates in the desk's menu."""

from django.utils.translation import gettext_lazy as _

from province.foundation.web.menus import MENU, MenuEntry, Shell
from province.kernel.parties import permissions
from province.kernel.parties.queries import people
from province.kernel.parties.registries import DATA_ABOUT, DataProvider

DATA_ABOUT.register(DataProvider(key="parties", order=10, give=people.sections_about))
MENU.register(
    MenuEntry(
        shell=Shell.DESK,
        label=_("Người trùng trong sổ"),
        url_name="parties:duplicates",
        icon="people",
        ability=permissions.FIND_DUPLICATES,
        under="console:home",
        group=_("Dữ liệu cá nhân"),
        order=94,
    )
)
