"""The way back of the browser never asks to send a form again, at the portal and at the counter."""

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE, Visitor
from tests.journeys.office_pages import Enter
from tests.journeys.test_counter import CARD


def back(person: Visitor) -> int:
    """Press Back; return the status of the page, which must be one of ours."""
    answer = person.page.go_back()
    expect(person.main).to_be_visible()
    return answer.status if answer is not None else 200


def test_back_after_a_corrected_mistake_shows_the_step(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    portal.begin(citizen)
    portal.fill(citizen, {**portal.APPLICANT, "applicant_phone": "12"})
    portal.save(citizen)
    expect(citizen.main.locator("#applicant_phone-error")).to_be_visible()
    portal.step(citizen, portal.APPLICANT)
    portal.step(citizen, {**portal.IDENTITY, "birth_date_year": "2020"})
    portal.fill(citizen, portal.ELDERLY)
    portal.save(citizen)
    expect(citizen.main).to_contain_text("Diện này dành cho người từ đủ 60 tuổi")
    citizen.look("step-impossible")
    portal.step(citizen, portal.DISABLED)

    assert back(citizen) == 200
    assert portal.answers(citizen, portal.DISABLED) == portal.DISABLED
    expect(citizen.main.locator(".err")).to_have_count(0)
    assert [back(citizen) for _page in range(4)] == [200] * 4
    expect(citizen.main.locator("#applicant_name")).to_have_value(portal.NAME)


def test_back_at_the_counter_shows_what_was_typed(enter: Enter) -> None:
    officer = office.official(enter, "motcua")
    officer.open(f"/mot-cua/tiep-nhan/?thu_tuc={portal.PROCEDURE}")
    officer.page.get_by_label("Quét mã QR").fill(CARD)
    officer.page.keyboard.press("Enter")
    expect(officer.main.get_by_role("status")).to_contain_text(portal.NAME)
    portal.fill(officer, {"applicant_phone": "12", **portal.ELDERLY})
    officer.press("Hiện câu hỏi theo lựa chọn")
    officer.press("Tiếp nhận, in giấy hẹn")
    expect(officer.main.locator("#applicant_phone-error")).to_be_visible()
    officer.look("counter-mistakes")
    officer.open("/ban-lam-viec/")

    assert back(officer) == 200
    expect(officer.main.locator("#applicant_phone")).to_have_value("12")
    assert back(officer) == 200
    expect(officer.main.locator("#applicant_phone")).to_have_value("12")
    assert back(officer) == 200
    expect(officer.main.get_by_role("status")).to_contain_text(portal.NAME)
