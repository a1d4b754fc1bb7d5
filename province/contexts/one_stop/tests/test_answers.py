"""What becomes of a supplement request: answered on paper, repeated, or not answered at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.contracts.states import (
    DossierClock,
    NationalStatus,
    ProcessingState,
)
from province.contexts.one_stop.errors import (
    AnswerStillAwaitedError,
    DossierNotFoundError,
    MayNotError,
    NoSupplementOpenError,
    NothingAskedError,
    ReasonNeededError,
    SupplementOnceError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm, SupplementRequest
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import accept, ask, pdf_text, see
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import PaperRole, TaskState
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "ffff3f0005fe02fea7357e690000000049454e44ae426082"
)
LATER = NOW + timedelta(days=90)


def scan(actor: Actor) -> FiledPaper:
    version = attachments.take_in(actor=actor, name="giay.png", stream=[PNG], now=NOW)
    return FiledPaper(field="item_0", component="Giấy xác nhận hộ nghèo", version_id=version.id)


def bring(office: Office, dossier_id: int, *, actor: Actor | None = None, key: str = "") -> None:
    who = actor or office.officer
    one_stop.supply_on_paper(
        actor=who,
        dossier_id=dossier_id,
        papers=(scan(who),),
        note="Con gái mang đến",
        key=key,
        now=NOW + timedelta(days=4),
    )


def end(
    office: Office, dossier_id: int, *, actor: Actor | None = None, now: datetime = LATER
) -> int:
    return one_stop.end_unanswered(
        actor=actor or office.officer,
        dossier_id=dossier_id,
        reason="Quá hạn mà chưa bổ sung",
        law="Điều 17 Nghị định 61/2018/NĐ-CP",
        key="",
        now=now,
    )


def asked_dossier(office: Office, *, after: bool) -> int:
    filed = office.file()
    if after:
        accept(office, filed.dossier_id)
    ask(office, filed.dossier_id, after=after)
    return filed.dossier_id


def test_papers_brought_before_reception_bring_the_dossier_back_to_the_desk(
    office: Office,
) -> None:
    dossier_id = asked_dossier(office, after=False)

    bring(office, dossier_id)

    back = see(office, dossier_id)
    assert (back.national, back.clock) == (NationalStatus.NEW, DossierClock.NONE)
    assert back.supplements[0].answered_at == NOW + timedelta(days=4)
    act = Act.objects.get(name="supplemented_on_paper")
    assert (act.actor, act.official_id, act.params["for_party"], act.body) == (
        office.officer.key,
        office.officer.official_id,
        office.citizen.party_id,
        "Con gái mang đến",
    )
    assert accept(office, dossier_id, now=NOW + timedelta(days=4, hours=1)).code


def test_papers_brought_after_reception_let_the_specialist_go_on(office: Office) -> None:
    dossier_id = asked_dossier(office, after=True)

    bring(office, dossier_id)

    back = see(office, dossier_id)
    assert (back.national, back.clock) == (NationalStatus.RECEIVED, DossierClock.RUNNING)
    case = cases.get_case(
        actor=office.citizen, case_id=back.case_id, purpose=None, now=NOW + timedelta(days=4)
    )
    assert [paper.name for paper in case.papers if paper.role is PaperRole.SUPPLEMENT] == [
        "Giấy xác nhận hộ nghèo"
    ]
    assert [task.kind for task in case.tasks if task.state is TaskState.OPEN] == [TaskKind.WORK]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("specialist", MayNotError), ("clerk", MayNotError), ("stranger", DossierNotFoundError)],
)
def test_only_the_receiving_desk_records_papers(
    office: Office, who: str, refusal: type[Exception]
) -> None:
    dossier_id = asked_dossier(office, after=False)

    with pytest.raises(refusal):
        bring(office, dossier_id, actor=getattr(office, who))

    assert SupplementRequest.objects.get().answered_at is None
    assert not Act.objects.filter(name="supplemented_on_paper").exists()


def test_an_empty_answer_on_paper_is_refused(office: Office) -> None:
    dossier_id = asked_dossier(office, after=False)

    with pytest.raises(NothingAskedError):
        one_stop.supply_on_paper(
            actor=office.officer, dossier_id=dossier_id, papers=(), note=" ", key="", now=NOW
        )

    assert SupplementRequest.objects.get().answered_at is None


def test_a_repeated_answer_is_one_answer(office: Office) -> None:
    dossier_id = asked_dossier(office, after=False)

    bring(office, dossier_id, key="k")
    bring(office, dossier_id, key="k")
    with pytest.raises(NoSupplementOpenError):
        bring(office, dossier_id, key="other")

    assert Task.objects.filter(kind=TaskKind.TAKE_IN, state=TaskState.OPEN).count() == 1


def test_a_repeated_answer_of_the_applicant_is_one_answer(office: Office) -> None:
    dossier_id = asked_dossier(office, after=True)

    for _again in range(2):
        one_stop.supply(
            actor=office.citizen,
            dossier_id=dossier_id,
            papers=(scan(office.citizen),),
            note="",
            key="supply:1",
            now=NOW,
        )
    with pytest.raises(KeyReusedError):
        one_stop.supply(
            actor=office.citizen,
            dossier_id=dossier_id,
            papers=(),
            note="Khác",
            key="supply:1",
            now=NOW,
        )

    assert Act.objects.filter(name="supplemented").count() == 1


def test_a_repeated_request_gets_the_first_form(office: Office) -> None:
    filed = office.file()

    first = ask(office, filed.dossier_id, key="k")
    second = ask(office, filed.dossier_id, key="k")

    assert first == second
    with pytest.raises(SupplementOnceError):
        ask(office, filed.dossier_id, key="other")
    assert SupplementRequest.objects.count() == IssuedForm.objects.count() == 1


def test_the_applicant_has_the_time_that_the_terms_say(office: Office) -> None:
    dossier_id = asked_dossier(office, after=False)

    terms = one_stop.supplement_terms(on=NOW.date())

    assert (terms.limit.amount, terms.limit.unit.value, terms.is_recalled) == (30, "day", True)
    assert terms == one_stop.supplement_terms(on=datetime(2000, 1, 1, tzinfo=UTC).date())
    until = see(office, dossier_id).supplements[0].answer_by
    assert until == datetime(2026, 12, 21, 10, 0, tzinfo=UTC)  # 19/12 is a Saturday
    assert one_stop.public_progress(code=see(office, dossier_id).filing_no, now=NOW).answer_by == (
        until
    )


@pytest.mark.parametrize(
    ("stage", "state", "national", "clock"),
    [
        ("before", ProcessingState.REFUSED_RECEPTION, 3, DossierClock.NONE),
        ("after", ProcessingState.STOPPED, 8, DossierClock.STOPPED),
    ],
)
def test_who_does_not_answer_in_time_gets_the_dossier_back(
    office: Office, stage: str, state: ProcessingState, national: int, clock: DossierClock
) -> None:
    dossier_id = asked_dossier(office, after=stage == "after")
    ender = office.specialist if stage == "after" else office.officer

    version = end(office, dossier_id, actor=ender)

    view = see(office, dossier_id)
    assert (view.processing, view.national, view.clock) == (state, national, clock)
    assert view.finished_at == LATER
    case = Case.objects.get()
    assert (case.outcome, case.phase, case.closed_at) == ("unanswered", "unanswered", LATER)
    assert not Task.objects.filter(state=TaskState.OPEN).exists()
    text = pdf_text(attachments.read_whole(version_id=version))
    assert "Quá hạn mà chưa bổ sung" in text
    assert cases.verify(actor=office.officer, case_ids=(case.pk,)).is_whole
    with pytest.raises(NoSupplementOpenError):
        bring(office, dossier_id)
    with pytest.raises(NoSupplementOpenError):
        end(office, dossier_id, actor=ender)


def test_nobody_is_sent_away_before_the_time_is_over(office: Office) -> None:
    dossier_id = asked_dossier(office, after=False)
    until = SupplementRequest.objects.get().answer_by
    assert until is not None

    with pytest.raises(AnswerStillAwaitedError, match="17:00 21/12/2026"):
        end(office, dossier_id, now=until)

    assert see(office, dossier_id).finished_at is None
    assert Case.objects.get().phase == "supplement"
    assert end(office, dossier_id, now=until + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("stage", "who", "refusal"),
    [
        ("before", "specialist", MayNotError),
        ("after", "officer", MayNotError),
        ("after", "stranger", DossierNotFoundError),
    ],
)
def test_whoever_may_not_ask_may_not_end(
    office: Office, stage: str, who: str, refusal: type[Exception]
) -> None:
    dossier_id = asked_dossier(office, after=stage == "after")

    with pytest.raises(refusal):
        end(office, dossier_id, actor=getattr(office, who))

    assert Dossier.objects.get().finished_at is None
    assert Case.objects.get().closed_at is None


def _without_reason(office: Office, dossier_id: int) -> None:
    one_stop.end_unanswered(
        actor=office.officer, dossier_id=dossier_id, reason=" ", law="", key="", now=LATER
    )


@pytest.mark.parametrize(
    ("doer", "refusal"), [(_without_reason, ReasonNeededError), (end, NoSupplementOpenError)]
)
def test_an_end_needs_a_reason_and_a_request(
    office: Office, doer: Callable[[Office, int], object], refusal: type[Exception]
) -> None:
    filed = office.file()

    with pytest.raises(refusal):
        doer(office, filed.dossier_id)

    assert Case.objects.get().closed_at is None


def test_a_repeated_end_gives_the_first_form(office: Office) -> None:
    dossier_id = asked_dossier(office, after=False)

    forms = {
        one_stop.end_unanswered(
            actor=office.officer,
            dossier_id=dossier_id,
            reason="Quá hạn",
            law="",
            key="k",
            now=LATER,
        )
        for _again in range(2)
    }

    assert len(forms) == 1
    assert Act.objects.get(name="supplement_unanswered").body == "Quá hạn"
