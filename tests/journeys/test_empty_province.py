"""An empty province comes to work: link, administrator, post, official, account, key, own PIN."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import DESK, PHONE, Visitor
from tests.journeys.install import Install, start

OWN_PASSWORD = "mat-khau-rieng-2026"  # noqa: S105 -- typed in a throw-away install
NEW_PIN = "736182"
LINK = re.compile(r"/thiet-lap/\S+/")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """Start an install without people."""
    running = start(tmp_path_factory.mktemp("empty"), "--empty")
    yield running
    running.command("stop")


def sign_in(person: Visitor, username: str, password: str) -> None:
    person.open("/dang-nhap/")
    person.page.get_by_label("Tên đăng nhập").fill(username)
    person.page.get_by_label("Mật khẩu").fill(password)
    person.main.get_by_role("button", name="Đăng nhập").click()
    person.page.wait_for_url(lambda url: "/dang-nhap/" not in url)


def go(person: Visitor, name: str) -> None:
    """Follow an entry of the administrators' menu: from the bar to the rail."""
    for menu, entry in (("Chính", "Quản trị"), ("Trong mục này", name)):
        person.page.get_by_role("navigation", name=menu).get_by_role("link", name=entry).click()
        person.page.wait_for_load_state()


def search(person: Visitor, words: str) -> None:
    person.main.get_by_role("searchbox").fill(words)
    person.main.get_by_role("searchbox").press("Enter")
    person.page.wait_for_url("**q=*")


def secret(person: Visitor, name: str) -> str:
    """Note the secret that the page shows, go on, and do not find it again."""
    found = person.main.locator(".secret").inner_text()
    person.look(name)
    person.press("Tôi đã ghi lại")
    assert found not in person.page.content()
    return found


def first_administrator(person: Visitor, install: Install) -> None:
    link = LINK.search(install.said)
    assert link is not None, install.said
    person.open(link[0])
    person.page.get_by_label("Họ và tên").fill("Đỗ Thị Quản")
    person.page.get_by_label("Tên đăng nhập").fill("quantri.tinh")
    person.page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    person.page.get_by_label("Ghi lại mật khẩu mới").fill(OWN_PASSWORD)
    person.press("Lập tài khoản")
    sign_in(person, "quantri.tinh", OWN_PASSWORD)


def new_official(person: Visitor, name: str) -> str:
    """Put somebody into the list; return the address of their page."""
    go(person, "Cán bộ")
    person.press("Thêm cán bộ")
    person.page.get_by_label("Họ và tên").fill(name)
    person.press("Ghi vào danh sách")
    person.page.wait_for_url(re.compile(r"/can-bo/\d+/$"))
    return person.page.url


def give_post(person: Visitor, agency: str, post: str, official: str) -> None:
    """Give the post of an agency to an official, found by a name without diacritics."""
    go(person, "Cơ quan")
    search(person, agency)
    person.main.locator("tbody a").first.click()
    person.page.wait_for_url(re.compile(r"/co-quan/\d+/$"))
    person.main.get_by_role("link", name=post, exact=True).first.click()
    person.page.wait_for_url(re.compile(r"/vi-tri/\d+/$"))
    person.press("Giao vị trí")
    search(person, official)
    person.main.get_by_label("Quyết định").fill("01/QĐ-UBND")
    person.main.get_by_role("button", name="Giao vị trí").click()
    person.page.wait_for_url(re.compile(r"/vi-tri/\d+/$"))


def open_account(person: Visitor, page: str, username: str) -> str:
    """Open the account of an official; return the first password."""
    person.page.goto(page)
    person.press("Mở tài khoản")
    person.page.get_by_label("Tên đăng nhập").fill(username)
    person.press("Mở tài khoản")
    return secret(person, "first-password")


def come_first(person: Visitor, username: str, password: str) -> None:
    """Sign in with the first password and change it, as one must."""
    sign_in(person, username, password)
    person.page.wait_for_url("**/tai-khoan/mat-khau/")
    person.page.get_by_label("Mật khẩu đang dùng").fill(password)
    person.page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
    person.page.get_by_label("Ghi lại mật khẩu mới").fill(OWN_PASSWORD)
    person.press("Đổi mật khẩu")
    person.page.wait_for_url("**/tai-khoan/")


def change_pin(person: Visitor, old: str) -> None:
    person.press("Khóa ký số của tôi")
    person.press("Đổi mã PIN")
    person.page.get_by_label("Mã PIN đang dùng").fill(old)
    person.page.get_by_label("Mã PIN mới", exact=True).fill(NEW_PIN)
    person.page.get_by_label("Ghi lại mã PIN mới").fill(NEW_PIN)
    person.main.get_by_role("button", name="Đổi mã PIN").click()
    person.page.wait_for_url("**/tai-khoan/khoa-ky-so/")
    person.look("own-keys")


def test_an_empty_province_comes_to_work(browser: Browser, empty: Install) -> None:
    admin, leader, unit = (Visitor(browser, empty, size) for size in (DESK, PHONE, DESK))
    first_administrator(admin, empty)
    admin.look("empty-inbox")
    go(admin, "Cán bộ")
    admin.look("officials")

    page = new_official(admin, "Phan Văn Lãnh")
    admin.look("official-new")
    give_post(admin, "long xuyen", "Chủ tịch Ủy ban nhân dân", "lanh")
    admin.look("post-given")
    password = open_account(admin, page, "lanh.pv")
    admin.press("Cấp chứng thư")
    admin.press("Cấp và hiện mã PIN")
    pin = secret(admin, "first-pin")
    admin.look("official-ready")

    come_first(leader, "lanh.pv", password)
    change_pin(leader, pin)

    page = new_official(admin, "Trần Thị Đơn Vị")
    give_post(admin, "long xuyen", "Quản trị đơn vị", "don vi")
    come_first(unit, "vi.ttd", open_account(admin, page, "vi.ttd"))
    unit.open("/ban-lam-viec/")
    new_official(unit, "Lê Văn Thư")
    unit.look("unit-official-new")
    unit.main.get_by_role("link", name="Giao vị trí này Văn thư").click()
    unit.main.get_by_role("button", name="Giao vị trí").click()
    unit.page.wait_for_url(re.compile(r"/vi-tri/\d+/$"))
    go(unit, "Cơ quan")
    unit.look("unit-agencies")

    assert [*admin.faults, *leader.faults, *unit.faults] == []
    for person in (admin, leader, unit):
        person.context.close()
