"""What officials of a commune do with a dossier, through the pages of the desk."""

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.journeys.browser import DESK, Visitor
from tests.journeys.install import PIN
from tests.journeys.portal_pages import dossier_code, fill

Enter = Callable[[tuple[int, int]], Visitor]
PLACE = "longxuyen"
CATEGORY = "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng"
PROPOSAL = {
    "result": "grant",
    "coefficient": "1,5",
    "monthly_amount": "750.000",
    "note": "Đủ điều kiện",
}
LAST_ACTS = {
    "truongphong": ("Đồng ý trình ký", "Đồng ý trình ký"),
    "chutich": ("Ký số", "Ký"),
    "vanthu": ("Cấp số, đóng dấu", "Cấp số, đóng dấu"),
}


def official(enter: Enter, role: str, place: str = PLACE) -> Visitor:
    """Let an official in, who signs in and stands at the inbox."""
    person = enter(DESK)
    person.sign_in(f"{role}.{place}")
    person.page.wait_for_url("**/ban-lam-viec/")
    return person


def find(person: Visitor, number: str) -> None:
    """Open a dossier by the search of the red bar."""
    search = person.page.get_by_role("searchbox", name="Tìm hồ sơ, văn bản, người")
    search.fill(number)
    search.press("Enter")
    person.page.wait_for_url("**/ho-so/*/")


def act(person: Visitor, name: str) -> None:
    """Do an act that asks nothing, or open the form of one that does."""
    acts = person.main.get_by_role("group", name="Việc làm được lúc này")
    acts.get_by_role("button", name=name).or_(acts.get_by_role("link", name=name)).first.click()
    person.page.wait_for_load_state()


def confirm(person: Visitor, name: str) -> None:
    """Send the form of the act; afterwards it is done, and said."""
    person.main.locator("#viec").get_by_role("button", name=name, exact=True).click()
    person.page.locator("#toasts").get_by_text("Đã").first.wait_for()


def confirm_nothing(person: Visitor, name: str) -> None:
    """Send the form of an act without what it needs: it comes back and says what is missing."""
    person.main.locator("#viec").get_by_role("button", name=name, exact=True).click()
    person.main.locator("#viec .err").first.wait_for()


def clock(person: Visitor) -> Locator:
    """Return the box of the dossier's clock."""
    return person.main.locator(".clock").first


def receive(enter: Enter, number: str, *, look: bool = False) -> str:
    """Take a dossier in at the desk; return its code."""
    officer = official(enter, "motcua")
    if look:
        officer.look("inbox")
    find(officer, number)
    if look:
        officer.look("file-filed")
    act(officer, "Tiếp nhận")
    if look:
        officer.look("file-received")
    return dossier_code(officer)


def appraise(enter: Enter, code: str, *, look: bool = False) -> None:
    """Let the specialist take the dossier up and propose the allowance."""
    specialist = official(enter, "chuyenvien")
    find(specialist, code)
    act(specialist, "Nhận việc")
    act(specialist, "Thẩm định, trình dự thảo")
    fill(specialist, PROPOSAL)
    category = specialist.main.locator("[name=category]")
    if not category.input_value():  # what was filed leaves more than one
        category.select_option(CATEGORY)
    if look:
        specialist.look("file-appraise")
    confirm(specialist, "Trình dự thảo")


def decide(enter: Enter, number: str, *, look: bool = False) -> str:
    """Take a dossier from reception to the sealed result; return its code."""
    code = receive(enter, number, look=look)
    appraise(enter, code, look=look)
    for role in LAST_ACTS:
        finish(enter, code, role, look=look)
    return code


def finish(enter: Enter, code: str, role: str, *, look: bool) -> None:
    """Do the one act of a role, with the PIN where one is asked."""
    name, button = LAST_ACTS[role]
    person = official(enter, role)
    find(person, code)
    act(person, name)
    pin = person.main.get_by_label("Mã PIN")
    if pin.count():
        pin.fill(PIN)
    if look:
        person.look(f"file-{role}")
    confirm(person, button)
