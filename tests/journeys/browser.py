"""A person at a real browser: opens pages, looks at them, and notices what is wrong with them."""

import os
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright

from tests.journeys.install import PASSWORD, ROOT, Install

PHONE, DESK = (360, 740), (1280, 900)
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
PATIENCE = 20_000
REFUSED = "Failed to load resource"


def open_browser(playwright: Playwright) -> Browser:
    """Start the browser of this machine; as people's own, it keeps pages for the way back."""
    return playwright.chromium.launch(
        executable_path=os.environ.get("TINHSO_CHROMIUM") or "/usr/bin/chromium",
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )


class Visitor:
    """One person's window: everything in it is theirs alone."""

    def __init__(self, browser: Browser, install: Install, size: tuple[int, int]) -> None:
        width, height = size
        self.install, self.width = install, width
        self.context = browser.new_context(
            base_url=install.url,
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.is_cut_off = False
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.faults.append(f"{self.page.url}: {fault}"))

    def open(self, path: str) -> int:
        """Open an address; return the status of the answer."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def cut_off(self, *, is_cut_off: bool) -> None:
        """Take the network away from this window, or give it back."""
        self.context.set_offline(is_cut_off)
        self.is_cut_off = is_cut_off

    def sign_in(self, username: str) -> None:
        """Sign in with the password of the demonstration, from wherever the person stands."""
        self.open("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.main.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "/dang-nhap/" not in url)

    @property
    def main(self) -> Locator:
        """The page's main part, without the shell around it."""
        return self.page.locator("main")

    def text(self) -> str:
        """Return the words of the main part, by single spaces."""
        return " ".join(self.main.inner_text().split())

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the button or follow the link of this name, in the main part."""
        found = self.main.get_by_role("button", name=name, exact=exact).or_(
            self.main.get_by_role("link", name=name, exact=exact)
        )
        found.first.click()
        self.page.wait_for_load_state()

    def look(self, name: str) -> None:
        """Take a picture of the whole page, and prove that everybody can use it."""
        self.page.evaluate("document.fonts.ready.then(() => true)")
        shots = self.install.data / "shots"
        shots.mkdir(exist_ok=True)
        self.page.screenshot(path=shots / f"{name}-{self.width}.png", full_page=True)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, (
            f"{self.page.url} is wider than the screen"
        )
        assert self.barriers() == []

    def barriers(self) -> list[str]:
        """Return what axe finds on this page: the rule, the first element, the address."""
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate("rules => axe.run(document, rules)", RULES)
        return [
            f"{self.page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found["violations"]
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        """Remember an error of the console; a page that was refused on purpose is none."""
        refused_page = message.text.startswith(REFUSED) and (
            message.location.get("url", "").split("#")[0] == self.page.url.split("#")[0]
        )
        cut_off = message.text.startswith(REFUSED) and self.is_cut_off
        if message.type == "error" and not (refused_page or cut_off):
            self.faults.append(f"{self.page.url}: {message.text}")
