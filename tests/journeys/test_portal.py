"""A citizen on a phone files for an allowance, and receives the signed result."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE, Visitor
from tests.journeys.install import PASSWORD, Install
from tests.journeys.office_pages import Enter, decide
from tests.journeys.papers import number_of, signatures_of, words_of

NUMBER = re.compile(r"\d{2,}/QĐ-UBND")


def test_a_citizen_files_on_a_phone_and_receives_the_signed_decision(
    enter: Enter, install: Install, tmp_path: Path
) -> None:
    citizen = enter(PHONE)
    find_the_procedure(citizen)
    fill_with_a_mistake(citizen)
    hand_in_a_paper(citizen)
    filing_no = send_twice(citizen)

    code = decide(enter, filing_no, look=True)

    number, pdf = receive_the_result(citizen, code, tmp_path)
    words = words_of(pdf)
    assert [portal.NAME in words, number_of(pdf)] == [True, number]
    assert signatures_of(install, pdf, tmp_path) == [True, True, True]
    look_up_as_a_stranger(enter(PHONE), code)


def find_the_procedure(citizen: Visitor) -> None:
    """From the home page, by one's own words, through the sign-in, to the form."""
    citizen.open("/")
    citizen.look("home")
    search = citizen.main.get_by_label("Tìm thủ tục")
    search.fill("tro cap xa hoi hang thang")
    search.press("Enter")
    citizen.page.wait_for_url("**/thu-tuc/?q=*")
    citizen.look("search")
    citizen.main.get_by_role("link", name="trợ cấp xã hội hàng tháng").first.click()
    citizen.page.wait_for_url(f"**/thu-tuc/{portal.PROCEDURE}")
    citizen.look("procedure")
    citizen.press("Bắt đầu nộp")
    citizen.look("sign-in")
    citizen.page.get_by_label("Tên đăng nhập").fill("congdan")
    citizen.page.get_by_label("Mật khẩu").fill(PASSWORD)
    citizen.press("Đăng nhập")
    citizen.page.wait_for_url(f"**/nop-ho-so/{portal.PROCEDURE}/")
    citizen.look("start")


def fill_with_a_mistake(citizen: Visitor) -> None:
    """The eleventh month has no thirty-first: said at the field, and nothing typed is lost."""
    portal.begin(citizen)
    citizen.look("step-applicant")
    portal.step(citizen, portal.APPLICANT)
    wrong = {**portal.IDENTITY, "birth_date_day": "31", "birth_date_month": "11"}
    portal.fill(citizen, wrong)
    send_without_a_network(citizen)
    portal.save(citizen)

    citizen.look("step-mistake")
    field = citizen.main.get_by_role("group", name="Ngày sinh")
    expect(field.locator(".err")).to_have_text("Tháng 11 chỉ có 30 ngày.")
    expect(citizen.main.locator(".err")).to_have_count(1)
    assert portal.answers(citizen, wrong) == wrong

    portal.step(citizen, {"birth_date_month": "10"})


def send_without_a_network(citizen: Visitor) -> None:
    """Nothing is sent, the page stays and says why; the word goes when the network is back."""
    page, said = citizen.page.url, citizen.main.locator("[data-offline]")
    citizen.cut_off(is_cut_off=True)
    citizen.main.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(said).to_contain_text("Máy đang mất mạng nên chưa gửi.")
    citizen.look("offline")
    citizen.cut_off(is_cut_off=False)
    expect(said).to_have_count(0)
    assert citizen.page.url == page


def hand_in_a_paper(citizen: Visitor) -> None:
    """Answer the rest for a severely disabled person, whose certificate is asked for."""
    portal.step(citizen, portal.DISABLED)
    portal.step(citizen, portal.IMPAIRED)
    portal.step(citizen, portal.PAYMENT)
    portal.upload(citizen, "paper_disability", "Giay xac nhan khuyet tat")
    citizen.press("Gửi tệp, ở lại trang này")
    expect(citizen.main.locator(".files li")).to_have_count(1)
    citizen.look("step-papers")
    portal.step(citizen, {})
    portal.step(citizen, portal.RESULT)


def send_twice(citizen: Visitor) -> str:
    """A double click on the last button files one dossier."""
    citizen.look("review")
    review = citizen.page.url
    before = portal.own_dossiers(citizen)
    citizen.open(review)
    citizen.main.get_by_role("button", name="Gửi hồ sơ").dblclick()
    citizen.page.wait_for_url("**/da-nop/**")
    citizen.look("filed")
    filing_no = portal.filing_no(citizen)
    assert portal.own_dossiers(citizen) - before == {filing_no}
    return filing_no


def receive_the_result(citizen: Visitor, code: str, folder: Path) -> tuple[str, bytes]:
    """The dossier's page has the result; return its number and the file."""
    citizen.open("/ho-so-cua-toi/")
    citizen.look("own-dossiers")
    portal.open_own(citizen, code)
    citizen.look("own-dossier-done")
    number = NUMBER.search(citizen.text())
    assert number is not None
    with citizen.page.expect_download() as started:
        citizen.press("Tải kết quả (PDF)")
    paper = folder / "result.pdf"
    started.value.save_as(paper)
    citizen.press("Kiểm tra chữ ký")
    citizen.look("signature-check")
    expect(citizen.main.locator(".seal-line").get_by_text("Đạt", exact=True)).to_have_count(2)
    return number[0], paper.read_bytes()


def look_up_as_a_stranger(stranger: Visitor, code: str) -> None:
    """Whoever has the code sees how far the dossier is, and not whose it is."""
    stranger.open("/tra-cuu/")
    stranger.main.get_by_label("Mã hồ sơ").fill(code)
    stranger.press("Tra cứu", exact=True)
    expect(stranger.main.get_by_role("heading", name=code)).to_be_visible()
    expect(stranger.main).to_contain_text("Mức độ hoàn thành: bước 4 trên 4")
    stranger.look("tracking")
    assert "Lấp Lánh" not in stranger.page.content()
