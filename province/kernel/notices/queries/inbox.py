"""What a reader was told."""

from django.utils.translation import get_language
from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.paging import page_numbers
from province.kernel.notices import rules
from province.kernel.notices.contracts import NoticePage, NoticeView
from province.kernel.notices.models import Notice
from province.kernel.notices.queries.wordings import Versions, versions_of, worded
from province.kernel.notices.registries import NOTICE_KINDS

MOST_COUNTED = 100


def count_unread(*, actor: Actor) -> int:
    """Return how many of one's notices nobody has opened, at most 100."""
    rows = Notice.objects.visible_to(actor).unread().order_by()
    return rows[:MOST_COUNTED].count()


def my_notices(*, actor: Actor, is_unread_only: bool, page: int, size: int) -> NoticePage:
    """Return a page of one's own notices, the newest first, in the language of the request."""
    mine = Notice.objects.visible_to(actor)
    rows = mine.unread() if is_unread_only else mine
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    start = (numbers.number - 1) * size
    shown = list(rows.order_by("-pk")[start : start + size])
    versions = versions_of(kinds={row.kind for row in shown})
    return NoticePage(
        rows=tuple(_view(row, versions) for row in shown),
        numbers=numbers,
        unread=mine.unread().count(),
    )


def _view(row: Notice, versions: Versions) -> NoticeView:
    kind = NOTICE_KINDS.find(row.kind)
    title, text = row.kind, ""
    if kind is not None:
        wording = worded(
            kind=kind, versions=versions, language=get_language() or "vi", at=row.created_at
        )
        title = rules.filled(str(wording.title), row.values)
        text = rules.filled(str(wording.text), row.values)
    return NoticeView(
        id=row.pk,
        title=rules.one_line(title),
        text=text,
        link=row.link,
        at=row.created_at,
        is_read=row.read_at is not None,
    )


def kind_words(*, key: str) -> StrOrPromise:
    """Name a kind of notice; one that nobody registers any more by its key."""
    kind = NOTICE_KINDS.find(key)
    return kind.label if kind is not None else key
