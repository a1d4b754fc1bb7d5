import re

import pytest
from django.test import Client
from django.urls import reverse

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.kernel.cases.models.journal import Act

pytestmark = pytest.mark.django_db
QUESTION = "Bao giờ có <kết quả>?"


def say(client: Client, case_id: int, kind: str, words: str, **more: str) -> tuple[int, str]:
    values = {"loai": kind, "words": words, **more}
    response = client.post(f"/ho-so/{case_id}/trao-doi/", values)
    return response.status_code, response.content.decode()


def part(page: str, name: str) -> str:
    """Return one section of the page, by its anchor."""
    found = re.search(rf'<section [^>]*id="{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture
def taken(office: Office) -> tuple[int, int]:
    return walk(office, to="taken")


def test_note_and_message_stand_apart(browser: Browser, taken: tuple[int, int]) -> None:
    _dossier, case_id = taken
    client = browser("chuyenvien.longxuyen")

    first = say(client, case_id, "noi-bo", "Chỉ nội bộ", key="a")[0]
    again = say(client, case_id, "noi-bo", "Chỉ nội bộ", key="a")[0]
    second = say(client, case_id, "nguoi-nop", "Cho người nộp", key="b")[0]
    page = client.get(f"/ho-so/{case_id}/").content.decode()

    assert [first, again, second] == [302, 302, 302]
    assert (page.count("Chỉ nội bộ"), page.count("Cho người nộp")) == (1, 1)
    assert "Chỉ nội bộ" in part(page, "ghi-chu")
    assert "Cho người nộp" in part(page, "nhan")


def test_what_is_empty_comes_back_in_its_own_form(browser: Browser, taken: tuple[int, int]) -> None:
    _dossier, case_id = taken
    client = browser("chuyenvien.longxuyen")
    acts = Act.objects.count()

    status, page = say(client, case_id, "nguoi-nop", "x" * 2001)

    assert status == 422
    assert "x" * 2001 in part(page, "nhan")
    assert "x" * 2001 not in part(page, "ghi-chu")
    assert "<details" in part(page, "nhan")
    assert " open>" in part(page, "nhan")
    assert say(client, case_id, "noi-bo", "  ")[0] == 422
    assert say(client, case_id, "gì đó", "x")[0] == 409
    assert Act.objects.count() == acts


def test_the_holder_answers_and_others_read(
    office: Office, browser: Browser, taken: tuple[int, int]
) -> None:
    dossier, case_id = taken
    task = one_stop.ask_question(
        actor=office.citizen, dossier_id=dossier, words=QUESTION, key="", now=NOW
    )
    holder, other = browser("chuyenvien.longxuyen"), browser("truongphong.longxuyen")
    inbox = holder.get(reverse("desk:inbox")).content.decode()
    mine = part(holder.get(f"/ho-so/{case_id}/").content.decode(), f"cau-{task}")
    theirs = part(other.get(f"/ho-so/{case_id}/").content.decode(), f"cau-{task}")

    refused = say(other, case_id, "tra-loi", "Tôi trả lời thay", cau=str(task))
    done = say(holder, case_id, "tra-loi", "Thứ Hai.", cau=str(task))
    page = part(other.get(f"/ho-so/{case_id}/").content.decode(), f"cau-{task}")

    assert "trả lời câu hỏi của người nộp" in inbox
    assert "Bao giờ có &lt;kết quả&gt;?" in mine
    assert ("<textarea" in mine, "<textarea" in theirs) == (True, False)
    assert (refused[0], done[0]) == (403, 302)
    assert "Thứ Hai." in page
    assert "<textarea" not in page


def test_an_official_of_another_unit_finds_no_dossier(
    browser: Browser, taken: tuple[int, int]
) -> None:
    _dossier, case_id = taken

    assert say(browser("chuyenvien.rachgia"), case_id, "noi-bo", "x")[0] == 404
