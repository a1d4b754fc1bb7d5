"""What the lists of the console share: words, page and filters in the address, pager, export."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.views.generic import TemplateView

from province.foundation.paging import PageNumbers
from province.foundation.ui.contracts import ChipLink, PageLinks
from province.foundation.ui.pager import page_links
from province.foundation.web.asked import page_in
from province.sites.console.views.acting import ConsolePage

PAGE = 30
MOST_ROWS = 10_000
LONGEST = 100


class ListPage(ConsolePage, TemplateView):
    """A list: its address says the words, the page and the filters; what is wrong is left out.

    ``filters`` are the parameters and the values that each may have.
    """

    filters: ClassVar[dict[str, tuple[str, ...]]] = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the address."""
        super().setup(request, *args, **kwargs)
        given = request.GET
        self.words = given.get("q", "")[:LONGEST].strip()
        self.page = page_in(given.get("trang", ""))
        self.asked = {
            name: value
            for name, values in self.filters.items()
            if (value := given.get(name, "")) in values
        }

    def address(self, **other: str) -> str:
        """Return the parameters of the address, some of them changed."""
        pairs = {"q": self.words, **self.asked, **other}
        return "?" + urlencode({name: value for name, value in pairs.items() if value})

    def pages(self, numbers: PageNumbers) -> PageLinks:
        """Return the pager; words and filters stay."""
        return page_links(
            current=numbers.number,
            page_count=numbers.count,
            total_rows=numbers.total,
            url_of=lambda number: self.address(trang=str(number)),
        )

    def chips(self, name: str, labels: tuple[tuple[str, str], ...]) -> tuple[ChipLink, ...]:
        """Return the chips of one filter."""
        return tuple(
            ChipLink(
                label=label,
                url=self.address(**{name: value}),
                current=self.asked.get(name, "") == value,
            )
            for value, label in labels
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the list was asked for."""
        return super().get_context_data(
            words=self.words,
            asked=self.asked,
            is_narrowed=bool(self.words or self.asked),
            all_url=self.request.path,
            **kwargs,
        )
