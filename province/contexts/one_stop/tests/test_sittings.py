"""Several dossiers of one person, received in one sitting, on one sheet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Accepted, CounterFiling
from province.contexts.one_stop.contracts.states import Delivery
from province.contexts.one_stop.errors import DossierNotFoundError, MayNotError, NotNowError
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.permissions import RECEIVE
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.kernel.parties.contracts import PersonInput
from province.kernel.printing.tests.test_public import text_of

pytestmark = pytest.mark.django_db


def received(office: Office, address: str) -> tuple[Accepted, int]:
    """File and receive at the counter; return what was given out, and the case."""
    payload = office.payload(address=address, result_way="counter")
    accepted = one_stop.file_and_receive(
        actor=office.officer,
        filing=CounterFiling(
            person=PersonInput(
                full_name=payload["applicant_name"], personal_number=payload["applicant_number"]
            ),
            procedure_code="1.001776",
            agency_id=office.agency.pk,
            payload=payload,
            delivery=Delivery.COUNTER,
        ),
        key="",
        now=NOW,
    )
    return accepted, Dossier.objects.get(pk=accepted.dossier_id).case_id


def test_the_sheet_lists_every_dossier_of_the_sitting(office: Office) -> None:
    first, case_id = received(office, "Khóm 1")
    second, _case = received(office, "Khóm 2")
    forms = IssuedForm.objects.count()

    paper = one_stop.print_receipts(actor=office.officer, case_id=case_id, now=NOW)

    text = text_of(paper.pdf)
    assert "(ghi chung 2 hồ sơ)" in text
    numbers = list(IssuedForm.objects.order_by("pk").values_list("number", flat=True))
    for said in (first.code, second.code, *numbers, "Nguyễn Thị Lấp Lánh Ánh"):
        assert said in text
    assert IssuedForm.objects.count() == forms


def test_another_day_or_another_officer_is_another_sitting(office: Office) -> None:
    first, case_id = received(office, "Khóm 1")
    second, _case = received(office, "Khóm 2")
    third, _case = received(office, "Khóm 3")
    Dossier.objects.filter(pk=second.dossier_id).update(received_at=NOW + timedelta(days=1))
    Dossier.objects.filter(pk=third.dossier_id).update(received_by=office.head.official_id)

    text = text_of(one_stop.print_receipts(actor=office.officer, case_id=case_id, now=NOW).pdf)

    assert [code in text for code in (first.code, second.code, third.code)] == [True, False, False]


def test_who_receives_nothing_prints_no_sheet(office: Office) -> None:
    _first, case_id = received(office, "Khóm 1")
    without = frozenset(office.officer.abilities_by_unit[office.agency.pk] - {RECEIVE})
    actor = replace(office.officer, abilities_by_unit={office.agency.pk: without})

    with pytest.raises(MayNotError):
        one_stop.print_receipts(actor=actor, case_id=case_id, now=NOW)
    with pytest.raises(DossierNotFoundError):
        one_stop.print_receipts(actor=office.stranger, case_id=case_id, now=NOW)


def test_a_dossier_that_was_not_received_has_no_sheet(office: Office) -> None:
    filed = office.file()
    case_id = Dossier.objects.get(pk=filed.dossier_id).case_id

    with pytest.raises(NotNowError):
        one_stop.print_receipts(actor=office.officer, case_id=case_id, now=NOW)
