"""An officer works without a mouse: signs in, walks the inbox, receives a dossier, goes back."""

import re
from itertools import pairwise

from tests.journeys import portal_pages as portal
from tests.journeys.browser import DESK, PHONE, Visitor
from tests.journeys.install import PASSWORD
from tests.journeys.office_pages import Enter

MOST_STOPS = 80
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {name: "", shown: true};
  const drawn = (node, part) => {
    const style = getComputedStyle(node, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const around = one.closest("form[role=search], label.opt");
  const seen = drawn(one) || drawn(one, "::after") || (around !== null && drawn(around));
  return {
    name: `${one.tagName} ${one.name || one.id || one.textContent.trim().slice(0, 40)}`,
    shown: one.matches(":focus-visible") && seen && one.getClientRects().length > 0,
  };
}"""

ROW = """() => [...document.querySelectorAll("[data-row]")]
  .findIndex((row) => row.contains(document.activeElement))"""


def test_an_officer_receives_a_dossier_without_a_mouse(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    filing_no = portal.file_for_elderly(citizen, "Khóm Bình Thới 8")
    for other in ("Khóm Bình Thới 9", "Khóm Bình Thới 10"):
        portal.file_for_elderly(citizen, other)

    officer = enter(DESK)
    officer.open("/dang-nhap/")
    tab_to(officer, "INPUT username")
    officer.page.keyboard.type("motcua.longxuyen")
    tab_to(officer, "INPUT password")
    officer.page.keyboard.type(PASSWORD)
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url("**/ban-lam-viec/")

    assert walk_rows(officer) == ["down", "up"]
    officer.page.keyboard.press("/")
    officer.page.keyboard.type(filing_no)
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    officer.page.keyboard.press("t")
    officer.main.get_by_text(portal.CODE).first.wait_for()
    officer.look("keyboard-received")
    tab_to(officer, "A Hộp việc")
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url("**/ban-lam-viec/")
    officer.page.keyboard.press("j")
    officer.page.keyboard.press("Enter")
    officer.page.wait_for_url(re.compile(r"/ho-so/\d+/$"))


def test_the_focus_is_always_seen_and_never_trapped(enter: Enter) -> None:
    officer = enter(DESK)
    officer.sign_in("motcua.longxuyen")
    for path in ("/ban-lam-viec/", "/mot-cua/tiep-nhan/", "/ho-so/"):
        officer.open(path)
        stops = round_trip(officer)
        assert stops[-1] == "", f"{path}: the keyboard is trapped in {stops[-5:]}"

    citizen = enter(PHONE)
    for path in ("/", "/thu-tuc/", "/tra-cuu/", "/dang-nhap/"):
        citizen.open(path)
        assert round_trip(citizen)[-1] == ""


def tab_to(person: Visitor, name: str) -> None:
    """Press Tab until the focus stands there; it is seen at every stop."""
    for _stop in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        if focus(person).startswith(name):
            return
    raise AssertionError(f"{person.page.url}: the keyboard does not reach {name}")


def focus(person: Visitor) -> str:
    """Return what has the focus, which must be seen; nothing when it is the page itself."""
    found = person.page.evaluate(FOCUS)
    assert found["shown"], f"{person.page.url}: nobody sees the focus on {found['name']}"
    return str(found["name"])


def round_trip(person: Visitor) -> list[str]:
    """Press Tab until the focus leaves the page; return every stop, the last one empty."""
    stops: list[str] = []
    while len(stops) < MOST_STOPS * 5:
        person.page.keyboard.press("Tab")
        stops.append(focus(person))
        if not stops[-1]:
            break
    return stops


def walk_rows(person: Visitor) -> list[str]:
    """Press J, J, K; return which way the focus went among the rows."""
    places = []
    for key in ("j", "j", "k"):
        person.page.keyboard.press(key)
        focus(person)
        places.append(int(person.page.evaluate(ROW)))
    return ["down" if to > at else "up" for at, to in pairwise(places)]
