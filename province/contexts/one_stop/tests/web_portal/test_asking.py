import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import StandingClock, sign_in
from province.contexts.one_stop.tests.web_portal.test_dossiers import MINE, accept
from province.kernel.cases.models.journal import Act

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
WORDS = "Tôi có phải mang bản chính không?"


@pytest.fixture
def dossier(office: Office) -> int:
    filed = office.file().dossier_id
    accept(office, filed)
    one_stop.take_up(actor=office.specialist, dossier_id=filed, now=NOW)
    return filed


def page(client: Client, dossier_id: int) -> str:
    return client.get(f"{MINE}{dossier_id}/").content.decode()


def ask(client: Client, dossier_id: int, words: str) -> str:
    response = client.post(f"{MINE}{dossier_id}/hoi/", {"words": words, "key": ""}, follow=True)
    return response.content.decode()


def test_a_question_and_its_answer_stand_on_the_page(
    citizen: Client, office: Office, dossier: int
) -> None:
    waiting = ask(citizen, dossier, WORDS)
    task = Act.objects.get(name="question_asked").task_id
    assert task is not None
    one_stop.answer_question(
        actor=office.specialist,
        dossier_id=dossier,
        task_id=task,
        words="Có, để đối chiếu.",
        key="",
        now=NOW,
    )

    answered = page(citizen, dossier)

    assert waiting.count(WORDS) == 1
    assert "Cơ quan trả lời trước" in waiting
    assert "Có, để đối chiếu." in answered
    assert office.specialist.name in answered
    assert "Cơ quan trả lời trước" not in answered


def test_a_late_answer_is_said(citizen: Client, dossier: int, clock: StandingClock) -> None:
    ask(citizen, dossier, WORDS)

    clock.now = NOW.replace(day=25)

    assert "Cơ quan đã quá hạn trả lời." in page(sign_in("congdan"), dossier)


def test_what_was_typed_stays_when_a_question_is_refused(citizen: Client, dossier: int) -> None:
    for number in range(3):
        ask(citizen, dossier, f"Câu {number}")

    refused = ask(citizen, dossier, "Câu thứ tư")

    assert "nhiều nhất 3 câu hỏi" in refused
    assert "Câu thứ tư</textarea>" in refused
    assert "Hãy ghi nội dung" in ask(citizen, dossier, " ")
    assert Act.objects.filter(name="question_asked").count() == 3


def test_notes_among_officials_never_reach_the_applicant(
    citizen: Client, office: Office, dossier: int
) -> None:
    for say, words in (
        (one_stop.note_inside, "Nghi kê khai sai"),
        (one_stop.tell_by_hand, "Mời chị đến thứ Hai"),
    ):
        say(actor=office.specialist, dossier_id=dossier, words=words, key="", now=NOW)

    text = page(citizen, dossier)

    assert "Nghi kê khai sai" not in text
    assert text.count("Mời chị đến thứ Hai") == 1


def test_nobody_asks_on_another_ones_dossier(other: Client, dossier: int) -> None:
    response = other.post(f"{MINE}{dossier}/hoi/", {"words": WORDS, "key": ""})

    assert response.status_code == 404
    assert not Act.objects.filter(name="question_asked").exists()


def test_a_closed_dossier_takes_no_question(citizen: Client, office: Office, dossier: int) -> None:
    one_stop.withdraw_dossier(actor=office.citizen, dossier_id=dossier, reason="", now=NOW)

    text = page(citizen, dossier)

    assert "Gửi câu hỏi" not in text
