"""The menu of the officials' desk, and what its bar says of whoever is signed in."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop import permissions as one_stop
from province.contexts.procedures import permissions as procedures
from province.contexts.scorecards import permissions as scorecards
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import Person
from province.foundation.web.menus import MENU, MenuEntry, Shell, page_url, plug_person_source
from province.kernel.org import public as org
from province.kernel.processes import permissions as processes

ENTRIES = (
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Hộp việc"),
        url_name="desk:inbox",
        icon="inbox",
        order=10,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Tiếp nhận"),
        url_name="one_stop:counter",
        icon="people",
        ability=one_stop.FILE_FOR_OTHERS,
        order=20,
        covers=("one_stop:counter_done", "one_stop:counter_person"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Hồ sơ"),
        url_name="one_stop:dossiers",
        icon="file",
        ability=one_stop.SEE_DOSSIERS,
        order=30,
        covers=("one_stop:dossier", "one_stop:find"),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Ký số"),
        url_name="one_stop:sign_many",
        icon="pen",
        ability=one_stop.SIGN,
        order=40,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Đóng dấu"),
        url_name="one_stop:seal_many",
        icon="stamp",
        ability=one_stop.SEAL,
        order=41,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Sổ theo dõi"),
        url_name="one_stop:register",
        icon="book",
        ability=one_stop.SEE_DOSSIERS,
        order=50,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Số liệu"),
        url_name="scorecards:figures",
        icon="chart",
        ability=scorecards.SEE,
        order=60,
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Quy trình nội bộ"),
        url_name="one_stop:processes",
        icon="list",
        ability=processes.DRAFT,
        order=69,
        under="console:home",
        group=gettext_lazy("Quy định"),
        covers=("one_stop:process",),
    ),
    MenuEntry(
        shell=Shell.DESK,
        label=gettext_lazy("Danh mục thủ tục"),
        url_name="procedures:doubts",
        icon="list",
        ability=procedures.CURATE,
        order=67,
        under="console:home",
        group=gettext_lazy("Quy định"),
    ),
)


def official_in_bar(actor: Actor) -> Person:
    """Return the name and the post of an official, and where the own account stands."""
    url = page_url("org:my_account")
    if actor.acting_post is None:
        return Person(name=actor.name, post=_("Chưa giữ vị trí nào"), url=url)
    post = org.post(post_id=actor.acting_post, at=timezone.now())
    agency = org.agency(agency_id=post.agency_id)
    return Person(name=actor.name, post=f"{post.title}, {agency.short_name}", url=url)


for entry in ENTRIES:
    MENU.register(entry)
plug_person_source(official_in_bar)
