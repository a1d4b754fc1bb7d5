import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.states import (
    Delivery,
    DossierClock,
    NationalStatus,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState
from province.kernel.signing import public as signing

pytestmark = pytest.mark.django_db
GRANT = Proposal(
    result=ResultKind.GRANT,
    facts={
        "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
        "coefficient": "1,5",
        "monthly_amount": 750_000,
        "from_month": "2026-11-01",
        "deviation": "",
    },
)


def walk_to_sealed(office: Office, *, delivery: Delivery = Delivery.ELECTRONIC) -> int:
    filed = office.file(delivery=delivery)
    dossier = filed.dossier_id
    one_stop.accept(actor=office.officer, dossier_id=dossier, revision=None, key="", now=NOW)
    one_stop.take_up(actor=office.specialist, dossier_id=dossier, now=NOW)
    one_stop.appraise(
        actor=office.specialist,
        dossier_id=dossier,
        proposal=GRANT,
        note="Đủ điều kiện",
        revision=None,
        key="",
        now=NOW,
    )
    one_stop.review(actor=office.head, dossier_id=dossier, note="", revision=None, key="", now=NOW)
    task = cases.duties(
        actor=office.leader, filters=cases.DutyFilter(), after="", limit=9, now=NOW
    ).items
    leader = office.leader if task else None
    assert leader is not None, "the leader's task went to another leader"
    one_stop.sign(actor=leader, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)
    one_stop.seal(actor=office.clerk, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)
    return dossier


def test_a_dossier_goes_from_filing_to_the_signed_result(office: Office) -> None:
    dossier_id = walk_to_sealed(office)

    view = one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier_id, purpose=None, now=NOW
    )
    assert (view.processing, view.clock, view.national) == (
        ProcessingState.RETURNED,
        DossierClock.STOPPED,
        NationalStatus.RETURNED,
    )
    assert view.result is not None
    assert view.result.number == "01/QĐ-UBND"
    pdf = attachments.read_whole(version_id=view.result.version_id)
    findings = signing.verify_paper(pdf=pdf, now=NOW)
    assert [line.is_good for line in findings.signatures] == [True, True]
    case = cases.get_case(actor=office.officer, case_id=view.case_id, purpose=None, now=NOW)
    assert (case.outcome, case.closed_at) == ("granted", NOW)
    assert {task.state for task in case.tasks} == {TaskState.DONE}
    assert cases.verify(actor=office.officer, case_ids=(view.case_id,)).is_whole


def test_another_agencys_dossier_is_unknown(office: Office) -> None:
    filed = office.file()

    for stranger in (office.stranger, office.other_citizen):
        with pytest.raises(DossierNotFoundError):
            one_stop.get_dossier_by_id(
                actor=stranger, dossier_id=filed.dossier_id, purpose="thử", now=NOW
            )
