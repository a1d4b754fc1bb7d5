from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from province.foundation.access.models import AccessEntry
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.org.models import Account
from province.kernel.org.tests.factories import OfficialFactory
from province.kernel.parties import permissions, public, rules
from province.kernel.parties.contracts import Likeness, PartyKind, PartyValue, PersonInput
from province.kernel.parties.errors import (
    MayNotFindDuplicatesError,
    PartyNotFoundError,
    ReasonNeededError,
)
from province.kernel.parties.models import DeclaredDifferent
from province.kernel.parties.queries import duplicates

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ADMIN = Actor(account_id=4, official_id=4, abilities=frozenset({permissions.FIND_DUPLICATES}))
CLERK = job_actor("tests", permissions.REGISTER)
BORN = date(1958, 3, 8)
ANH = PartyValue(
    id=1,
    kind=PartyKind.PERSON,
    full_name="Nguyễn Thị Ánh",
    personal_number="089158000127",
    birth_date=BORN,
    sex=None,
    phone="0900000127",
    email="",
    address="",
    commune_id=None,
    is_demo=False,
)


def person(name: str = "Nguyễn Thị Ánh", **more: object) -> int:
    given = PersonInput(full_name=name, birth_date=BORN, phone="0900000127")
    found = public.find_or_register(
        actor=CLERK,
        person=replace(given, **more),  # type: ignore[arg-type]  # spelled at the call
        now=NOW,
    )
    return found.party_id


def pairs() -> list[tuple[int, int]]:
    found = public.likely_pairs(actor=ADMIN, purpose="Rà soát", now=NOW)
    return [(pair.one.id, pair.other.id) for pair in found]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"personal_number": "089158000217"}, {Likeness.CLOSE_NUMBER}),
        ({"personal_number": ""}, {Likeness.ONE_WITHOUT_NUMBER}),
        ({"full_name": "NGUYEN THI ANH", "personal_number": ""}, {Likeness.ONE_WITHOUT_NUMBER}),
    ],
    ids=["two digits exchanged", "no number", "without diacritics"],
)
def test_the_same_name_birth_and_phone_are_alike(
    change: dict[str, str], expected: set[Likeness]
) -> None:
    found = rules.likeness(ANH, replace(ANH, id=2, **change))  # type: ignore[arg-type]  # a table

    assert set(found) == {Likeness.NAME_AND_BIRTH, Likeness.NAME_AND_PHONE} | expected
    assert rules.score_of(found) == 80 + sum(rules.WEIGHTS[one] for one in expected)


@pytest.mark.parametrize(
    "change",
    [
        {"personal_number": "089158999127"},
        {"full_name": "Nguyễn Thị Anh Thư"},
        {"birth_date": date(1960, 1, 1), "phone": ""},
    ],
    ids=["another number", "another name", "nothing but the name"],
)
def test_people_far_apart_are_not_alike(change: dict[str, object]) -> None:
    assert rules.likeness(ANH, replace(ANH, id=2, **change)) == ()  # type: ignore[arg-type]  # a table


def test_the_list_shows_pairs_the_likeliest_first_and_is_a_look(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    one, other = person(), person(phone="")
    third = person(personal_number="000158000127")
    person("Trần Văn Mới", phone="0900000001")

    with django_assert_num_queries(4):
        found = duplicates.likely_pairs()

    assert [pair.score for pair in found] == [90, 60, 60]
    assert pairs() == [(one, third), (one, other), (other, third)]
    looks = AccessEntry.objects.using("access").values_list("party_id", "purpose")
    assert sorted(looks) == [(one, "Rà soát"), (other, "Rà soát"), (third, "Rà soát")]


def test_a_pair_declared_different_is_remembered_once() -> None:
    one, other = person(), person()

    for _time in range(2):
        public.declare_different(
            actor=ADMIN, one_id=other, other_id=one, reason=" Hai chị em ", now=NOW
        )

    row = DeclaredDifferent.objects.get()
    assert (row.one_id, row.other_id, row.reason) == (one, other, "Hai chị em")
    assert pairs() == []
    assert AuditEntry.objects.get(action="parties.declared_different").changes == {
        "other": other,
        "reason": "Hai chị em",
    }


def test_a_decision_is_refused_without_right_reason_or_pair() -> None:
    one, other = person(), person()
    given = {"one_id": one, "other_id": other, "reason": "x", "now": NOW}

    with pytest.raises(MayNotFindDuplicatesError):
        public.declare_different(actor=CLERK, **given)  # type: ignore[arg-type]  # spelled above
    with pytest.raises(MayNotFindDuplicatesError):
        public.likely_pairs(actor=CLERK, purpose="x", now=NOW)
    for change, refusal in (
        ({"reason": " "}, ReasonNeededError),
        ({"reason": "x" * 301}, ReasonNeededError),
        ({"other_id": one}, PartyNotFoundError),
        ({"other_id": 0}, PartyNotFoundError),
    ):
        with pytest.raises(refusal):
            public.declare_different(actor=ADMIN, **{**given, **change})  # type: ignore[arg-type]  # a table

    assert not DeclaredDifferent.objects.exists()
    assert not AccessEntry.objects.using("access").exists()


def test_a_pair_stands_in_order_in_the_database() -> None:
    one, other = person(), person()

    with pytest.raises(IntegrityError, match="party_pair_in_order"):
        DeclaredDifferent.objects.create(
            one_id=other, other_id=one, reason="x", by="account:1", at=NOW
        )


def test_the_page_keeps_the_reason_that_was_too_long_and_is_closed_to_others(
    client: Client,
) -> None:
    official = OfficialFactory.create()
    account = Account.objects.create(username="ai.do", official=official)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/nguoi-dan/trung/").status_code == 403
    assert client.post("/nguoi-dan/trung/", {"cap": "1-2", "ly_do": "x"}).status_code == 403
    assert not DeclaredDifferent.objects.exists()
