"""A reader opens notices."""

from datetime import datetime

from province.foundation.identity.actors import Actor
from province.kernel.notices.errors import NoticeNotFoundError
from province.kernel.notices.models import Notice


def open_notice(*, actor: Actor, notice_id: int, now: datetime) -> str:
    """Mark one's own notice as read and return where it leads.

    :raises NoticeNotFoundError: there is none, or it is somebody else's.
    """
    found = Notice.objects.visible_to(actor).filter(pk=notice_id)
    link = found.values_list("link", flat=True).first()
    if link is None:
        raise NoticeNotFoundError
    found.unread().update(read_at=now)
    return link


def read_all(*, actor: Actor, now: datetime) -> int:
    """Mark all of one's own notices as read; return how many were not."""
    return Notice.objects.visible_to(actor).unread().update(read_at=now)


def put_back(*, actor: Actor, notice_id: int) -> None:
    """Mark one's own notice as unread again.

    :raises NoticeNotFoundError: there is none, or it is somebody else's.
    """
    if not Notice.objects.visible_to(actor).filter(pk=notice_id).update(read_at=None):
        raise NoticeNotFoundError
