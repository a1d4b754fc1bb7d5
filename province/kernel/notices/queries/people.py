"""Officials as readers of notices."""

from collections.abc import Iterable

from province.kernel.notices.contracts import Recipient
from province.kernel.org import public as org
from province.kernel.org.contracts import PostValue


def officials_of_posts(*, posts: Iterable[PostValue]) -> tuple[Recipient, ...]:
    """Return who sits in these posts, holders and substitutes, each once, with their e-mail."""
    ids = [
        official_id
        for post in posts
        for official_id in (post.holder_official_id, post.substitute_official_id)
        if official_id is not None
    ]
    found = []
    for official_id in dict.fromkeys(ids):
        person = org.official(official_id=official_id)
        found.append(Recipient(official_id=person.id, email=person.email))
    return tuple(found)
