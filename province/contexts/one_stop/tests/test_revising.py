"""A filing is changed before its reception: what stays, what is kept, what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Filed
from province.contexts.one_stop.contracts.states import Delivery
from province.contexts.one_stop.errors import (
    DossierNotFoundError,
    IncompleteFilingError,
    MayNotError,
    NoLongerEditableError,
)
from province.contexts.one_stop.models import Dossier, FilingVersion
from province.contexts.one_stop.rules.revising import changed_answers, changed_papers
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_answers import scan
from province.contexts.one_stop.tests.test_filing import filing, for_brother
from province.contexts.one_stop.tests.walking import accept, ask, see
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import StaleError
from province.kernel.cases.models.journal import Act

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=30)


def revise(
    office: Office, dossier_id: int, *, actor: Actor | None = None, key: str = "", **change: Any
) -> Filed:
    return one_stop.revise_filing(
        actor=actor or office.citizen,
        dossier_id=dossier_id,
        filing=filing(office, **change),
        key=key,
        now=LATER,
    )


def nothing_changed(office: Office, dossier_id: int) -> bool:
    same = see(office, dossier_id).payload == office.payload()
    return same and not FilingVersion.objects.exists() and not revisions()


def revisions() -> int:
    return Act.objects.filter(name="filing_revised").count()


def test_number_and_clock_stay_and_what_was_said_is_kept(office: Office) -> None:
    filed = office.file()
    dossier_id = filed.dossier_id
    (task,) = cases.get_case(
        actor=office.citizen, case_id=see(office, dossier_id).case_id, purpose=None, now=NOW
    ).tasks
    changed = office.payload(address="Khóm Bình Thới 4")

    again = revise(office, dossier_id, payload=changed, delivery=Delivery.POST)

    view = see(office, dossier_id)
    (version,) = one_stop.filing_versions(actor=office.officer, dossier_id=dossier_id)
    case = cases.get_case(actor=office.officer, case_id=view.case_id, purpose=None, now=NOW)
    assert again == filed
    assert (view.payload, view.delivery, view.revised_at) == (changed, Delivery.POST, LATER)
    assert (version.number, version.payload, version.changed, version.replaced_at) == (
        1,
        office.payload(),
        ("address",),
        LATER,
    )
    assert [(one.id, one.state, one.due_at) for one in case.tasks] == [
        (task.id, TaskState.OPEN, task.due_at)
    ]
    assert case.facts["delivery"] == "post"
    assert Act.objects.get(name="filing_revised").params == {"fields": ["address"]}


def test_papers_are_replaced_and_stay_readable(office: Office) -> None:
    first, second = scan(office.citizen), scan(office.citizen)
    dossier_id = one_stop.receive_filing(
        actor=office.citizen, filing=filing(office, papers=(first,)), key="", now=NOW
    ).dossier_id
    other = replace(second, component="Giấy khác")

    revise(office, dossier_id, papers=(other,))

    case = cases.get_case(
        actor=office.officer, case_id=see(office, dossier_id).case_id, purpose=None, now=NOW
    )
    (version,) = one_stop.filing_versions(actor=office.citizen, dossier_id=dossier_id)
    assert [one.version_id for one in case.papers] == [second.version_id]
    assert [one.version_id for one in case.replaced_papers] == [first.version_id]
    assert version.papers == (("Giấy xác nhận hộ nghèo", first.version_id),)
    assert version.changed == ("Giấy khác", "Giấy xác nhận hộ nghèo")


def test_whom_it_is_for_changes_with_the_answers(office: Office) -> None:
    for_her = for_brother(office) | {
        "person_name": "Néang Sóc Thia",
        "person_number": "000158000025",
        "birth_date": "1958-09-02",
    }
    dossier_id = one_stop.receive_filing(
        actor=office.citizen, filing=filing(office, payload=for_her), key="", now=NOW
    ).dossier_id
    assert Dossier.objects.get().beneficiary_id == office.other_citizen.party_id

    revise(office, dossier_id)

    case = cases.get_case(
        actor=office.citizen, case_id=Dossier.objects.get().case_id, purpose=None, now=NOW
    )
    assert Dossier.objects.get().beneficiary_id is None
    assert case.parties == {"applicant": (office.citizen.party_id,)}


def test_the_same_content_is_no_change(office: Office) -> None:
    dossier_id = office.file().dossier_id

    revise(office, dossier_id)

    assert nothing_changed(office, dossier_id)


def test_a_second_click_changes_once(office: Office) -> None:
    dossier_id = office.file().dossier_id
    payload = office.payload(address="Khóm Bình Thới 4")

    assert revise(office, dossier_id, payload=payload, key="k") == revise(
        office, dossier_id, payload=payload, key="k"
    )
    assert (revisions(), FilingVersion.objects.count()) == (1, 1)


def test_what_was_received_stays(office: Office) -> None:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)

    with pytest.raises(NoLongerEditableError, match="vừa được tiếp nhận"):
        revise(office, dossier_id, payload=office.payload(address="Khác"))

    assert nothing_changed(office, dossier_id)


def test_what_was_asked_for_goes_its_own_way(office: Office) -> None:
    dossier_id = office.file().dossier_id
    ask(office, dossier_id)

    with pytest.raises(NoLongerEditableError, match="mục bổ sung"):
        revise(office, dossier_id, payload=office.payload(address="Khác"))

    assert nothing_changed(office, dossier_id)


def test_what_was_withdrawn_stays(office: Office) -> None:
    dossier_id = office.file().dossier_id
    one_stop.withdraw_dossier(actor=office.citizen, dossier_id=dossier_id, reason="", now=NOW)

    with pytest.raises(NoLongerEditableError, match="đã kết thúc"):
        revise(office, dossier_id, payload=office.payload(address="Khác"))

    assert nothing_changed(office, dossier_id)


def test_nobody_else_changes_it(office: Office) -> None:
    dossier_id = office.file().dossier_id

    with pytest.raises(DossierNotFoundError):
        revise(office, dossier_id, actor=office.other_citizen)
    with pytest.raises(MayNotError):
        revise(office, dossier_id, actor=office.officer)

    assert nothing_changed(office, dossier_id)


def test_gaps_and_other_places_are_refused(office: Office) -> None:
    dossier_id = office.file().dossier_id
    (elsewhere,) = office.stranger.units

    for bad in ({"address": ""}, {"commune": str(elsewhere)}):
        with pytest.raises(IncompleteFilingError) as refusal:
            revise(office, dossier_id, payload=office.payload(**bad))
        assert [fault.field for fault in refusal.value.faults] == list(bad)

    assert nothing_changed(office, dossier_id)


def test_who_receives_sees_the_change_first(office: Office) -> None:
    dossier_id = office.file().dossier_id
    case_id = see(office, dossier_id).case_id
    seen = cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW).revision
    revise(office, dossier_id, payload=office.payload(address="Khóm 4"))

    with pytest.raises(StaleError):
        one_stop.accept(
            actor=office.officer, dossier_id=dossier_id, revision=seen, key="", now=LATER
        )

    assert see(office, dossier_id).code == ""


def test_changes_are_named_in_their_order() -> None:
    assert changed_answers({"a": 1, "b": "", "c": 3}, {"c": 4, "a": 1, "d": 5}) == ("c", "d")
    assert changed_papers([("x", "1"), ("y", "2")], [("y", "3"), ("x", "1")]) == ("y",)
