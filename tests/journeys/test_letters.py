"""Vietnamese letters, whole: on screen, in a PDF, and in the order of a list."""

import unicodedata

from playwright.sync_api import expect

from tests.journeys import office_pages as office
from tests.journeys import portal_pages as portal
from tests.journeys.browser import PHONE
from tests.journeys.office_pages import Enter
from tests.journeys.papers import words_of

STACKED = "Khóm ẬỢỮẵ, ấp Đông Hồ"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_stacked_letters_stay_whole_on_screen_and_on_paper(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    decomposed = unicodedata.normalize("NFD", STACKED)
    filing_no = portal.file_for_elderly(citizen, decomposed)

    officer = office.official(enter, "motcua")
    office.find(officer, filing_no)
    expect(officer.main).to_contain_text(STACKED)
    expect(officer.main).to_contain_text(portal.NAME)
    office.act(officer, "Từ chối tiếp nhận")
    portal.fill(officer, {"reason": decomposed, "law": "Điều 5"})
    officer.look("letters")
    office.confirm(officer, "Từ chối tiếp nhận")

    portal.open_own(citizen, filing_no)
    words = words_of(portal.first_form(citizen))
    assert [STACKED in words, portal.NAME in words] == [True, True]


def test_communes_stand_in_vietnamese_order(enter: Enter) -> None:
    citizen = enter(PHONE)
    citizen.sign_in("congdan")
    portal.begin(citizen)
    portal.step(citizen, portal.APPLICANT)

    shown = citizen.main.locator("select[name=commune] option").all_inner_texts()
    names = [name for name in shown if not name.startswith("Chọn")]

    assert len(names) == 102
    assert names == sorted(names, key=vietnamese_order)


def vietnamese_order(name: str) -> list[tuple[list[int], list[int]]]:
    """Order as a Vietnamese dictionary does: syllable by syllable, letters first, then tones."""
    kinds = ("Đặc khu ", "Phường ", "Xã ")
    bare = next((name.removeprefix(kind) for kind in kinds if name.startswith(kind)), name)
    return [syllable_order(syllable) for syllable in bare.lower().split()]


def syllable_order(syllable: str) -> tuple[list[int], list[int]]:
    """Return where the letters of a syllable stand in the alphabet, and its tones."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", syllable):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((one for one in parts if one in TONES), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(LETTERS.find(base))
        tones.append(TONES.index(tone))
    return letters, tones
