"""The door: what the rest of the house may ask of notices."""

from province.kernel.notices.commands.digesting import send_digests
from province.kernel.notices.commands.preferring import set_preference
from province.kernel.notices.commands.reading import open_notice, put_back, read_all
from province.kernel.notices.commands.sending import forget_texts, retry_due, send_again, send_now
from province.kernel.notices.commands.telling import tell
from province.kernel.notices.commands.wordings import (
    check_notice_wording,
    set_notice_wording,
    withdraw_notice_wording,
)
from province.kernel.notices.queries.inbox import count_unread, kind_words, my_notices
from province.kernel.notices.queries.people import officials_of_posts
from province.kernel.notices.queries.sent import sent_messages
from province.kernel.notices.queries.ways import my_preference, reached_at
from province.kernel.notices.queries.wordings import kind_wording, kind_wordings, preview

__all__ = [
    "check_notice_wording",
    "count_unread",
    "forget_texts",
    "kind_wording",
    "kind_wordings",
    "kind_words",
    "my_notices",
    "my_preference",
    "officials_of_posts",
    "open_notice",
    "preview",
    "put_back",
    "reached_at",
    "read_all",
    "retry_due",
    "send_again",
    "send_digests",
    "send_now",
    "sent_messages",
    "set_notice_wording",
    "set_preference",
    "tell",
    "withdraw_notice_wording",
]
