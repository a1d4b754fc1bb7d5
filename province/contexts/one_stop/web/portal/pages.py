"""What a session remembers of drafts: which page was opened last, and which drafts were filed."""

import secrets
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

PAGES, FILED = "one_stop.draft_pages", "one_stop.filed_drafts"
MOST = 30


@dataclass(frozen=True, slots=True)
class OpenPage:
    """One opened page of a step: its mark, and the revision of the draft that it knows."""

    mark: str
    revision: int


def open_page(*, session: SessionBase, draft_id: int, step: str, revision: int) -> OpenPage:
    """Give a page that is about to be shown its own mark."""
    page = OpenPage(mark=secrets.token_urlsafe(9), revision=revision)
    _keep(session, PAGES, f"{draft_id}:{step}", [page.mark, page.revision])
    return page


def known_revision(
    *, session: SessionBase, draft_id: int, step: str, mark: str, revision: str
) -> int:
    """Return the revision that a page knows: as it was opened, or as it saved itself since.

    A page saves itself while it is open; it must not stand in its own way afterwards.
    """
    opened = int(revision) if revision.isdecimal() else 0
    last = session.get(PAGES, {}).get(f"{draft_id}:{step}")
    if last and mark and last[0] == mark:
        return max(opened, int(last[1]))
    return opened


def page_saved(*, session: SessionBase, draft_id: int, step: str, mark: str, revision: int) -> None:
    """Remember that this page saved itself."""
    last = session.get(PAGES, {}).get(f"{draft_id}:{step}")
    if last and last[0] == mark:
        _keep(session, PAGES, f"{draft_id}:{step}", [mark, revision])


def step_place(*, draft_id: int, step: str) -> str:
    """Return under which name what was typed into a step waits for its page."""
    return f"draft:{draft_id}:{step}"


def draft_filed(*, session: SessionBase, draft_id: int, filing_no: str) -> None:
    """Remember what became of a draft, so that going back leads to the filing."""
    _keep(session, FILED, str(draft_id), filing_no)


def filing_of(*, session: SessionBase, draft_id: int) -> str:
    """Return the filing number of a draft that was filed in this session; empty when it was not."""
    return str(session.get(FILED, {}).get(str(draft_id), ""))


def _keep(session: SessionBase, name: str, key: str, value: object) -> None:
    kept = {k: v for k, v in session.get(name, {}).items() if k != key}
    kept[key] = value
    session[name] = dict(list(kept.items())[-MOST:])
