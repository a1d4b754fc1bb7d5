"""Notes among officials, messages to the applicant, questions and answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.talks import NOTED, Talk
from province.contexts.one_stop.errors import (
    AnsweredBeforeError,
    DossierNotFoundError,
    MayNotError,
    QuestionNotFoundError,
    QuestionsWaitError,
    WordsNeededError,
    WordsTooLongError,
)
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.walking import accept, appraise, ask, pdf_text, see
from province.foundation.errors import DomainError
from province.foundation.events.bus import deliver_waiting
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import CaseClosedError, NotYoursError
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
WORDS = "Bản sao khuyết tật của tôi có phải công chứng không?"
ANSWER = "Không cần, chị mang bản chính đến đối chiếu."


def talk(office: Office, actor: Actor, dossier_id: int) -> Talk:
    case_id = see(office, dossier_id).case_id
    return one_stop.talk_of(
        actor=actor,
        case=cases.get_case(actor=actor, case_id=case_id, purpose=None, now=NOW),
        acts=cases.timeline(actor=actor, case_id=case_id),
    )


def question(office: Office, dossier_id: int, words: str = WORDS, key: str = "") -> int:
    return one_stop.ask_question(
        actor=office.citizen, dossier_id=dossier_id, words=words, key=key, now=NOW
    )


def answer(actor: Actor, dossier_id: int, task_id: int, key: str = "") -> int:
    return one_stop.answer_question(
        actor=actor, dossier_id=dossier_id, task_id=task_id, words=ANSWER, key=key, now=NOW
    )


def taken(office: Office) -> int:
    dossier = office.file().dossier_id
    accept(office, dossier)
    one_stop.take_up(actor=office.specialist, dossier_id=dossier, now=NOW)
    return dossier


def told(office: Office) -> list[str]:
    deliver_waiting(now=timezone.now() + timedelta(minutes=1))
    mine = Notice.objects.filter(party_id=office.citizen.party_id).order_by("pk")
    return list(mine.values_list("kind", flat=True))


def test_a_note_is_read_by_officials_alone_and_a_message_by_the_applicant_too(
    office: Office,
) -> None:
    dossier = taken(office)
    one_stop.note_inside(
        actor=office.specialist, dossier_id=dossier, words="Kiểm tra hộ nghèo", key="", now=NOW
    )
    one_stop.tell_by_hand(
        actor=office.specialist, dossier_id=dossier, words="Đã gọi, hẹn thứ Hai", key="", now=NOW
    )

    inside, outside = talk(office, office.head, dossier), talk(office, office.citizen, dossier)

    assert [one.words for one in inside.notes] == ["Kiểm tra hộ nghèo"]
    assert [one.words for one in inside.told] == ["Đã gọi, hẹn thứ Hai"]
    assert outside.notes == ()
    assert outside.told == inside.told
    assert told(office)[-1:] == ["one_stop.applicant_told"]


def test_an_official_reads_no_notes_in_a_matter_of_their_own(office: Office) -> None:
    dossier = taken(office)
    one_stop.note_inside(
        actor=office.specialist, dossier_id=dossier, words="Nội bộ", key="", now=NOW
    )
    concerned = replace(office.head, party_id=office.citizen.party_id)
    acts = Act.objects.count()

    with pytest.raises(MayNotError):
        one_stop.note_inside(actor=concerned, dossier_id=dossier, words="x", key="", now=NOW)

    assert talk(office, concerned, dossier).notes == ()
    assert Act.objects.count() == acts


@pytest.mark.parametrize(
    ("who", "words", "refusal"),
    [
        ("citizen", "Ghi chú", MayNotError),
        ("other_citizen", "Ghi chú", DossierNotFoundError),
        ("stranger", "Ghi chú", DossierNotFoundError),
        ("specialist", " \x00 ", WordsNeededError),
        ("specialist", "x" * 2001, WordsTooLongError),
    ],
)
def test_a_note_is_refused_and_nothing_is_written(
    office: Office, who: str, words: str, refusal: type[DomainError]
) -> None:
    dossier = taken(office)
    acts, events = Act.objects.count(), OutboxEvent.objects.count()

    for say in (one_stop.note_inside, one_stop.tell_by_hand):
        with pytest.raises(refusal):
            say(actor=getattr(office, who), dossier_id=dossier, words=words, key="", now=NOW)

    assert (Act.objects.count(), OutboxEvent.objects.count()) == (acts, events)


def test_a_question_is_a_duty_of_whoever_has_the_dossier_and_its_answer_is_told(
    office: Office,
) -> None:
    dossier = taken(office)

    task = question(office, dossier)

    duty = cases.duty(actor=office.specialist, task_id=task)
    assert (duty.step_title, duty.due_at is not None) == ("Trả lời câu hỏi của người nộp", True)
    answer(office.specialist, dossier, task)
    (seen,) = talk(office, office.citizen, dossier).questions
    assert seen.answer is not None
    assert (seen.words, seen.answer.words) == (WORDS, ANSWER)
    assert seen.answer.official_id == office.specialist.official_id
    assert Task.objects.get(pk=task).state == TaskState.DONE
    assert told(office)[-1:] == ["one_stop.question_answered"]


def test_before_reception_and_while_the_applicant_is_waited_for_the_desk_is_asked(
    office: Office,
) -> None:
    dossier = office.file().dossier_id
    first = question(office, dossier)
    ask(office, dossier)
    second = question(office, dossier, "Gửi ở đâu?")

    desks = [cases.duty(actor=office.officer, task_id=one).desk for one in (first, second)]

    assert desks == ["one_stop", "one_stop"]


def test_the_work_goes_on_beside_a_question(office: Office) -> None:
    dossier = taken(office)
    question(office, dossier)

    appraise(office, dossier)
    one_stop.review(actor=office.head, dossier_id=dossier, note="", revision=None, key="", now=NOW)
    one_stop.sign(actor=office.leader, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)
    number = one_stop.seal(
        actor=office.clerk, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW
    )

    assert number


def test_a_question_left_open_at_the_end_is_answered_afterwards_once(office: Office) -> None:
    dossier = taken(office)
    task = question(office, dossier)
    one_stop.withdraw_dossier(actor=office.citizen, dossier_id=dossier, reason="", now=NOW)

    answer(office.head, dossier, task)

    with pytest.raises(AnsweredBeforeError):
        answer(office.specialist, dossier, task)
    with pytest.raises(CaseClosedError):
        question(office, dossier, "Còn nữa?")
    (seen,) = talk(office, office.citizen, dossier).questions
    assert seen.answer is not None
    assert seen.answer.official_id == office.head.official_id
    assert Act.objects.filter(name="question_answered").count() == 1


def test_the_same_question_sent_twice_is_one(office: Office) -> None:
    dossier = taken(office)

    assert question(office, dossier, key="k") == question(office, dossier, key="k")
    assert Act.objects.filter(name="question_asked").count() == 1


def test_a_fourth_waiting_question_is_refused_and_leaves_nothing(office: Office) -> None:
    dossier = taken(office)
    for number in range(3):
        question(office, dossier, f"Câu {number}")

    with pytest.raises(QuestionsWaitError):
        question(office, dossier, "Câu 4")

    assert Act.objects.filter(name="question_asked").count() == 3
    assert Task.objects.filter(kind="read").count() == 3


def test_a_sixth_question_of_a_day_waits_for_the_next(office: Office) -> None:
    dossier = taken(office)
    for number in range(5):
        answer(office.specialist, dossier, question(office, dossier, f"Câu {number}"))

    with pytest.raises(QuestionsWaitError):
        question(office, dossier, "Câu 6")
    later = one_stop.ask_question(
        actor=office.citizen, dossier_id=dossier, words="Mai", key="", now=NOW + timedelta(days=1)
    )

    assert Act.objects.filter(name="question_asked").count() == 6
    assert later


def test_who_may_neither_ask_nor_answer(office: Office) -> None:
    dossier = taken(office)
    task = question(office, dossier)
    note = one_stop.note_inside(actor=office.head, dossier_id=dossier, words="x", key="", now=NOW)
    acts = Act.objects.count()

    with pytest.raises(MayNotError):
        one_stop.ask_question(
            actor=office.specialist, dossier_id=dossier, words="?", key="", now=NOW
        )
    with pytest.raises(DossierNotFoundError):
        one_stop.ask_question(
            actor=office.other_citizen, dossier_id=dossier, words="?", key="", now=NOW
        )
    with pytest.raises(NotYoursError):
        answer(office.clerk, dossier, task)
    with pytest.raises(MayNotError):
        answer(office.citizen, dossier, task)
    with pytest.raises(QuestionNotFoundError):
        answer(office.specialist, dossier, task + 10_000)

    assert Act.objects.count() == acts
    assert Act.objects.get(seq=note, case_id=see(office, dossier).case_id).name == NOTED


def test_a_question_waits_longer_than_promised(office: Office) -> None:
    dossier = taken(office)
    question(office, dossier)
    (seen,) = talk(office, office.citizen, dossier).questions
    assert seen.due_at is not None

    late = [seen.is_late(seen.due_at), seen.is_late(seen.due_at + timedelta(minutes=1))]

    assert late == [False, True]


def test_a_question_is_no_hand_over_of_the_dossier(office: Office) -> None:
    dossier = taken(office)
    before = one_stop.print_control_sheet(actor=office.head, dossier_id=dossier, now=NOW)
    question(office, dossier)

    after = one_stop.print_control_sheet(actor=office.head, dossier_id=dossier, now=NOW)

    assert pdf_text(before.pdf) == pdf_text(after.pdf)
