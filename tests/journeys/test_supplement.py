"""A specialist asks for one more paper: the clock stops; the citizen sends it: the clock runs."""

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE
from tests.journeys.office_pages import Enter
from tests.journeys.papers import small_pdf

PAPER = "Giấy xác nhận hộ nghèo năm 2026"
REASON = "Hồ sơ chưa có giấy xác nhận hộ nghèo. Nhờ bà gửi thêm."
REQUEST = {"missing_name": PAPER, "missing_why": "Chưa có trong hồ sơ", "reason": REASON}


def test_the_clock_stops_for_a_request_and_runs_again_with_the_answer(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 7")
    code = office.receive(enter, filing_no)

    specialist = office.official(enter, "chuyenvien")
    office.find(specialist, code)
    office.act(specialist, "Nhận việc")
    office.act(specialist, "Yêu cầu bổ sung")
    portal.fill(specialist, REQUEST)
    specialist.look("supplement-ask")
    office.confirm(specialist, "Gửi yêu cầu")
    office.find(specialist, code)
    expect(office.clock(specialist)).to_contain_text("Đang dừng")
    specialist.look("supplement-waits")

    portal.open_own(citizen, code)
    citizen.look("own-dossier-asked")
    expect(citizen.main).to_contain_text(REASON)
    expect(office.clock(citizen)).to_contain_text("Đồng hồ đang dừng")
    citizen.main.locator("input[type=file]").first.set_input_files(
        {"name": "ho-ngheo.pdf", "mimeType": "application/pdf", "buffer": small_pdf("Ho ngheo")}
    )
    citizen.press("Gửi bổ sung")
    expect(office.clock(citizen)).to_contain_text("Đang giải quyết")
    expect(office.clock(citizen)).to_contain_text("Còn 10 ngày làm việc")
    citizen.look("own-dossier-supplied")

    office.find(specialist, code)
    expect(office.clock(specialist)).to_contain_text("Đang chạy")
    expect(specialist.main).to_contain_text("Người nộp đã bổ sung")
    specialist.look("supplement-answered")


def test_a_paper_that_is_brought_to_the_desk_is_recorded_there(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 8")
    officer = office.official(enter, "motcua")
    office.find(officer, filing_no)
    office.act(officer, "Yêu cầu bổ sung")
    portal.fill(officer, REQUEST)
    office.confirm(officer, "Gửi yêu cầu")
    portal.open_own(citizen, filing_no)
    expect(citizen.main).to_contain_text("mang giấy tờ đến Trung tâm Phục vụ hành chính công")
    citizen.open(f"/tra-cuu/{filing_no}/")
    citizen.look("track-asked")

    office.find(officer, filing_no)
    office.act(officer, "Nhận giấy bổ sung")
    officer.look("supplement-on-paper")
    officer.press("Ghi nhận bổ sung")
    expect(officer.main).to_contain_text("Chưa gửi giấy này.")
    officer.main.locator("input[type=file]").first.set_input_files(
        {"name": "ho-ngheo.pdf", "mimeType": "application/pdf", "buffer": small_pdf("Ho ngheo")}
    )
    officer.press("Ghi nhận bổ sung")
    expect(officer.main).to_contain_text("Nhận giấy bổ sung của người nộp tại quầy")
    officer.look("supplement-on-paper-done")

    portal.open_own(citizen, filing_no)
    expect(citizen.main).to_contain_text(
        "Trung tâm Phục vụ hành chính công đã nhận giấy bạn bổ sung"
    )
    citizen.look("own-dossier-brought")
