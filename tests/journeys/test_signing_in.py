"""An official protects the account with an app and a passkey, and signs in with each."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from province.kernel.factors.rules import code_of, step_at
from tests.journeys.browser import DESK, PHONE, Visitor
from tests.journeys.install import PASSWORD, Install

WHO = "vanthu.olam"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def official(browser: Browser, install: Install) -> Iterator[Visitor]:
    """Let an official in who has a device with a fingerprint reader; passkeys need a name."""
    named = replace(install, url=install.url.replace("127.0.0.1", "localhost"))
    person = Visitor(browser, named, DESK)
    device = person.context.new_cdp_session(person.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield person
    person.context.close()
    assert person.faults == []


def code(secret: bytes, far: int = 0) -> str:
    return code_of(secret, step_at(datetime.now(tz=UTC)) + far)  # noqa: TID251 -- what a telephone does


def give_password(person: Visitor) -> None:
    person.page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)


def both(person: Visitor, name: str) -> None:
    """Look at a page on a telephone and on a desk."""
    for width, height in (PHONE, DESK):
        person.width = width
        person.page.set_viewport_size({"width": width, "height": height})
        person.look(name)


def sign_out(person: Visitor) -> None:
    person.open("/tai-khoan/")
    person.main.get_by_role("button", name="Đăng xuất", exact=True).last.click()
    person.page.wait_for_load_state()


def test_an_official_signs_in_with_app_and_passkey(official: Visitor) -> None:
    official.sign_in(WHO)
    official.open("/tai-khoan/xac-thuc/")
    both(official, "second-steps-none")
    official.press("Cài ứng dụng xác thực")
    give_password(official)
    official.press("Tiếp tục")
    typed = official.main.locator("code").inner_text().replace(" ", "")
    secret = base64.b32decode(typed)
    both(official, "second-steps-scan")
    official.page.get_by_label("Mã 6 chữ số").fill(code(secret, -1))
    official.press("Hoàn tất")
    assert official.main.locator("li code").count() == 10
    both(official, "second-steps-codes")

    official.press("Tôi đã cất các mã")
    official.press("Thêm khóa đăng nhập")
    official.page.get_by_label("Tên khóa đăng nhập").fill("Máy tính ở phòng")
    give_password(official)
    official.press("Tiếp tục")
    both(official, "second-steps-make")
    official.press("Tạo khóa")
    official.main.get_by_text("Máy tính ở phòng").first.wait_for()
    both(official, "second-steps-both")
    sign_out(official)

    official.open("/dang-nhap/")
    both(official, "sign-in")
    official.page.get_by_label("Tên đăng nhập").fill(WHO)
    official.page.get_by_label("Mật khẩu").fill(PASSWORD)
    official.main.get_by_role("button", name="Đăng nhập").click()
    official.page.wait_for_url("**/buoc-hai/")
    both(official, "second-step")
    official.page.get_by_label("Mã xác thực").fill(code(secret))
    official.press("Xác nhận")
    official.page.wait_for_url("**/ban-lam-viec/")
    sign_out(official)

    official.open("/dang-nhap/khoa/?next=/tai-khoan/")
    both(official, "sign-in-passkey")
    official.press("Dùng khóa đăng nhập")
    official.page.wait_for_url("http://localhost:*/tai-khoan/")
    both(official, "my-account")
    for remove in ("Gỡ ứng dụng", "Gỡ"):
        official.open("/tai-khoan/xac-thuc/")
        official.press(remove)
        give_password(official)
        official.main.get_by_role("button", name="Gỡ").click()
        official.page.wait_for_url("**/xac-thuc/")
    assert "Chưa cài." in official.text()
    sign_out(official)
    official.open("/dang-nhap/nguoi-dan/")
    both(official, "citizens-sign-in")
