"""Every link that a role can follow leads to a whole page; the first visit weighs little."""

import re
from collections import Counter, deque
from http import HTTPStatus
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import DESK, PHONE, Visitor
from tests.journeys.install import Install
from tests.journeys.office_pages import Enter

MOST_PAGES, LEAST_PAGES = 60, 8
SIGN_OUT = "/dang-xuat"
CITIZENS_OWN = (
    "/nop-ho-so/",
    "/ho-so-cua-toi/",
    "/du-lieu-cua-toi/",
)  # officials are refused there
FILE = re.compile(r"\.(xlsx|pdf|json)$|/tep/$|/giay/\d+/$")
ALIKE = 2  # of addresses that differ by their numbers or questions alone
FIRST_VISIT = 100 * 1024
ROLES = (
    "",
    "congdan2",
    "motcua.longxuyen",
    "chutich.longxuyen",
    "vanthu.longxuyen",
    "quantri.tinh",
)
LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map((one) => one.href)"
SHAPE = re.compile(r"\d+")


@pytest.mark.parametrize("username", ROLES, ids=[name or "nobody" for name in ROLES])
def test_every_link_leads_to_a_whole_page(username: str, enter: Enter) -> None:
    person = enter(DESK)
    start = "/"
    if username:
        person.sign_in(username)
        start = person.page.url
    is_official = "." in username
    crawl = Crawl(person, (SIGN_OUT, *CITIZENS_OWN) if is_official else (SIGN_OUT,))
    crawl.run(start)

    assert crawl.troubles == []
    assert len(crawl.visited) >= LEAST_PAGES


class Crawl:
    """Follows every link from a page, one by one, as one person may."""

    def __init__(self, person: Visitor, closed: tuple[str, ...]) -> None:
        self.closed = closed
        self.person = person
        self.site = urlsplit(person.install.url).netloc
        self.visited: set[str] = set()
        self.linked_from: dict[str, str] = {}
        self.alike: Counter[str] = Counter()
        self.troubles: list[str] = []

    def run(self, start: str) -> None:
        """Visit pages until no link is new, or enough were seen."""
        waiting = deque([urljoin(self.person.install.url, start)])
        self.linked_from[waiting[0]] = ""
        while waiting and len(self.visited) < MOST_PAGES:
            address = waiting.popleft()
            if address in self.visited or not self._is_worth(address):
                continue
            self.visited.add(address)
            for link in self._visit(address):
                self.linked_from.setdefault(link.split("#")[0], address)
                waiting.append(link.split("#")[0])

    def _is_worth(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc != self.site or parts.path.startswith(self.closed):
            return False
        asked = ",".join(sorted(name for name, _value in parse_qsl(parts.query)))
        shape = SHAPE.sub("0", parts.path) + "?" + asked
        self.alike[shape] += 1
        return self.alike[shape] <= ALIKE

    def _visit(self, address: str) -> list[str]:
        """Open a page and note what is wrong with it; return its links."""
        if FILE.search(urlsplit(address).path):
            status = self.person.context.request.get(address).status
        else:
            status = self.person.open(address)
        if status >= HTTPStatus.BAD_REQUEST:
            self.troubles.append(f"{address}: {status}, linked from {self.linked_from[address]}")
            return []
        if FILE.search(urlsplit(address).path):
            return []
        headings = self.person.page.locator("h1").count()
        if headings != 1 or not self.person.page.title().strip():
            self.troubles.append(f"{address}: {headings} h1, title {self.person.page.title()!r}")
        return list(self.person.page.evaluate(LINKS))


def test_a_first_visit_of_the_portal_weighs_little(browser: Browser, install: Install) -> None:
    visitor = Visitor(browser, install, PHONE)
    wire = visitor.context.new_cdp_session(visitor.page)
    weights: list[float] = []
    wire.on("Network.loadingFinished", lambda one: weights.append(one["encodedDataLength"]))
    wire.send("Network.enable")

    visitor.page.goto("/", wait_until="networkidle")
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    visitor.context.close()

    assert len(weights) > 1
    assert sum(weights) <= FIRST_VISIT
