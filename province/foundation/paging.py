"""Pages of a list. No Django here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, and the cursor after which the next ones stand (empty at the end)."""

    items: tuple[T, ...]
    after: str = ""
    total: int | None = None


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """Which numbered page of how many; ``shown`` are the numbers to print, 0 stands for a gap."""

    number: int
    count: int
    total: int
    shown: tuple[int, ...]


def page_numbers(*, number: int, total: int, size: int) -> PageNumbers:
    """Return the numbers around the present page: first, neighbours, last."""
    count = max(1, -(-total // size))
    number = min(max(1, number), count)
    near = {1, count, number - 1, number, number + 1}
    wanted = sorted(n for n in near if 1 <= n <= count)
    shown: list[int] = []
    for n in wanted:
        if shown and n - shown[-1] > 1:
            shown.append(0)
        shown.append(n)
    return PageNumbers(number=number, count=count, total=total, shown=tuple(shown))


def cut(items: Sequence[T], *, size: int, cursor_of: Callable[[T], str]) -> Page[T]:
    """Return a page of ``size`` out of ``size + 1`` fetched rows, with its last row's cursor."""
    kept = tuple(items[:size])
    return Page(items=kept, after=cursor_of(kept[-1]) if len(items) > size else "")
