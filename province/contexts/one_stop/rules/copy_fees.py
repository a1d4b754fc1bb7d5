"""What certified copies cost: so much for the first pages, less for the others, with an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CopyFee:
    """The fee of one copy: for each of its first pages, for each page more, at most."""

    first_pages: int
    first_fee: int
    more_fee: int
    most: int


def copies_in(payload: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    """Return the pages and the number of copies of each document that was filed."""
    rows = payload.get("documents")
    return tuple(
        (_count(row.get("pages")), _count(row.get("copies")))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, Mapping)
    )


def fee_of(fee: CopyFee, payload: Mapping[str, Any]) -> int:
    """Return what all copies of a filing cost, in đồng."""
    return sum(_fee_of_one(fee, pages) * copies for pages, copies in copies_in(payload))


def _fee_of_one(fee: CopyFee, pages: int) -> int:
    first = min(pages, fee.first_pages)
    return min(first * fee.first_fee + (pages - first) * fee.more_fee, fee.most)


def _count(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() else 0
