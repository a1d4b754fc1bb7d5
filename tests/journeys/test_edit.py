"""A filing is changed before its reception; officers see what it said; it is copied later."""

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE
from tests.journeys.office_pages import Enter


def test_a_filing_is_changed_seen_and_copied(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 11")
    portal.open_own(citizen, filing_no)
    citizen.look("own-dossier-may-be-changed")
    citizen.press("Sửa hồ sơ")
    citizen.page.wait_for_url("**/xem-lai/")
    citizen.main.locator("a[href*='/identity/?sua=1']").first.click()
    portal.step(citizen, {"address": "Khóm Bình Thới 12"})
    citizen.look("review-of-a-change")
    citizen.press("Gửi bản sửa")
    expect(citizen.main).to_contain_text("Bạn đã sửa hồ sơ, gửi lại")
    expect(citizen.main).to_contain_text(filing_no)
    citizen.look("own-dossier-changed")

    officer = office.official(enter, "motcua")
    office.find(officer, filing_no)
    expect(officer.main).to_contain_text("Người nộp đã sửa lúc")
    officer.look("dossier-changed")
    officer.main.get_by_role("link", name="Xem bản trước khi sửa").click()
    expect(officer.main).to_contain_text("Khóm Bình Thới 11")
    officer.look("dossier-before-the-change")
    office.find(officer, filing_no)
    office.act(officer, "Tiếp nhận")

    portal.open_own(citizen, portal.dossier_code(officer))
    citizen.press("Nộp lại từ hồ sơ này")
    citizen.page.wait_for_url("**/nhap/**")
    expect(citizen.page.get_by_text("Đã chép hồ sơ trước.")).to_be_visible()
    assert portal.answers(citizen, {"applicant_name": ""}) == {"applicant_name": portal.NAME}
    citizen.look("draft-of-a-copy")
