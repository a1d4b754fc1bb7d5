"""What notices give to the shells: the bell; and the words of the daily mail."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import Bell
from province.foundation.web.menus import page_url, plug_bell
from province.kernel.notices import public
from province.kernel.notices.commands.digesting import KIND
from province.kernel.notices.contracts import NoticeKind, Wording
from province.kernel.notices.queries.troubles import failing_messages
from province.kernel.notices.registries import NOTICE_KINDS


def _bell(actor: Actor) -> Bell | None:
    url = page_url("notices:mine")
    return Bell(unread=public.count_unread(actor=actor), url=url) if url else None


plug_bell(_bell)
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
