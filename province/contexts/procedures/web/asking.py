"""What the address of a list says: words, filters, page; and the addresses of its other states."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict

from province.contexts.procedures.contracts import Level, SearchFilters, VersionState
from province.foundation.text.folding import normal
from province.foundation.web.asked import page_in

PAGE_SIZE = 20
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the list, as its address says it."""

    text: str
    filters: SearchFilters
    page: int

    @property
    def offset(self) -> int:
        """Return how many rows stand before this page."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def query(self) -> dict[str, str]:
        """Return the address's query without its page; empty values are left out."""
        pairs = {
            "q": self.text,
            "level": self.filters.level,
            "field": self.filters.field,
            "state": self.filters.state,
        }
        return {key: value for key, value in pairs.items() if value}


def asked_of(query: QueryDict) -> Asked:
    """Read the address; what it cannot mean is left out."""
    return Asked(
        text=normal(query.get("q", "")[:LONGEST_TEXT]),
        filters=SearchFilters(
            level=one_of(query.get("level", ""), Level),
            field=query.get("field", "")[:250],
            state=one_of(query.get("state", ""), VersionState),
        ),
        page=page_of(query),
    )


def one_of(text: str, kind: type[StrEnum] | Iterable[str]) -> str:
    """Return the text when it is one of these values, otherwise nothing."""
    return text if text in {str(value) for value in kind} else ""


def page_of(query: QueryDict) -> int:
    """Return the number of the page asked for, from 1."""
    return page_in(query.get("page", ""))


def page_count(total: int) -> int:
    """Return how many pages a list of this size has."""
    return max(1, -(-total // PAGE_SIZE))


def page_url(query: dict[str, str]) -> Callable[[int], str]:
    """Return what gives the address of a numbered page."""
    return lambda number: f"?{urlencode({**query, 'page': str(number)})}"
