"""What the desk proposes as law: in force, and marked while nobody has checked it."""

import re
from html import unescape

import pytest

from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.tests.web_desk.test_dossier_page import page_of

pytestmark = pytest.mark.django_db


AMENDED = "được sửa đổi, bổ sung bởi Nghị định 309/2026/NĐ-CP"


def law_in(page: str) -> str:
    box = re.search(r'<(?:input|textarea)[^>]*name="law"[^>]*>', page)
    assert box is not None
    value = re.search(r'value="([^"]*)"', box.group())
    return unescape(value.group(1)) if value else ""


@pytest.mark.parametrize(
    ("to", "who", "law", "is_marked"),
    [
        (
            "filed",
            "motcua.longxuyen",
            f"điểm a khoản 2 Điều 17 Nghị định 118/2025/NĐ-CP, {AMENDED}",
            False,
        ),
        ("taken", "chuyenvien.longxuyen", "khoản 4 Điều 19 Nghị định 118/2025/NĐ-CP", True),
    ],
)
def test_a_supplement_is_filled_with_the_law_in_force(  # noqa: PLR0913 -- a row of the table
    office: Office, browser: Browser, to: str, who: str, law: str, *, is_marked: bool
) -> None:
    _dossier, case = walk(office, to=to)

    page = browser(who).get(f"{page_of(case)}?viec=bo-sung").content.decode()

    assert (law_in(page), "Căn cứ điền sẵn chưa đối chiếu" in page) == (law, is_marked)
    assert "Nghị định 61/2018/NĐ-CP<" not in page


def test_what_a_draft_would_say_unchecked_is_shown_to_the_specialist(
    office: Office, browser: Browser
) -> None:
    _dossier, case = walk(office, to="taken")

    page = browser("chuyenvien.longxuyen").get(f"{page_of(case)}?viec=tham-dinh").content.decode()

    assert "Câu chữ pháp lý in trên dự thảo" in page
    assert "Trưởng phòng Văn hóa – Xã hội" in page
