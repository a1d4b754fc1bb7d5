"""Two requests at the same moment, each on a connection of its own: one thing happens."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connections

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import CounterFiling, Filing
from province.contexts.one_stop.contracts.states import Channel, Origin
from province.contexts.one_stop.errors import ExternalCodeTakenError, NoLongerEditableError
from province.contexts.one_stop.models import Dossier, FilingVersion, IssuedForm, SupplementRequest
from province.contexts.one_stop.permissions import FILE_FOR_OTHERS
from province.contexts.one_stop.tests.conftest import BEFORE, NOW, Office, actor_named
from province.contexts.one_stop.tests.test_sittings import received
from province.contexts.one_stop.tests.walking import accept, ask
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor, SessionKind
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.task import Task
from province.kernel.org.models import Holding
from province.kernel.parties.contracts import PersonInput
from province.kernel.parties.permissions import READ
from province.kernel.processes.contracts import TaskKind
from province.sites.console.loading import load_demonstration, load_facts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    """Load the province for real, so that other connections see it."""
    load_facts(now=BEFORE)
    load_demonstration(now=BEFORE)
    return Office(
        agency=Holding.objects.get(official__account__username="chuyenvien.longxuyen").post.agency,
        citizen=actor_named("congdan"),
        officer=actor_named("motcua.longxuyen"),
        specialist=actor_named("chuyenvien.longxuyen"),
        registrar=actor_named("hotich.longxuyen"),
        head=actor_named("truongphong.longxuyen"),
        leader=actor_named("chutich.longxuyen"),
        clerk=actor_named("vanthu.longxuyen"),
        stranger=actor_named("chuyenvien.rachgia"),
        other_citizen=actor_named("congdan2"),
    )


def at_once(*doers: Callable[[], object]) -> list[object]:
    """Run these at the same moment; refusals are answers."""
    start = Barrier(len(doers))

    def run(doer: Callable[[], object]) -> object:
        try:
            start.wait(timeout=60)
            return doer()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(doers)) as pool:
        return list(pool.map(run, doers))


def test_a_second_click_does_nothing_twice(office: Office) -> None:
    _a_supplement_is_asked_once_and_answered_once(office)
    _a_dossier_is_received_once(office)
    _the_counter_does_one_thing(office)
    _a_partners_code_is_one_filing(office)
    _an_edit_and_a_reception_lose_nothing(office)
    _a_mistake_and_work_on_it_exclude_each_other(office)


def _a_supplement_is_asked_once_and_answered_once(office: Office) -> None:
    dossier_id = office.file(key="draft:1").dossier_id

    forms = at_once(*[lambda: ask(office, dossier_id, key="click")] * 2)
    answers = at_once(*[lambda: _answer(office, dossier_id)] * 2)

    assert forms[0] == forms[1] == IssuedForm.objects.get().attachment_version_id
    assert answers == [None, None]
    assert SupplementRequest.objects.count() == 1
    assert Task.objects.filter(kind=TaskKind.TAKE_IN, state=TaskState.OPEN).count() == 1


def _answer(office: Office, dossier_id: int) -> None:
    one_stop.supply(
        actor=office.citizen,
        dossier_id=dossier_id,
        papers=(),
        note="Đây ạ",
        key="supply:1",
        now=NOW,
    )


def _a_dossier_is_received_once(office: Office) -> None:
    dossier_id = Dossier.objects.get().pk

    given = at_once(*[lambda: accept(office, dossier_id, key="accept")] * 2)

    assert given[0] == given[1]
    assert IssuedForm.objects.filter(form="receipt").count() == 1


def _the_counter_does_one_thing(office: Office) -> None:
    filing = CounterFiling(
        person=PersonInput(full_name="Trần Văn Mới", personal_number="000160000033"),
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        payload=office.payload(applicant_name="Trần Văn Mới", applicant_number="000160000033"),
    )

    given = at_once(
        *[
            lambda: one_stop.file_and_receive(
                actor=office.officer, filing=filing, key="counter", now=NOW
            )
        ]
        * 2
    )

    assert given[0] == given[1]
    assert Dossier.objects.count() == Case.objects.count() == 2


def _a_partners_code_is_one_filing(office: Office) -> None:
    partner = Actor(
        session=SessionKind.PARTNER, name="npm", abilities=frozenset({FILE_FOR_OTHERS, READ})
    )
    sent = Filing(
        origin=Origin.PARTNER,
        channel=Channel.ONLINE,
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        applicant_party_id=office.citizen.party_id or 0,
        payload=office.payload(),
        external_code="NPM-1",
    )
    other = replace(sent, payload=office.payload(address="Nơi khác"))

    def send(filing: Filing, key: str) -> Callable[[], object]:
        return lambda: one_stop.receive_filing(actor=partner, filing=filing, key=key, now=NOW)

    first, second = at_once(send(sent, "one"), send(sent, "two"))
    refused = at_once(send(other, "three"), send(other, "four"))

    assert first == second
    assert [type(answer) for answer in refused] == [ExternalCodeTakenError] * 2
    assert Dossier.objects.filter(external_code="NPM-1").count() == 1
    assert Dossier.objects.count() == Case.objects.count() == 3


def _an_edit_and_a_reception_lose_nothing(office: Office) -> None:
    dossier_id = office.file(key="draft:edit").dossier_id
    changed = replace(_own(office), payload=office.payload(address="Khóm Bình Thới 9"))

    answers = at_once(
        lambda: accept(office, dossier_id, key="accept:edit"),
        lambda: one_stop.revise_filing(
            actor=office.citizen, dossier_id=dossier_id, filing=changed, key="edit", now=NOW
        ),
    )

    dossier = Dossier.objects.get(pk=dossier_id)
    refused = isinstance(answers[1], NoLongerEditableError)
    assert dossier.code is not None
    assert dossier.payload["address"] == ("Khóm Bình Thới 3" if refused else "Khóm Bình Thới 9")
    assert FilingVersion.objects.count() == (0 if refused else 1)


def _own(office: Office) -> Filing:
    return Filing(
        origin=Origin.PORTAL,
        channel=Channel.ONLINE,
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        applicant_party_id=office.citizen.party_id or 0,
        payload=office.payload(),
    )


def _a_mistake_and_work_on_it_exclude_each_other(office: Office) -> None:
    accepted, case_id = received(office, "Khóm Bình Thới 21")
    dossier_id = accepted.dossier_id

    answers = at_once(
        lambda: one_stop.take_reception_back(
            actor=office.officer, dossier_id=dossier_id, reason="Nhầm thủ tục", now=NOW
        ),
        lambda: one_stop.take_up(actor=office.specialist, dossier_id=dossier_id, now=NOW),
    )

    refused = [isinstance(answer, DomainError) for answer in answers]
    ended = Case.objects.get(pk=case_id).outcome
    state = Dossier.objects.get(pk=dossier_id).processing
    assert (refused, ended, state) in [
        ([False, True], "mistaken", "mistaken"),
        ([True, False], "", "processing"),
    ]
