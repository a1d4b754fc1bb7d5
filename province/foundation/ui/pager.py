"""Which numbers a pager shows."""

from collections.abc import Callable

from province.foundation.ui.contracts import PageLink, PageLinks

REACH = 1


def page_links(
    *, current: int, page_count: int, total_rows: int, url_of: Callable[[int], str]
) -> PageLinks:
    """Build the pager: first, last, the present page and its neighbours; the rest are gaps."""
    last = max(page_count, 1)
    near = {1, last, *range(current - REACH, current + REACH + 1)}
    shown = sorted(number for number in near if 1 <= number <= last)
    pages: list[PageLink] = []
    for number in shown:
        before = pages[-1].number if pages else number - 1
        if number - before == 2:  # noqa: PLR2004 -- a gap of one page is that page
            pages.append(PageLink(number=number - 1, url=url_of(number - 1)))
        elif number - before > 1:
            pages.append(PageLink(number=before + 1, url=""))
        pages.append(PageLink(number=number, url=url_of(number), current=number == current))
    return PageLinks(
        total_rows=total_rows,
        pages=tuple(pages),
        previous_url=url_of(current - 1) if current > 1 else "",
        next_url=url_of(current + 1) if current < last else "",
    )
