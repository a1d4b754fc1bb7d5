from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connections
from pytest_django import DjangoAssertNumQueries, Settings

from province.foundation.access.models import AccessEntry
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.parties import permissions, public
from province.kernel.parties.contracts import (
    NumberWarning,
    PartyKind,
    PartyValue,
    PersonInput,
    Registered,
    Sex,
)
from province.kernel.parties.errors import (
    MayNotReadPartyError,
    MayNotRegisterError,
    PartyNotFoundError,
    PersonFaultyError,
    PurposeMissingError,
)
from province.kernel.parties.models import Party, PartyAlias

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CLERK = job_actor("tests", permissions.REGISTER, permissions.READ)
PERSON = PersonInput(
    full_name="  Nguyễn Thị Lấp  Lánh Ánh ",
    personal_number="000 158 000 127",
    birth_date=date(1958, 3, 8),
    sex=Sex.FEMALE,
    phone="0900.000.127",
    address="Số 12, khóm 3",
)


def register(**change: Any) -> Registered:
    return public.find_or_register(actor=CLERK, person=replace(PERSON, **change), now=NOW)


def test_register_stores_the_person_in_normal_form() -> None:
    registered = register(full_name="Nguyễn Thị Ánh")  # decomposed

    assert registered.is_new
    row = Party.objects.get()
    assert (row.full_name, row.folded) == ("Nguyễn Thị Ánh", "nguyen thi anh")
    assert (row.personal_number, row.phone, row.is_demo) == ("000158000127", "0900000127", True)
    assert AuditEntry.objects.get().changes == {"warnings": ["demonstration"]}


def test_register_keeps_an_address_of_mail() -> None:
    register(email=" anh@example.org ")

    assert Party.objects.get().email == "anh@example.org"


def test_register_finds_the_same_number_again_and_changes_nothing() -> None:
    first = register()

    second = register(full_name="Tên Khác", phone="")

    assert second == replace(first, is_new=False)
    assert Party.objects.get().full_name == "Nguyễn Thị Lấp Lánh Ánh"
    assert AuditEntry.objects.count() == 1


def test_register_without_a_number_makes_a_person_each_time() -> None:
    first = register(personal_number="")
    second = register(personal_number="")

    assert (first.is_new, second.is_new) == (True, True)
    assert first.party_id != second.party_id


def test_register_finds_by_the_older_number_when_there_is_no_other() -> None:
    first = register(old_number="351 234 567")

    assert PartyAlias.objects.get().number == "351234567"
    assert register(personal_number="", old_number="351234567").party_id == first.party_id


def test_register_says_contradictions_and_stores_all_the_same() -> None:
    registered = register(personal_number="089158000127", sex=Sex.MALE)

    assert registered.warnings == (NumberWarning.SEX,)
    assert Party.objects.get().sex == "male"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"full_name": " "}, "full_name"),
        ({"full_name": "a" * 201}, "full_name"),
        ({"personal_number": "12345"}, "personal_number"),
        ({"birth_date": date(2026, 11, 22)}, "birth_date"),
        ({"phone": "gọi cho tôi"}, "phone"),
        ({"address": "a" * 301}, "address"),
        ({"email": "a@"}, "email"),
    ],
)
def test_register_refuses_at_the_field_and_stores_nothing(
    change: dict[str, Any], fault: str
) -> None:
    with pytest.raises(PersonFaultyError) as refusal:
        register(**change)

    assert [found.field for found in refusal.value.faults] == [fault]
    assert not Party.objects.exists()
    assert not AuditEntry.objects.exists()


def test_register_names_all_faults_at_once() -> None:
    with pytest.raises(PersonFaultyError) as refusal:
        register(full_name="", personal_number="1", email="x")

    assert [found.field for found in refusal.value.faults] == [
        "full_name",
        "personal_number",
        "email",
    ]


def test_register_needs_the_ability() -> None:
    with pytest.raises(MayNotRegisterError):
        public.find_or_register(actor=Actor(account_id=1), person=PERSON, now=NOW)

    assert not Party.objects.exists()


def test_a_new_number_joins_the_person_of_the_older_one() -> None:
    first = register(personal_number="", old_number="351234567")

    second = register(old_number="351234567")

    assert second.party_id == first.party_id
    assert Party.objects.get().personal_number == "000158000127"
    assert [row.action for row in AuditEntry.objects.order_by("pk")] == [
        "parties.registered",
        "parties.numbered",
    ]
    assert register().party_id == first.party_id


@pytest.mark.parametrize(
    "change",
    [
        {"full_name": "Trần Thị Khác"},
        {"birth_date": date(1960, 1, 1)},
        {"birth_date": None},
    ],
)
def test_an_older_number_of_somebody_else_is_said_and_nobody_is_merged(
    change: dict[str, Any],
) -> None:
    register(personal_number="", old_number="351234567")

    with pytest.raises(PersonFaultyError) as refusal:
        register(old_number="351234567", **change)

    assert [found.field for found in refusal.value.faults] == ["old_number"]
    assert Party.objects.get().personal_number == ""
    assert AuditEntry.objects.count() == 1


def test_an_older_number_whose_person_has_another_number_is_said() -> None:
    register(old_number="351234567")

    with pytest.raises(PersonFaultyError):
        register(personal_number="000158000135", old_number="351234567")

    assert list(Party.objects.values_list("personal_number", flat=True)) == ["000158000127"]


@pytest.mark.django_db(transaction=True)
def test_four_at_once_register_one_person() -> None:
    found: list[Registered] = []

    def run() -> None:
        try:
            found.append(register())
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({registered.party_id for registered in found}) == 1
    assert sorted(registered.is_new for registered in found) == [False, False, False, True]
    assert Party.objects.count() == 1


def test_party_is_read_for_a_purpose_and_written_down() -> None:
    party_id = register().party_id

    value = public.party(
        actor=CLERK, party_id=party_id, purpose="Tiếp nhận hồ sơ", case_id=5, now=NOW
    )

    assert value == PartyValue(
        id=party_id,
        kind=PartyKind.PERSON,
        full_name="Nguyễn Thị Lấp Lánh Ánh",
        personal_number="000158000127",
        birth_date=date(1958, 3, 8),
        sex=Sex.FEMALE,
        phone="0900000127",
        email="",
        address="Số 12, khóm 3",
        commune_id=None,
        is_demo=True,
    )
    entry = AccessEntry.objects.using("access").get()
    assert (entry.party_id, entry.case_id, entry.purpose, entry.actor) == (
        party_id,
        5,
        "Tiếp nhận hồ sơ",
        "job:tests",
    )


def test_one_may_read_oneself_without_a_trace() -> None:
    party_id = register().party_id
    self_actor = Actor(account_id=1, party_id=party_id)

    value = public.party(actor=self_actor, party_id=party_id, purpose="x", case_id=None, now=NOW)

    assert value.id == party_id
    assert not AccessEntry.objects.using("access").exists()


def test_party_is_refused_without_right_purpose_or_person() -> None:
    party_id = register().party_id
    stranger = Actor(account_id=1, party_id=party_id + 1)

    with pytest.raises(MayNotReadPartyError):
        public.party(actor=stranger, party_id=party_id, purpose="x", case_id=None, now=NOW)
    with pytest.raises(PurposeMissingError):
        public.party(actor=CLERK, party_id=party_id, purpose=" ", case_id=None, now=NOW)
    with pytest.raises(PartyNotFoundError):
        public.party(actor=CLERK, party_id=0, purpose="x", case_id=None, now=NOW)

    assert not AccessEntry.objects.using("access").exists()


@pytest.mark.parametrize("item_count", [1, 3])
def test_party_names_takes_one_query(
    item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [register(personal_number="").party_id for _number in range(item_count)]

    with django_assert_num_queries(1):
        names = public.party_names(ids=ids)

    assert names == dict.fromkeys(ids, "Nguyễn Thị Lấp Lánh Ánh")


def test_a_personal_number_is_one_person_in_the_database() -> None:
    register()
    row = Party.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="party_personal_number_is_one_person"):
        row.save()


def test_an_organisation_has_no_birth_in_the_database() -> None:
    register()

    with pytest.raises(IntegrityError, match="party_organisation_has_no_birth"):
        Party.objects.update(kind="organisation")


def test_masked_is_for_strangers() -> None:
    party_id = register().party_id
    value = public.party(actor=CLERK, party_id=party_id, purpose="x", case_id=None, now=NOW)

    assert public.masked(party=value) == "Nguyễn T. L. L. Ánh (000•••••0127)"


def test_a_person_whom_no_paper_can_name_is_not_registered() -> None:
    with pytest.raises(PersonFaultyError) as refusal:
        register(full_name="ច័ន្ទ សុខ", address="Số 5 ☺")

    assert [(fault.field, fault.code) for fault in refusal.value.faults] == [
        ("full_name", "not_printable"),
        ("address", "not_printable"),
    ]
    assert not Party.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_real_install_registers_nobody_invented(settings: Settings) -> None:
    settings.MODE = "real"
    officer = Actor(account_id=1, official_id=1, abilities=frozenset({permissions.REGISTER}))

    with pytest.raises(PersonFaultyError) as refusal:
        public.find_or_register(actor=officer, person=replace(PERSON, is_demo=True), now=NOW)

    (fault,) = refusal.value.faults
    assert (fault.field, fault.code) == ("personal_number", "invented")
    assert "chỉ dành cho người minh họa" in str(fault.sentence)
    assert not Party.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_real_install_checks_itself_with_an_invented_person(settings: Settings) -> None:
    settings.MODE = "real"

    assert register(is_demo=True).is_new
    with pytest.raises(PersonFaultyError):
        register(personal_number="000158000128", is_demo=False)


def test_remarks_on_a_number_are_sentences(settings: Settings) -> None:
    settings.MODE = "real"

    found = public.number_remarks(
        number="003 158 000 127", birth_date=date(1960, 1, 1), sex=Sex.MALE
    )

    assert [said.partition(". ")[0] for said in found] == [
        "Ba số đầu 003 không phải mã tỉnh nào",
        "Số định danh là của người giới tính nữ, nhưng đã ghi nam",
        "Số định danh là của người sinh năm 1958, nhưng đã ghi năm sinh 1960",
    ]
    assert public.number_remarks(number="000158000127") == (
        "Số định danh bắt đầu bằng 000: đây là người minh họa, không có thật.",
    )
    assert public.number_remarks(number="351234567") == ()
    assert public.birth_province(number="089158000127") == "An Giang"
    settings.MODE = "demo"
    assert public.number_remarks(number="000158000127") == ()
