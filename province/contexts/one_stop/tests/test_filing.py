"""What a filing is held against, whom it is for, and what a repeated one does."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Accepted, CounterFiling, Filing
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.contexts.one_stop.errors import (
    ExternalCodeTakenError,
    IncompleteFilingError,
    MayNotError,
    MayNotFileError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.permissions import FILE_FOR_OTHERS
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_answers import scan
from province.contexts.one_stop.tests.walking import accept, appraise, see
from province.foundation.access.models import AccessEntry
from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.identity.actors import Actor, SessionKind
from province.kernel.cases.models.case import Case, CaseParty
from province.kernel.cases.models.journal import Act
from province.kernel.parties.contracts import PersonInput
from province.kernel.parties.errors import PersonFaultyError
from province.kernel.parties.models import Party
from province.kernel.parties.permissions import READ, REGISTER

pytestmark = pytest.mark.django_db
BROTHER = "000320000050"


def filing(office: Office, **change: Any) -> Filing:
    given = Filing(
        origin=Origin.PORTAL,
        channel=Channel.ONLINE,
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        applicant_party_id=office.citizen.party_id or 0,
        payload=office.payload(),
    )
    return replace(given, **change)


def file(office: Office, given: Filing, *, actor: Actor | None = None, key: str = "k") -> int:
    return one_stop.receive_filing(
        actor=actor or office.citizen, filing=given, key=key, now=NOW
    ).dossier_id


def partner() -> Actor:
    return Actor(
        session=SessionKind.PARTNER,
        name="npm",
        abilities=frozenset({FILE_FOR_OTHERS, READ, REGISTER}),
    )


def for_brother(office: Office, **more: Any) -> dict[str, Any]:
    return office.payload(
        filed_for="other",
        relation="sibling",
        person_name="Nguyễn Minh Khôi",
        person_number=BROTHER,
        birth_date="1950-02-01",
        **more,
    )


def nothing_is_filed() -> bool:
    return not (Dossier.objects.exists() or Case.objects.exists())


# the agency


def test_the_place_must_be_the_agencys_and_the_sentence_stands_there(office: Office) -> None:
    (elsewhere,) = office.stranger.units

    with pytest.raises(IncompleteFilingError) as refusal:
        file(office, filing(office, payload=office.payload(commune=str(elsewhere))))

    (fault,) = refusal.value.faults
    assert (fault.field, fault.code) == ("commune", "one_stop.other_commune")
    assert office.agency.short_name in str(fault.sentence)
    assert nothing_is_filed()


# repeats


@pytest.mark.parametrize(
    "change",
    [
        {"delivery": Delivery.POST},
        {"channel": Channel.DIRECT},
        {"external_code": "X1"},
        {"filed_at": NOW},
    ],
)
def test_a_key_is_for_one_whole_filing(office: Office, change: dict[str, Any]) -> None:
    file(office, filing(office))

    with pytest.raises(KeyReusedError):
        file(office, filing(office, **change))

    assert Dossier.objects.count() == 1


def test_a_key_knows_papers_by_their_content(office: Office) -> None:
    first = file(office, filing(office, papers=(scan(office.citizen),)))

    assert file(office, filing(office, papers=(scan(office.citizen),))) == first
    with pytest.raises(KeyReusedError):
        file(office, filing(office, papers=()))

    assert Dossier.objects.count() == 1


def test_a_partners_retry_under_a_new_key_gets_the_first_answer(office: Office) -> None:
    sent = filing(office, origin=Origin.PARTNER, external_code="NPM-1")
    first = file(office, sent, actor=partner(), key="one")

    again = file(office, sent, actor=partner(), key="two")

    assert again == first
    assert Dossier.objects.count() == Case.objects.count() == 1


def test_a_code_of_another_filing_is_refused_in_words(office: Office) -> None:
    sent = filing(office, origin=Origin.PARTNER, external_code="NPM-1")
    file(office, sent, actor=partner(), key="one")

    with pytest.raises(ExternalCodeTakenError, match="NPM-1"):
        file(office, replace(sent, delivery=Delivery.POST), actor=partner(), key="two")
    with pytest.raises(MayNotFileError):
        file(office, sent, actor=office.other_citizen, key="three")

    assert Dossier.objects.count() == Case.objects.count() == 1


# for whom


def test_whom_it_is_for_becomes_a_party_at_reception(office: Office) -> None:
    dossier_id = file(office, filing(office, payload=for_brother(office)))
    assert Dossier.objects.get().beneficiary_id is None
    assert not Party.objects.filter(personal_number=BROTHER).exists()

    accept(office, dossier_id)

    brother = Party.objects.get(personal_number=BROTHER)
    assert (brother.full_name, brother.birth_date) == ("Nguyễn Minh Khôi", date(1950, 2, 1))
    assert Dossier.objects.get().beneficiary_id == brother.pk
    assert set(CaseParty.objects.values_list("party_id", "role")) == {
        (office.citizen.party_id, "applicant"),
        (brother.pk, "subject"),
    }
    one_stop.get_dossier_by_id(
        actor=office.specialist, dossier_id=dossier_id, purpose="Thẩm định", now=NOW
    )
    seen = AccessEntry.objects.using("access").filter(purpose="Thẩm định", what="dossier")
    assert set(seen.values_list("party_id", flat=True)) >= {office.citizen.party_id, brother.pk}


def test_who_is_known_is_a_party_from_the_filing_on(office: Office) -> None:
    brother = _register("Nguyễn Minh Khôi")

    dossier_id = file(office, filing(office, payload=for_brother(office)))
    accept(office, dossier_id)

    assert Dossier.objects.get().beneficiary_id == brother.pk
    assert not Act.objects.filter(name="party_added").exists()
    assert CaseParty.objects.filter(party=brother, role="subject").count() == 1


def test_a_number_of_another_name_joins_nobody_and_tells_nothing(office: Office) -> None:
    _register("Người Khác")

    dossier_id = file(office, filing(office, payload=for_brother(office)))
    accept(office, dossier_id)

    assert Dossier.objects.get().beneficiary_id is None
    assert [row.role for row in CaseParty.objects.all()] == ["applicant"]


@pytest.mark.parametrize(
    ("number", "code"),
    [("000190000017", "one_stop.same_person"), ("12345", "one_stop.not_12_digits")],
)
def test_whom_it_is_for_is_somebody_else_with_a_number(
    office: Office, number: str, code: str
) -> None:
    payload = {**for_brother(office), "person_number": number}

    with pytest.raises(IncompleteFilingError) as refusal:
        file(office, filing(office, payload=payload))

    assert [(f.field, f.code) for f in refusal.value.faults] == [("person_number", code)]
    assert nothing_is_filed()


def test_for_oneself_there_is_one_party(office: Office) -> None:
    accept(office, file(office, filing(office)))

    assert [row.role for row in CaseParty.objects.all()] == ["applicant"]
    assert Dossier.objects.get().beneficiary_id is None


# the counter


def at_counter(
    office: Office, *, key: str = "c", actor: Actor | None = None, **change: Any
) -> Accepted:
    payload = change.pop("payload", {})
    person = change.pop("person", {})
    given = CounterFiling(
        person=replace(
            PersonInput(full_name="Trần Văn Mới", personal_number="000160000033"), **person
        ),
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        payload=office.payload(
            applicant_name="Trần Văn Mới", applicant_number="000160000033", **payload
        ),
    )
    return one_stop.file_and_receive(
        actor=actor or office.officer, filing=replace(given, **change), key=key, now=NOW
    )


def test_the_counter_registers_files_and_receives_once(office: Office) -> None:
    first = at_counter(office)

    second = at_counter(office)

    assert second == first
    assert Dossier.objects.get().code == first.code
    assert Party.objects.filter(personal_number="000160000033").count() == 1
    with pytest.raises(KeyReusedError):
        at_counter(office, delivery=Delivery.POST)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"payload": {"category": None}}, IncompleteFilingError),
        ({"person": {"personal_number": "123"}}, PersonFaultyError),
        ({"payload": for_brother}, IncompleteFilingError),
    ],
)
def test_what_is_refused_at_the_counter_leaves_nobody_and_nothing(
    office: Office, change: dict[str, Any], refusal: type[Exception]
) -> None:
    if callable(change.get("payload")):
        _register("Người Khác")
        taken = {"applicant_name", "applicant_number"}
        change = {
            "payload": {k: v for k, v in for_brother(office).items() if k not in taken},
        }
    before = Party.objects.count()

    with pytest.raises(refusal):
        at_counter(office, **change)

    assert Party.objects.count() == before
    assert nothing_is_filed()


def test_a_refused_reception_at_the_counter_leaves_no_filing(office: Office) -> None:
    held = office.officer.abilities_by_unit[office.agency.pk] - {"one_stop.receive"}
    helper = replace(office.officer, abilities_by_unit={office.agency.pk: held})
    before = Party.objects.count()

    with pytest.raises(MayNotError):
        at_counter(office, actor=helper)

    assert Party.objects.count() == before
    assert nothing_is_filed()
    assert not IssuedForm.objects.exists()


# before it is issued


def test_the_applicant_learns_the_result_when_it_is_issued(office: Office) -> None:
    dossier_id = file(office, filing(office))
    accept(office, dossier_id)
    appraise(office, dossier_id)

    own = see(office, dossier_id)
    ours = one_stop.get_dossier_by_id(
        actor=office.specialist, dossier_id=dossier_id, purpose=None, now=NOW
    )

    assert (own.result, own.proposal) == (None, {})
    assert ours.result is not None
    assert ours.proposal["facts"]["monthly_amount"] == 750_000


def _register(name: str) -> Party:
    return Party.objects.create(
        kind="person",
        full_name=name,
        sort_name=name,
        folded=name,
        personal_number=BROTHER,
        registered_at=NOW,
    )
