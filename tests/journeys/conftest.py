from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import Visitor, open_browser
from tests.journeys.install import Install, start
from tests.journeys.office_pages import Enter


@pytest.fixture(scope="session")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """Start the product once for this folder."""
    running = start(tmp_path_factory.mktemp("install"))
    yield running
    running.command("stop")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for this folder."""
    with sync_playwright() as playwright:
        opened = open_browser(playwright)
        yield opened
        opened.close()


@pytest.fixture
def enter(browser: Browser, install: Install) -> Iterator[Enter]:
    """Let people in, each in a window of their own; at the end nothing was wrong in any."""
    people: list[Visitor] = []

    def come(size: tuple[int, int]) -> Visitor:
        people.append(Visitor(browser, install, size))
        return people[-1]

    yield come
    faults = [fault for person in people for fault in person.faults]
    for person in people:
        person.context.close()
    assert faults == []
