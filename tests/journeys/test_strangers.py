"""Whoever has no business with a dossier does not learn that it exists."""

import re

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import DESK, PHONE
from tests.journeys.office_pages import Enter


def test_another_agency_and_a_citizen_do_not_see_the_dossier(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 4")
    officer = office.official(enter, "motcua")
    office.find(officer, filing_no)
    office.act(officer, "Tiếp nhận")
    code, path = portal.dossier_code(officer), re.sub(r"^https?://[^/]+", "", officer.page.url)

    stranger = office.official(enter, "chuyenvien", "rachgia")
    assert stranger.open(path) == 404
    expect(stranger.main.get_by_role("heading", level=1)).to_be_visible()
    assert [code in stranger.page.content(), portal.NAME in stranger.page.content()] == [False] * 2
    stranger.look("stranger-404")

    assert citizen.open(path) == 403
    citizen.look("citizen-at-desk")
    assert citizen.open("/ban-lam-viec/") == 403
    expect(citizen.main).to_contain_text("cán bộ")

    assert officer.open("/ho-so-cua-toi/") == 403
    officer.look("official-at-portal")

    nobody = enter(DESK)
    nobody.open(path)
    assert "/dang-nhap/" in nobody.page.url


def test_the_api_knows_a_dossier_for_its_own_agency_alone(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 9")
    officer = office.official(enter, "motcua")
    stranger = office.official(enter, "chuyenvien", "rachgia")

    own = officer.context.request.get(f"/api/v1/dossiers/{filing_no}")
    refused = stranger.context.request.get(f"/api/v1/dossiers/{filing_no}")
    unknown = stranger.context.request.get("/api/v1/dossiers/NOP-261122-ZZZZZZZZ")
    listed = stranger.context.request.get("/api/v1/dossiers", params={"q": filing_no})

    assert (own.status, own.json()["filing_no"]) == (200, filing_no)
    assert (refused.status, unknown.status) == (404, 404)
    assert portal.NAME not in refused.text()
    assert (listed.status, listed.json()["total"]) == (200, 0)


def test_back_after_signing_out_shows_nothing_of_the_dossier(enter: Enter) -> None:
    citizen = enter(DESK)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 2")
    citizen.open("/ho-so-cua-toi/")
    assert filing_no in citizen.text()
    citizen.open("/")
    citizen.page.get_by_role("button", name="Đăng xuất").first.click()
    citizen.page.wait_for_url("**/dang-nhap/**")

    for _step in range(2):
        citizen.page.go_back(wait_until="commit")
        expect(citizen.main).to_be_visible()
        expect(citizen.main).not_to_contain_text(filing_no)
        expect(citizen.page.get_by_role("button", name="Đăng xuất")).to_have_count(0)
    citizen.look("back-after-sign-out")
