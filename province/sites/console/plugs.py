"""What the console gives to the desk's shell: the administrators' entries."""

from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions as one_stop
from province.foundation.events import permissions as events
from province.foundation.web.menus import MENU, MenuEntry, Shell
from province.kernel.signing import permissions as signing

ENTRIES = (
    MenuEntry(
        shell=Shell.DESK,
        label=_("Mức chuẩn"),
        url_name="console:rates",
        icon="coin",
        ability=one_stop.SET_RATES,
        order=70,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Khóa ký số"),
        url_name="console:locked_keys",
        icon="lock",
        ability=signing.MANAGE,
        order=75,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=_("Sự kiện"),
        url_name="console:outbox",
        icon="send",
        ability=events.SEE,
        order=80,
    ),
)

for entry in ENTRIES:
    MENU.register(entry)
