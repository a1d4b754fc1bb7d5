"""What a citizen does on the portal with the form of the monthly social allowance."""

import re
from collections.abc import Mapping

from tests.journeys.browser import Visitor
from tests.journeys.papers import small_pdf

PROCEDURE = "1.001776"
NAME = "Nguyễn Thị Lấp Lánh Ánh"
FILING = re.compile(r"NOP-\d{6}-[0-9A-Z]{8}")
CODE = re.compile(r"H\d{2}(?:\.[0-9A-Z]{1,3}){0,2}-\d{6}-\d{4,}")

Answers = Mapping[str, str]

APPLICANT: Answers = {
    "filed_for": "self",
    "applicant_name": NAME,
    "applicant_number": "000190000017",
    "applicant_phone": "0912345678",
}
IDENTITY: Answers = {
    "birth_date_day": "30",
    "birth_date_month": "4",
    "birth_date_year": "1940",
    "sex": "female",
    "ethnic_group": "Kinh",
    "commune": "Phường Long Xuyên",
    "address": "Khóm Bình Thới 3",
    "lives_elsewhere": "no",
}
ELDERLY: Answers = {"category": "elderly"}
DISABLED: Answers = {"category": "disabled_severe"}
CIRCUMSTANCES: Answers = {
    "household_poverty": "poor",
    "receives_pension": "no",
    "receives_merit": "no",
    "receives_social": "no",
    "marital_state": "widowed",
    "can_care_for_self": "yes",
}
ALONE: Answers = {**CIRCUMSTANCES, "has_supporter": "no"}
IMPAIRED: Answers = {
    **CIRCUMSTANCES,
    "disability_certificate": "123/GXN-UBND",
    "disability_certificate_date_day": "5",
    "disability_certificate_date_month": "3",
    "disability_certificate_date_year": "2024",
    "disability_kind": "movement",
}
PAYMENT: Answers = {"payment_way": "post"}
RESULT: Answers = {"result_way": "portal", "pledge": "true"}


def fill(person: Visitor, answers: Answers) -> None:
    """Answer the questions of the page by their names; what the account says stands already."""
    for name, value in answers.items():
        field = person.main.locator(f"[name='{name}']")
        kind = field.first.evaluate("one => one.type")
        if kind in {"radio", "checkbox"}:
            person.main.locator(f"[name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(label=value)
        elif field.get_attribute("readonly") is not None:
            assert field.input_value() == value
        else:
            field.fill(value)


def answers(person: Visitor, asked: Answers) -> Answers:
    """Return what stands in the fields of these names now."""
    found = {}
    for name in asked:
        field = person.main.locator(f"[name='{name}']")
        kind = field.first.evaluate("one => one.type")
        if kind in {"radio", "checkbox"}:
            chosen = person.main.locator(f"[name='{name}']:checked")
            found[name] = chosen.get_attribute("value") or "" if chosen.count() else ""
        elif kind == "select-one":
            found[name] = field.locator("option:checked").inner_text()
        else:
            found[name] = field.input_value()
    return found


def save(person: Visitor) -> None:
    """Press the button that saves this step and goes on; the page may come back with questions."""
    person.press("Lưu và tiếp tục")


def step(person: Visitor, answers: Answers) -> None:
    """Answer one step, and be on another page afterwards."""
    here = person.page.url
    fill(person, answers)
    save(person)
    person.page.wait_for_url(lambda url: url.split("#")[0] != here.split("#")[0])


def begin(person: Visitor) -> None:
    """Start a new draft of the form."""
    person.open(f"/nop-ho-so/{PROCEDURE}/")
    person.main.locator("form[method=post] button").click()
    person.page.wait_for_url("**/nhap/**")


def upload(person: Visitor, name: str, words: str) -> None:
    """Hand in a small paper at this question, and stay."""
    person.main.locator(f"input[type=file][name='{name}']").set_input_files(
        {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": small_pdf(words)}
    )


def send(person: Visitor) -> str:
    """Send the reviewed form; return the filing number."""
    person.press("Gửi hồ sơ", exact=True)
    person.page.wait_for_url("**/da-nop/**")
    return filing_no(person)


def own_dossiers(person: Visitor) -> set[str]:
    """Return the filing numbers and codes on the first page of one's own dossiers."""
    person.open("/ho-so-cua-toi/")
    text = person.text()
    return {*FILING.findall(text), *CODE.findall(text)}


def open_own(person: Visitor, number: str) -> None:
    """Open one's own dossier by its filing number or code."""
    person.open("/ho-so-cua-toi/")
    person.main.locator("li").filter(has_text=number).get_by_role("link").first.click()
    person.page.wait_for_url(re.compile(r"/ho-so-cua-toi/\d+/$"))


def first_form(person: Visitor) -> bytes:
    """Return the first paper that the office sent with the dossier shown."""
    forms = person.main.get_by_role("region", name="Giấy cơ quan đã gửi bạn")
    address = forms.get_by_role("link").first.get_attribute("href")
    assert address is not None
    return person.context.request.get(address).body()


def filing_no(person: Visitor) -> str:
    """Return the filing number that the page shows."""
    found = FILING.search(person.text())
    assert found is not None, person.text()
    return found[0]


def dossier_code(person: Visitor) -> str:
    """Return the dossier's code that the page shows."""
    found = CODE.search(person.text())
    assert found is not None, person.text()
    return found[0]


def file_for_elderly(person: Visitor, address: str) -> str:
    """File as an elderly person of a poor household; the address tells dossiers apart."""
    begin(person)
    step(person, APPLICANT)
    step(person, {**IDENTITY, "address": address})
    step(person, ELDERLY)
    step(person, ALONE)
    step(person, PAYMENT)
    step(person, {})
    step(person, RESULT)
    return send(person)
