import pytest

from province.foundation.ui.contracts import PageLink, PageLinks
from province.foundation.ui.pager import page_links


@pytest.mark.parametrize(
    ("current", "page_count", "expected"),
    [
        (1, 0, [1]),
        (1, 1, [1]),
        (2, 3, [1, 2, 3]),
        (1, 4, [1, 2, 3, 4]),
        (1, 5, [1, 2, None, 5]),
        (4, 8, [1, 2, 3, 4, 5, None, 8]),
        (7, 48, [1, None, 6, 7, 8, None, 48]),
        (48, 48, [1, None, 47, 48]),
    ],
)
def test_the_pager_shows_the_ends_and_the_neighbours(
    current: int, page_count: int, expected: list[int | None]
) -> None:
    links = page_links(current=current, page_count=page_count, total_rows=0, url_of=str)

    assert [page.number if page.url else None for page in links.pages] == expected


def test_the_pager_knows_the_page_before_and_after() -> None:
    links = page_links(current=2, page_count=2, total_rows=31, url_of="?trang={}".format)

    assert links == PageLinks(
        total_rows=31,
        pages=(
            PageLink(number=1, url="?trang=1"),
            PageLink(number=2, url="?trang=2", current=True),
        ),
        previous_url="?trang=1",
    )
