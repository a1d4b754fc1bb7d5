from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import TooManyError
from province.foundation.identity.providers import (
    IDENTITY_PROVIDERS,
    Assurance,
    VerifiedIdentity,
)
from province.foundation.messages.memory import MemoryTransport
from province.kernel.citizens import public, rules
from province.kernel.citizens.commands import codes, signing_up
from province.kernel.citizens.contracts import CodeOutcome, Contact, ContactKind, Declared
from province.kernel.citizens.errors import (
    CodeGoneError,
    CodeWrongError,
    ContactChannelOffError,
    ContactFaultyError,
    ContactTakenError,
    DeclaredFaultyError,
)
from province.kernel.citizens.models import Citizen, LinkedIdentity, OneTimeCode
from province.kernel.citizens.queries import accounts
from province.kernel.org.models import Account
from province.kernel.org.tests.factories import NOW
from province.kernel.parties.errors import PersonFaultyError
from province.kernel.parties.models import Party

MAIL = Contact(ContactKind.EMAIL, "lanh@example.vn")
PHONE = Contact(ContactKind.PHONE, "0912345678")
DECLARED = Declared("Nguyễn Thị  Lành", "000190000018", date(1990, 4, 30))
IDENTITY = VerifiedIdentity("local", MAIL.subject, Assurance.DECLARED)


def made(contact: Contact = MAIL, code: str = "123456") -> int:
    return codes.make_code(contact=contact, code=code, language="vi", now=NOW)


def judged(code_id: int, typed: str, after: timedelta = timedelta(0)) -> CodeOutcome:
    return codes.judge_code(code_id=code_id, typed=typed, now=NOW + after)[0]


@pytest.mark.django_db
def test_a_code_goes_out_once_and_only_its_digest_stays(mails: MemoryTransport) -> None:
    code_id = made()
    codes.send_code(code_id=code_id, language="vi", now=NOW)
    codes.send_code(code_id=code_id, language="vi", now=NOW)

    assert [(one.to, "123456" in one.text) for one in mails.sent] == [("lanh@example.vn", True)]
    row = OneTimeCode.objects.get()
    assert bytes(row.ciphertext) == b""
    assert "123456" not in row.digest


@pytest.mark.django_db
@pytest.mark.usefixtures("mails")
def test_a_code_works_once() -> None:
    code_id = made()
    assert codes.judge_code(code_id=code_id, typed=" 123 456 ", now=NOW) == (
        CodeOutcome.RIGHT,
        "email:lanh@example.vn",
    )
    assert judged(code_id, "123456") is CodeOutcome.GONE


@pytest.mark.django_db
@pytest.mark.usefixtures("mails")
def test_the_fifth_wrong_try_ends_a_code() -> None:
    code_id = made()
    tries = [judged(code_id, "000000") for _try in range(5)]
    assert tries == [CodeOutcome.WRONG] * 4 + [CodeOutcome.GONE]
    assert judged(code_id, "123456") is CodeOutcome.GONE


@pytest.mark.django_db
@pytest.mark.usefixtures("mails")
def test_a_code_lives_ten_minutes() -> None:
    code_id = made()
    assert judged(code_id, "123456", rules.VALID_FOR) is CodeOutcome.GONE
    assert codes.forget_codes(now=NOW + rules.VALID_FOR) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("mails")
def test_one_contact_gets_five_codes_an_hour() -> None:
    for _code in range(rules.CODES_PER_HOUR):
        made()
    with pytest.raises(TooManyError):
        made()
    assert OneTimeCode.objects.count() == rules.CODES_PER_HOUR


@pytest.mark.django_db
@pytest.mark.usefixtures("mails")
def test_a_channel_that_is_off_takes_no_code() -> None:
    with pytest.raises(ContactChannelOffError):
        made(PHONE)
    assert not OneTimeCode.objects.exists()


@pytest.mark.django_db
def test_the_local_provider_keeps_the_contract_of_the_port(mails: MemoryTransport) -> None:
    local = IDENTITY_PROVIDERS.get("local")
    assert local.is_open()
    begun = local.begin(asked={"contact": "Lanh@Example.vn"}, return_url="", now=NOW)
    codes.send_code(code_id=int(begun.state), language="vi", now=NOW)
    code = mails.sent[0].text[:6]
    wrong = "000000" if code != "000000" else "111111"

    with pytest.raises(CodeWrongError):
        local.finish(state=begun.state, answer={"code": wrong}, now=NOW)
    found = local.finish(state=begun.state, answer={"code": code}, now=NOW)
    with pytest.raises(CodeGoneError):
        local.finish(state=begun.state, answer={"code": code}, now=NOW)
    with pytest.raises(ContactFaultyError):
        local.begin(asked={"contact": "congdan"}, return_url="", now=NOW)

    assert (found.provider, found.subject, found.assurance) == (
        "local",
        "email:lanh@example.vn",
        Assurance.DECLARED,
    )


def sign_up(identity: VerifiedIdentity = IDENTITY, declared: Declared = DECLARED) -> int:
    return signing_up.sign_up(
        identity=identity, declared=declared, username=f"cd-{identity.subject[-6:-3]}", now=NOW
    )


@pytest.mark.django_db
def test_who_signs_up_is_known_by_the_contact_and_by_their_own_word() -> None:
    account_id = sign_up()

    found = public.citizen(account_id=account_id)
    assert found is not None
    assert (found.full_name, found.personal_number, found.assurance, found.contacts) == (
        "Nguyễn Thị Lành",
        "000190000018",
        "declared",
        (MAIL,),
    )
    assert accounts.account_of(identity=IDENTITY) == account_id
    assert not Account.objects.get().has_usable_password()
    assert AuditEntry.objects.filter(action="citizens.signed_up").count() == 1


@pytest.mark.django_db
def test_one_s_own_word_opens_nobody_else_s_data() -> None:
    owner = Party.objects.create(
        kind="person",
        full_name="Nguyễn Thị Lành",
        sort_name="x",
        folded="nguyen thi lanh",
        personal_number=DECLARED.personal_number,
        registered_at=NOW,
    )
    sign_up()
    account = Account.objects.get()
    assert account.party_id not in {None, owner.pk}
    assert Party.objects.exclude(pk=owner.pk).get().personal_number == ""


@pytest.mark.django_db
def test_a_contact_has_one_account() -> None:
    sign_up()
    with pytest.raises(ContactTakenError):
        signing_up.sign_up(identity=IDENTITY, declared=DECLARED, username="cd-other", now=NOW)
    assert (Account.objects.count(), Citizen.objects.count(), Party.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("declared", "fields", "refusal"),
    [
        (Declared("Lành", "12345", date(2030, 1, 1)), {"personal_number", "birth_date"}, None),
        (Declared("L4nh <b>", "000190000018", date(1990, 1, 1)), {"full_name"}, PersonFaultyError),
    ],
)
def test_what_no_person_can_be_is_refused_at_the_field(
    declared: Declared, fields: set[str], refusal: type[PersonFaultyError] | None
) -> None:
    with pytest.raises(refusal or DeclaredFaultyError) as said:
        sign_up(declared=declared)
    assert {fault.field for fault in said.value.faults} == fields
    assert not Account.objects.exists()
    assert not LinkedIdentity.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_an_account_for_one_contact_at_once_one_does() -> None:
    together, failed = Barrier(2), []

    def send(username: str) -> None:
        together.wait()
        try:
            signing_up.sign_up(identity=IDENTITY, declared=DECLARED, username=username, now=NOW)
        except ContactTakenError as refusal:
            failed.append(refusal.code)
        connection.close()

    threads = [Thread(target=send, args=(name,)) for name in ("cd-one", "cd-two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == ["citizens.contact_taken"]
    assert (Account.objects.count(), LinkedIdentity.objects.count()) == (1, 1)
