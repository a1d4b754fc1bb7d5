"""What notices give to the shells: the bell; and the words of the daily mail."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import Bell
from province.foundation.web.menus import page_url, plug_bell
from province.foundation.web.slots import SLOTS, PageLink, Slot
from province.kernel.notices import public
from province.kernel.notices.commands.digesting import KIND
from province.kernel.notices.contracts import NoticeKind, Wording
from province.kernel.notices.queries.troubles import failing_messages
from province.kernel.notices.registries import NOTICE_KINDS


def _bell(actor: Actor) -> Bell | None:
    url = page_url("notices:mine")
    return Bell(unread=public.count_unread(actor=actor), url=url) if url else None


def _choose_link(actor: Actor, _account_id: int) -> PageLink | None:
    is_reader = actor.party_id is not None or actor.official_id is not None
    if not is_reader:
        return None
    return PageLink(
        title=_("Cách nhận thông báo"),
        words=_("Thư điện tử, tin nhắn, ngôn ngữ"),
        label=_("Cách nhận thông báo"),
        url=page_url("notices:preferences"),
    )


plug_bell(_bell)
SLOTS.register(Slot(key="notices", place="org.my_account", link=_choose_link))
WATCHES.register(
    Watch(key="notices.sending", says=_("thư, tin nhắn gửi đi"), look=failing_messages)
)
NOTICE_KINDS.register(
    NoticeKind(
        key=KIND,
        label=_("Tóm tắt việc mỗi ngày"),
        wording=Wording(
            title=_("Việc của bạn ngày {day}"), text=_("Việc đang chờ bạn:\n\n{lines}")
        ),
        values={"day": "24/11/2026", "lines": "- 2 việc đã quá hạn"},
    )
)
