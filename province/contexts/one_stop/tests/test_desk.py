from datetime import UTC, datetime, timedelta

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.contracts.states import (
    Delivery,
    DeliveryState,
    DossierClock,
    NationalStatus,
    ProcessingState,
)
from province.contexts.one_stop.errors import (
    AlreadyDecidedError,
    MayNotError,
    NoSupplementOpenError,
    NothingAskedError,
    NotNowError,
    SameHandsError,
    SupplementOnceError,
)
from province.contexts.one_stop.models import Dossier, SupplementRequest
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.test_path import walk_to_sealed
from province.contexts.one_stop.tests.walking import REFUSE, accept, appraise, ask, see
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.task import Task
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing.errors import WrongPinError

pytestmark = pytest.mark.django_db


def test_a_supplement_before_reception_goes_to_the_citizen_and_comes_back(office: Office) -> None:
    filed = office.file()
    ask(office, filed.dossier_id)
    asked = see(office, filed.dossier_id)
    assert (asked.national, asked.clock) == (
        NationalStatus.SUPPLEMENT,
        DossierClock.PAUSED_SUPPLEMENT,
    )

    one_stop.supply(
        actor=office.citizen,
        dossier_id=filed.dossier_id,
        papers=(),
        note="Đã chụp lại",
        key="",
        now=NOW + timedelta(hours=2),
    )

    back = see(office, filed.dossier_id)
    assert (back.national, back.clock) == (NationalStatus.NEW, DossierClock.NONE)
    assert accept(office, filed.dossier_id, now=NOW + timedelta(hours=3)).code


def test_the_law_allows_one_request_per_stage(office: Office) -> None:
    filed = office.file()
    ask(office, filed.dossier_id)
    one_stop.supply(
        actor=office.citizen, dossier_id=filed.dossier_id, papers=(), note="x", key="", now=NOW
    )

    with pytest.raises(SupplementOnceError, match="19/11/2026"):
        ask(office, filed.dossier_id)

    assert SupplementRequest.objects.count() == 1


def test_a_request_that_names_nothing_is_refused(office: Office) -> None:
    filed = office.file()

    with pytest.raises(NothingAskedError):
        one_stop.ask_supplement(
            actor=office.officer,
            dossier_id=filed.dossier_id,
            items=(),
            reason="x",
            law="",
            key="",
            revision=None,
            now=NOW,
        )

    assert SupplementRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("policy", "due"),
    [
        # asked Friday 20/11 09:00, answered Monday 23/11 09:00: one working day stood still
        ("resume", datetime(2026, 12, 7, 2, 0, tzinfo=UTC)),
        # ten working days again from Monday 23/11 09:00; 24/11 is off
        ("restart", datetime(2026, 12, 8, 2, 0, tzinfo=UTC)),
    ],
)
def test_after_reception_the_clock_stands_still_and_goes_on_by_policy(
    office: Office, policy: str, due: datetime
) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    Dossier.objects.update(supplement_policy=policy)
    asked_at = NOW + timedelta(days=1)
    ask(office, filed.dossier_id, after=True, now=asked_at)
    paused = see(office, filed.dossier_id)
    assert (paused.national, paused.clock) == (
        NationalStatus.SUPPLEMENT,
        DossierClock.PAUSED_SUPPLEMENT,
    )

    one_stop.supply(
        actor=office.citizen,
        dossier_id=filed.dossier_id,
        papers=(),
        note="Đây ạ",
        key="",
        now=NOW + timedelta(days=4),
    )

    row = Dossier.objects.get()
    assert (row.clock, row.due_at, row.due_first) == (
        DossierClock.RUNNING,
        due,
        datetime(2026, 12, 4, 2, 0, tzinfo=UTC),
    )


def test_supplying_when_nothing_was_asked_is_refused(office: Office) -> None:
    filed = office.file()

    with pytest.raises(NoSupplementOpenError):
        one_stop.supply(
            actor=office.citizen,
            dossier_id=filed.dossier_id,
            papers=(FiledPaper(field="x", component="x", version_id=1),),
            note="",
            key="",
            now=NOW,
        )


def test_a_refusal_after_appraisal_is_signed_by_the_leader_and_done(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id, REFUSE)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )

    one_stop.sign(
        actor=office.leader, dossier_id=filed.dossier_id, pin=PIN, revision=None, key="", now=NOW
    )

    view = see(office, filed.dossier_id)
    assert (view.processing, view.national) == (ProcessingState.REFUSED, NationalStatus.DONE)
    assert view.result is not None
    assert view.result.number == "01/PTC-UBND"
    assert Case.objects.get().outcome == "refused"


@pytest.mark.parametrize("delivery", list(Delivery))
def test_a_signed_refusal_reaches_the_applicant_as_they_wanted_it(
    office: Office, delivery: Delivery
) -> None:
    filed = office.file(delivery=delivery)
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id, REFUSE)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )
    one_stop.sign(
        actor=office.leader, dossier_id=filed.dossier_id, pin=PIN, revision=None, key="", now=NOW
    )
    if delivery is not Delivery.ELECTRONIC:
        waiting = see(office, filed.dossier_id)
        assert (waiting.processing, waiting.delivery_state) == (
            ProcessingState.RESULT_READY,
            DeliveryState.WAITING,
        )
        one_stop.deliver(
            actor=office.officer,
            dossier_id=filed.dossier_id,
            receiver="Nguyễn Thị Lấp Lánh Ánh",
            revision=None,
            key="",
            now=NOW,
        )

    view = see(office, filed.dossier_id)
    assert (view.processing, view.delivery_state, view.returned_at) == (
        ProcessingState.REFUSED,
        DeliveryState.DELIVERED,
        NOW,
    )
    case = Case.objects.get()
    assert (case.outcome, case.phase, case.closed_at) == ("refused", "returned", NOW)


def test_a_refused_reception_ends_whatever_way_the_result_was_wanted(office: Office) -> None:
    filed = office.file(delivery=Delivery.POST)

    one_stop.refuse_reception(
        actor=office.officer,
        dossier_id=filed.dossier_id,
        reason="Không thuộc thẩm quyền",
        law="Điều 5",
        revision=None,
        key="",
        now=NOW,
    )

    case = Case.objects.get()
    assert (case.outcome, case.phase) == ("refused_reception", "refused_reception")
    assert not Task.objects.filter(case=case, state=TaskState.OPEN).exists()


@pytest.mark.parametrize(
    ("who", "own", "refusal"),
    [
        ("head", "no", NotNowError),
        ("specialist", "yes", MayNotError),
        ("clerk", "yes", MayNotError),
    ],
)
def test_only_a_task_of_this_dossier_is_sent_back_and_by_whom_it_concerns(
    office: Office, who: str, own: str, refusal: type[Exception]
) -> None:
    tasks = []
    dossiers = [office.file().dossier_id for _two in range(2)]
    for dossier_id in dossiers:
        accept(office, dossier_id)
        appraise(office, dossier_id)
        tasks.append(
            Task.objects.get(case__pk=see(office, dossier_id).case_id, kind=TaskKind.APPROVE).pk
        )

    with pytest.raises(refusal):
        one_stop.send_back(
            actor=getattr(office, who),
            dossier_id=dossiers[0],
            task_id=tasks[0 if own == "yes" else 1],
            to_step="appraisal",
            reason="Thiếu căn cứ",
            revision=None,
            now=NOW,
        )

    assert set(Task.objects.filter(pk__in=tasks).values_list("state", flat=True)) == {"open"}


def test_a_wrong_pin_signs_nothing(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )

    with pytest.raises(WrongPinError):
        one_stop.sign(
            actor=office.leader,
            dossier_id=filed.dossier_id,
            pin="999999",
            revision=None,
            key="",
            now=NOW,
        )

    result = one_stop.get_dossier_by_id(
        actor=office.leader, dossier_id=filed.dossier_id, purpose=None, now=NOW
    ).result
    assert result is not None
    assert result.signed_at is None
    assert see(office, filed.dossier_id).processing is ProcessingState.PROCESSING


def test_whoever_took_it_in_does_not_decide_it(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )
    Dossier.objects.update(received_by=office.leader.official_id)

    with pytest.raises(SameHandsError):
        one_stop.sign(
            actor=office.leader,
            dossier_id=filed.dossier_id,
            pin=PIN,
            revision=None,
            key="",
            now=NOW,
        )


def test_a_paper_result_waits_at_the_desk_until_it_is_handed_over(office: Office) -> None:
    dossier_id = walk_to_sealed(office, delivery=Delivery.COUNTER)
    assert see(office, dossier_id).national is NationalStatus.DONE

    one_stop.deliver(
        actor=office.officer,
        dossier_id=dossier_id,
        receiver="Nguyễn Thị Lấp Lánh Ánh",
        revision=None,
        key="",
        now=NOW,
    )

    assert see(office, dossier_id).national is NationalStatus.RETURNED


def test_a_citizen_withdraws_before_the_decision_and_not_after(office: Office) -> None:
    early = office.file()
    one_stop.withdraw_dossier(
        actor=office.citizen, dossier_id=early.dossier_id, reason="Nhầm", now=NOW
    )
    assert see(office, early.dossier_id).national is NationalStatus.WITHDRAWN

    late = walk_to_sealed(office)
    with pytest.raises(AlreadyDecidedError):
        one_stop.withdraw_dossier(actor=office.citizen, dossier_id=late, reason="", now=NOW)
