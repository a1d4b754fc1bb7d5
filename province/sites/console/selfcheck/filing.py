"""Files the monthly social allowance as a citizen would, page by page."""

from collections.abc import Mapping
from re import search

from province.sites.console.selfcheck.robot import Robot, UnexpectedPageError

Answers = Mapping[str, str | list[str]]
MOST_STEPS = 20
PROCEDURE = "1.001776"


def answers_of(*, name: str, number: str, commune_id: int, result_way: str = "portal") -> Answers:
    """Return the answers of an elderly person of a poor household who files for herself."""
    return {
        "filed_for": "self",
        "applicant_name": name,
        "applicant_number": number,
        "applicant_phone": "0912345678",
        "birth_date_day": "30",
        "birth_date_month": "4",
        "birth_date_year": "1940",
        "sex": "female",
        "ethnic_group": "Kinh",
        "commune": str(commune_id),
        "address": "Khóm Bình Thới 3",
        "lives_elsewhere": "no",
        "category": "elderly",
        "household_poverty": "poor",
        "receives_pension": "no",
        "receives_merit": "no",
        "receives_social": "no",
        "marital_state": "widowed",
        "has_supporter": "no",
        "can_care_for_self": "yes",
        "more": "",
        "payment_way": "post",
        "receiver_name": "",
        "result_way": result_way,
        "post_address": "Khóm Bình Thới 3",
        "pledge": ["true"],
    }


def file_allowance(*, robot: Robot, answers: Answers) -> str:
    """Walk through the form and file it; returns the filing number.

    :raises UnexpectedPageError: a page is not what a citizen would expect.
    """
    begin_draft(robot=robot)
    for _step in range(MOST_STEPS):
        if "/xem-lai" in robot.url:
            break
        fill_step(robot=robot, answers=answers)
    else:
        raise UnexpectedPageError(f"{robot.url}: the form does not end: {robot.text()[:300]}")
    return send_draft(robot=robot)


def begin_draft(*, robot: Robot) -> None:
    """Start a new draft of the form."""
    robot.open(f"/nop-ho-so/{PROCEDURE}/")
    robot.submit(holding="csrfmiddlewaretoken")


def fill_step(*, robot: Robot, answers: Answers) -> None:
    """Answer what this step asks, and go on."""
    before = robot.url
    asked = robot.fields("revision")
    given = {name: value for name, value in answers.items() if name in asked}
    robot.submit(holding="revision", values=given)
    if robot.url == before:
        asked_now = robot.fields("revision") - asked
        if not asked_now:
            raise UnexpectedPageError(f"{robot.url}: not accepted: {robot.text()[:400]}")


def send_draft(*, robot: Robot) -> str:
    """Send the reviewed form; returns the filing number."""
    robot.submit(holding="csrfmiddlewaretoken")
    found = search(r"NOP-\d{6}-[0-9A-Z]{8}", robot.text())
    if found is None:
        raise UnexpectedPageError(f"{robot.url}: no filing number: {robot.text()[:400]}")
    return found[0]


def commune_choices(*, robot: Robot) -> dict[str, int]:
    """Return the communes that the form offers, by name without the kind of unit.

    :raises UnexpectedPageError: the form has no such question.
    """
    begin_draft(robot=robot)
    answers = answers_of(name="Kiểm Thử", number="000145000991", commune_id=0)
    for _step in range(MOST_STEPS):
        options = (
            robot.page.xpath("//select[@name='commune']/option") if robot.page is not None else []
        )
        if options:
            return {
                " ".join(str(option.text_content()).split()[1:]): int(option.get("value"))
                for option in options
                if option.get("value")
            }
        fill_step(robot=robot, answers=answers)
    raise UnexpectedPageError(f"{robot.url}: no list of communes")
