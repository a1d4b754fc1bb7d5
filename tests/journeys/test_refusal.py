"""A filing is refused at reception; the citizen reads why, and has the paper of it."""

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE
from tests.journeys.office_pages import Enter
from tests.journeys.papers import words_of

REASON = "Bà đang hưởng lương hưu hàng tháng, không thuộc diện hưởng trợ cấp này."
LAW = "Khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP"


def test_a_citizen_reads_why_the_filing_was_refused(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 5")

    officer = office.official(enter, "motcua")
    office.find(officer, filing_no)
    office.act(officer, "Từ chối tiếp nhận")
    office.confirm_nothing(officer, "Từ chối tiếp nhận")
    officer.look("refusal-without-reason")
    portal.fill(officer, {"reason": REASON, "law": LAW})
    officer.look("refusal")
    office.confirm(officer, "Từ chối tiếp nhận")

    portal.open_own(citizen, filing_no)
    citizen.look("own-dossier-refused")
    expect(office.clock(citizen)).to_contain_text("Hồ sơ không được tiếp nhận")
    words = words_of(portal.first_form(citizen))
    assert [portal.NAME in words, REASON in words, LAW in words] == [True] * 3
