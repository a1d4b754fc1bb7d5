"""A scanner at the counter types into whatever page is open."""

import re

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import Visitor
from tests.journeys.office_pages import Enter

CARD = "000190000017|365123456|Nguyễn Thị Lấp Lánh Ánh|30041940|Nữ|Khóm Bình Thới 6|01072024"
PERSON = {"applicant_name": portal.NAME, "applicant_number": "000190000017"}
LOG = """() => {
  window.pressed = [];
  document.addEventListener("keydown", (event) => window.pressed.push(event.key));
}"""


def test_a_scan_on_any_page_opens_the_person_or_says_what_it_is_not(enter: Enter) -> None:
    officer = office.official(enter, "motcua")
    scan(officer, CARD)
    officer.page.wait_for_url(re.compile(r"/mot-cua/nguoi-den/\?lan=[\w-]+$"))
    expect(officer.main.get_by_role("heading", level=1)).to_have_text(portal.NAME)
    officer.look("scan-person")
    officer.page.keyboard.press("n")
    officer.page.wait_for_url("**/mot-cua/tiep-nhan/**")
    assert portal.answers(officer, PERSON) == PERSON

    officer.main.get_by_role("heading", level=1).click()
    scan(officer, "8934563138165")
    expect(officer.main.get_by_role("alert")).to_contain_text("8934563138165")
    officer.page.set_viewport_size({"width": 360, "height": 740})
    officer.width = 360
    officer.look("scan-failed")

    officer.page.locator("h1").click()
    officer.page.evaluate(LOG)
    officer.page.keyboard.type("yz", delay=1)
    officer.page.keyboard.type("w", delay=90)
    officer.page.wait_for_function("window.pressed.length === 3")
    assert officer.page.evaluate("window.pressed") == ["y", "z", "w"]


def scan(person: Visitor, text: str) -> None:
    """Type as a scanner does: all at once, the letters that are on no key too, then Enter."""
    keys = person.context.new_cdp_session(person.page)
    for letter in text:
        pressed = {"key": letter, "text": letter, "unmodifiedText": letter}
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", **pressed})
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})
    person.page.keyboard.press("Enter")
    keys.detach()
