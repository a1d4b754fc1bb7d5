"""An officer files for a citizen at the counter; the specialist asks for a paper; it comes."""

import re

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.office_pages import Enter
from tests.journeys.papers import words_of
from tests.journeys.test_scanning import scan

CARD = "000190000017|365123456|Nguyễn Thị Lấp Lánh Ánh|30041940|Nữ|Khóm Bình Thới 6|01072024"
PERSON = {
    "applicant_name": portal.NAME,
    "applicant_number": "000190000017",
    "birth_date_day": "30",
    "birth_date_month": "4",
    "birth_date_year": "1940",
    "sex": "female",
    "address": "Khóm Bình Thới 6",
}


def test_a_card_fills_the_person_and_one_button_files_and_receives(enter: Enter) -> None:
    officer = office.official(enter, "motcua")
    officer.page.get_by_role("link", name="Tiếp nhận", exact=True).first.click()
    officer.page.wait_for_url("**/mot-cua/tiep-nhan/")
    officer.open(f"/mot-cua/tiep-nhan/?thu_tuc={portal.PROCEDURE}")
    officer.look("counter-empty")
    officer.page.get_by_label("Quét mã QR").fill(CARD)
    officer.page.keyboard.press("Enter")
    expect(officer.main.get_by_role("status")).to_contain_text(portal.NAME)
    assert portal.answers(officer, PERSON) == PERSON

    portal.fill(officer, {"filed_for": "self", "applicant_phone": "0912345678"})
    portal.fill(officer, {"ethnic_group": "Kinh", "lives_elsewhere": "no", **portal.ELDERLY})
    officer.press("Hiện câu hỏi theo lựa chọn")
    portal.fill(officer, {**portal.ALONE, **portal.PAYMENT, "result_way": "counter"})
    portal.fill(officer, {"pledge": "true"})
    officer.look("counter-filled")
    officer.press("Tiếp nhận, in giấy hẹn")
    officer.page.wait_for_url("**/tiep-nhan/xong/*/")

    officer.look("counter-done")
    code = portal.dossier_code(officer)
    address = officer.main.get_by_role("link", name="In giấy hẹn").get_attribute("href")
    assert address is not None
    words = words_of(officer.context.request.get(address).body())
    assert [code in words, portal.NAME in words] == [True, True]
    scan(officer, f"{officer.install.url}/tra-cuu/{code}")
    officer.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    expect(officer.main).to_contain_text(code)
