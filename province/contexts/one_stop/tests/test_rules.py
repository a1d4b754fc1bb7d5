from itertools import product

import pytest

from province.contexts.one_stop.contracts.states import (
    DossierClock,
    NationalStatus,
    ProcessingState,
)
from province.contexts.one_stop.rules.dossier import may, phase_after
from province.contexts.one_stop.rules.national import national_status
from province.contexts.one_stop.rules.numbers import number_asked
from province.contexts.one_stop.rules.progress import step_of
from province.kernel.cases.contracts.kinds import No, Yes

P, C = ProcessingState, DossierClock

TABLE = {  # the published table of transitions, tthc 10.2
    (P.SUBMITTED, C.NONE): 1,
    (P.SUBMITTED, C.PAUSED_SUPPLEMENT): 5,
    (P.RECEIVED, C.RUNNING): 2,
    (P.PROCESSING, C.RUNNING): 4,
    (P.SIGNING, C.RUNNING): 4,
    (P.RECEIVED, C.PAUSED_SUPPLEMENT): 5,
    (P.PROCESSING, C.PAUSED_SUPPLEMENT): 5,
    (P.PROCESSING, C.PAUSED_FINANCE): 6,
    (P.PROCESSING, C.PAUSED_OTHER): 4,
    (P.WITHDRAWN, C.STOPPED): 7,
    (P.STOPPED, C.STOPPED): 8,
    (P.REFUSED_RECEPTION, C.NONE): 3,
    (P.RESULT_READY, C.STOPPED): 9,
    (P.REFUSED, C.STOPPED): 9,
    (P.RETURNED, C.STOPPED): 10,
}


@pytest.mark.parametrize(("state", "code"), TABLE.items())
def test_the_national_status_follows_the_table(
    state: tuple[ProcessingState, DossierClock], code: int
) -> None:
    assert national_status(*state) == code


def test_every_pair_of_states_has_a_status_and_a_public_step() -> None:
    statuses = {national_status(p, c) for p, c in product(P, C)}

    assert statuses == set(NationalStatus)
    assert {step_of(status, is_received=True) for status in statuses} == {1, 2, 3, 4}
    assert {step_of(status, is_received=False) for status in statuses} == {1, 2, 4}


def test_the_open_readings_are_arguments() -> None:
    assert (
        national_status(
            P.SUBMITTED, C.PAUSED_SUPPLEMENT, supplement_before_reception=NationalStatus.NEW
        )
        == 1
    )
    assert (
        national_status(P.REFUSED, C.STOPPED, refused_after_processing=NationalStatus.NOT_RECEIVED)
        == 3
    )


@pytest.mark.parametrize(
    ("act", "phase", "facts", "expected"),
    [
        ("received", "filed", {}, Yes()),
        ("received", "processing", {}, No("wrong_phase")),
        ("supplement_asked", "processing", {"supplements_after": 1}, No("supplement_once")),
        ("supplement_asked_before", "filed", {"supplements_before": 1}, No("supplement_once")),
        ("sealed", "processing", {}, No("wrong_phase")),
        ("sealed", "signed", {}, Yes()),
        ("withdrawn", "ready", {}, No("wrong_phase")),
    ],
)
def test_what_may_be_done_where(
    act: str, phase: str, facts: dict[str, int], expected: Yes | No
) -> None:
    assert may(act, facts, phase) == expected


def test_a_supplement_returns_the_dossier_to_where_it_was() -> None:
    assert phase_after("supplemented", {"accepted": False}, "supplement") == "filed"
    assert phase_after("supplemented", {"accepted": True}, "supplement") == "processing"


def test_a_signed_refusal_is_ready_and_a_signed_grant_waits_for_its_seal() -> None:
    assert phase_after("signed", {"result": "refusal"}, "processing") == "ready"
    assert phase_after("signed", {"result": "grant"}, "processing") == "signed"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01/QĐ-UBND", "01/QĐ-UBND"),
        (" 1 / qđ-ubnd", "01/QĐ-UBND"),
        ("0012/PTC-TTPVHCC", "12/PTC-TTPVHCC"),
        ("120/QĐ-UBND", "120/QĐ-UBND"),
        ("QĐ-UBND", ""),
        ("1/2/2026", ""),
        ("01/", ""),
        ("H01.001-261121-0001", ""),
    ],
)
def test_the_number_of_a_paper_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert number_asked(typed) == meant
