"""A page that saves itself never stands in the way of the button that saves it."""

from playwright.sync_api import Request, Route, expect

from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE
from tests.journeys.office_pages import Enter


def test_what_is_sent_waits_for_what_is_being_saved(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    portal.begin(citizen)
    held: list[Route] = []
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request.url.rsplit("/", 2)[-2])

    def hold(route: Route) -> None:
        held.append(route)

    citizen.page.route("**/luu/", hold)
    citizen.page.on("request", note)
    with citizen.page.expect_request("**/luu/"):
        portal.fill(citizen, portal.APPLICANT)

    button = citizen.main.get_by_role("button", name="Lưu và tiếp tục")
    button.click(no_wait_after=True)
    button.click(no_wait_after=True)
    citizen.page.wait_for_timeout(500)
    assert sent == ["luu"]
    held[0].continue_()

    expect(citizen.main.get_by_role("heading", level=1)).to_contain_text("Bước 2")
    assert sent == ["luu", "applicant"]
    expect(citizen.main.get_by_role("alert")).to_have_count(0)
