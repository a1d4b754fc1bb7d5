"""The daily mail of officials: what waits for them, only when something does."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from province.foundation.identity.source import actor_source
from province.foundation.messages.contracts import Channel
from province.foundation.messages.sending import channels_open
from province.kernel.calendars import public as calendars
from province.kernel.notices.commands.telling import tell
from province.kernel.notices.contracts import Recipient, Telling
from province.kernel.notices.registries import DIGEST_PARTS
from province.kernel.org import public as org

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
KIND = "notices.digest"
HOME = "notices:mine"


def send_digests(*, now: datetime) -> int:
    """Tell each official who has an e-mail, and whose unit works today, what waits; once a day.

    Before the hour of the settings, and where no mail can leave, nothing is told. Each official is
    a transaction of their own: what fails for one is tried again in the next run, for all others
    it is done.
    """
    local = now.astimezone(LOCAL)
    if local.hour < settings.DIGEST_HOUR or Channel.EMAIL not in channels_open():
        return 0

    @cache
    def works(agency_id: int) -> bool:
        return calendars.is_working_day(calendars.calendar_for(agency_id=agency_id), local.date())

    told = 0
    for official in org.officials_with_mail(at=now):
        actor = actor_source().actor_for(
            account_id=official.account_id or 0, acting_post=None, staff_session=False, now=now
        )
        if not any(works(unit) for unit in sorted(actor.units)):
            continue
        with translation.override("vi"):
            lines = [line for part in DIGEST_PARTS for line in part.lines(actor, now)]
        if lines:
            values = {"day": f"{local:%d/%m/%Y}", "lines": "\n".join(f"- {one}" for one in lines)}
            telling = Telling(
                kind=KIND,
                source=f"{local:%Y-%m-%d}",
                values=values,
                link=reverse(HOME),
                is_quiet=True,
            )
            reader = Recipient(official_id=official.id, email=official.email)
            told += tell(telling=telling, to=[reader], now=now)
    return told
