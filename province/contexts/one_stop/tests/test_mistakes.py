"""A reception under the wrong procedure is taken back the same day, while nobody has acted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import DossierClock, ProcessingState
from province.contexts.one_stop.errors import MayNotError, NoMistakeError, ReasonNeededError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.mistakes import carried_answers
from province.contexts.one_stop.rules.dossier import is_untouched
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_sittings import received
from province.foundation.errors import DomainError
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases

pytestmark = pytest.mark.django_db


def take_back(office: Office, dossier_id: int, actor: Actor | None = None) -> None:
    one_stop.take_reception_back(
        actor=actor or office.officer, dossier_id=dossier_id, reason="Chọn nhầm thủ tục", now=NOW
    )


def state(dossier_id: int) -> tuple[str, str, int]:
    """Return where a dossier stands, and how much has been told of it."""
    row = Dossier.objects.get(pk=dossier_id)
    return row.processing, row.clock, OutboxEvent.objects.count()


@pytest.mark.parametrize("who", ["officer", "head"])
def test_it_ends_as_a_mistake_and_its_code_stays_used(office: Office, who: str) -> None:
    accepted, case_id = received(office, "Khóm 1")
    actor: Actor = getattr(office, who)

    take_back(office, accepted.dossier_id, actor)

    row = Dossier.objects.get(pk=accepted.dossier_id)
    assert (row.processing, row.clock) == (ProcessingState.MISTAKEN, DossierClock.STOPPED)
    assert (row.code, row.finished_at) == (accepted.code, NOW)
    case = cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW)
    assert (case.outcome, case.phase) == ("mistaken", "mistaken")
    told = [(act.name, act.body) for act in cases.timeline(actor=office.officer, case_id=case_id)]
    assert ("entered_by_mistake", "Chọn nhầm thủ tục") in told
    finished = OutboxEvent.objects.filter(name="one_stop.dossier_finished").get()
    assert finished.payload["processing"] == "mistaken"
    again, _case = received(office, "Khóm 1")
    assert again.code != accepted.code


def test_no_figure_counts_it(office: Office) -> None:
    accepted, _case = received(office, "Khóm 1")
    other, _case = received(office, "Khóm 2")

    take_back(office, accepted.dossier_id)

    counted = Dossier.objects.counted().values_list("pk", flat=True)
    assert list(counted) == [other.dossier_id]


@pytest.mark.parametrize(
    ("actor", "refusal"), [("specialist", MayNotError), ("clerk", MayNotError)]
)
def test_others_may_not_and_nothing_happens(
    office: Office, actor: str, refusal: type[DomainError]
) -> None:
    accepted, _case = received(office, "Khóm 1")
    before = state(accepted.dossier_id)

    with pytest.raises(refusal):
        take_back(office, accepted.dossier_id, getattr(office, actor))

    assert state(accepted.dossier_id) == before


def test_another_officer_of_the_counter_may_not(office: Office) -> None:
    accepted, _case = received(office, "Khóm 1")
    before = state(accepted.dossier_id)

    with pytest.raises(MayNotError):
        take_back(office, accepted.dossier_id, replace(office.officer, official_id=999_999))

    assert state(accepted.dossier_id) == before


def test_the_next_day_it_is_too_late(office: Office) -> None:
    accepted, _case = received(office, "Khóm 1")
    before = state(accepted.dossier_id)

    with pytest.raises(NoMistakeError):
        one_stop.take_reception_back(
            actor=office.officer,
            dossier_id=accepted.dossier_id,
            reason="Chọn nhầm",
            now=NOW + timedelta(days=1),
        )

    assert state(accepted.dossier_id) == before


def test_once_somebody_has_taken_it_up_it_is_too_late(office: Office) -> None:
    accepted, _case = received(office, "Khóm 1")
    one_stop.take_up(actor=office.specialist, dossier_id=accepted.dossier_id, now=NOW)
    before = state(accepted.dossier_id)

    with pytest.raises(NoMistakeError):
        take_back(office, accepted.dossier_id)

    assert state(accepted.dossier_id) == before


def test_what_was_filed_online_is_no_mistake_of_the_counter(office: Office) -> None:
    filed = office.file()
    one_stop.accept(
        actor=office.officer, dossier_id=filed.dossier_id, revision=None, key="", now=NOW
    )
    before = state(filed.dossier_id)

    with pytest.raises(NoMistakeError):
        take_back(office, filed.dossier_id)

    assert state(filed.dossier_id) == before


def test_a_reason_is_needed_and_twice_is_once(office: Office) -> None:
    accepted, _case = received(office, "Khóm 1")
    before = state(accepted.dossier_id)
    with pytest.raises(ReasonNeededError):
        one_stop.take_reception_back(
            actor=office.officer, dossier_id=accepted.dossier_id, reason=" ", now=NOW
        )
    assert state(accepted.dossier_id) == before
    take_back(office, accepted.dossier_id)
    after = state(accepted.dossier_id)

    with pytest.raises(NoMistakeError):
        take_back(office, accepted.dossier_id)

    assert state(accepted.dossier_id) == after


def test_what_both_forms_ask_is_carried_over(office: Office) -> None:
    carried = carried_answers(
        procedure_code="1.001776", other="2.000815", payload=office.payload(), on=NOW.date()
    )

    assert carried["applicant_name"] == "Nguyễn Thị Lấp Lánh Ánh"
    assert carried["applicant_number"] == "000190000017"
    assert "category" not in carried
    assert "pledge" not in carried


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (["opened", "received", "clock_started", "plan_begun", "form_issued"], True),
        (["opened", "received", "taken_up"], False),
        (["opened"], False),
        ([], False),
    ],
)
def test_untouched_is_what_ends_with_its_reception(acts: list[str], expected: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert is_untouched(acts) is expected
