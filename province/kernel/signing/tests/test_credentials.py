from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.utils import ProgrammingError
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.signing.vault import WrongVaultError
from province.kernel.signing import public
from province.kernel.signing.checks import check_vault_key
from province.kernel.signing.commands.keys import current_authority
from province.kernel.signing.contracts import (
    CredentialState,
    OfficialHolder,
    PaperToSign,
    SignedPaper,
)
from province.kernel.signing.errors import (
    FirstPinError,
    LockedError,
    MayNotManageCredentialsError,
    NoCredentialError,
    NotYourKeyError,
    WeakPinError,
    WrongPinError,
)
from province.kernel.signing.models import (
    CertificateAuthority,
    KeyShare,
    PinCounter,
    SignatureRecord,
    SigningCredential,
)
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    AGENCY_NAME,
    CLERK_ID,
    CLERK_PIN,
    ISSUED,
    LATER,
    LEADER_ID,
    LEADER_NAME,
    LEADER_PIN,
    NOW,
    OTHER_CLERK_ID,
    OTHER_PIN,
    WRONG_PIN,
    paper,
)

pytestmark = pytest.mark.django_db
OTHER_VAULT_KEY = "YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlci0="


def sign(leader: Actor, pin: str) -> SignedPaper:
    return public.sign_as_official(
        actor=leader, official_id=LEADER_ID, pin=pin, pdf=paper(), reason="", now=NOW
    )


def issue_again(manager: Actor, pin: str = OTHER_PIN) -> int:
    return public.issue_test_credential(
        actor=manager,
        holder=OfficialHolder(official_id=LEADER_ID, organisation=AGENCY_NAME),
        display_name=LEADER_NAME,
        title="Chủ tịch",
        pin=pin,
        now=LATER,
        must_change_pin=False,
    )


def test_issuing_stores_no_readable_key(leader_credential: int) -> None:
    share = KeyShare.objects.get(credential_id=leader_credential)

    assert b"PRIVATE" not in bytes(share.ciphertext)
    assert bytes(share.ciphertext).startswith(b"gAAAA")
    assert AuditEntry.objects.get().action == "signing.issued"


def test_issuing_names_the_holder_and_the_term(leader: Actor, leader_credential: int) -> None:
    summary = public.my_credential(actor=leader, official_id=LEADER_ID)

    assert (summary.credential_id, summary.display_name, summary.title, summary.organisation) == (
        leader_credential,
        LEADER_NAME,
        "Phó Chủ tịch",
        AGENCY_NAME,
    )
    assert (summary.state, summary.tries_left) == (CredentialState.ACTIVE, 5)
    assert summary.valid_until == ISSUED + timedelta(days=3 * 365)


@pytest.mark.parametrize("pin", ["12345", "123456", "888888", "abcdef"])
def test_issuing_refuses_a_weak_pin(manager: Actor, pin: str) -> None:
    with pytest.raises(WeakPinError):
        issue_again(manager, pin)

    assert not SigningCredential.objects.exists()


def test_issuing_needs_the_ability(leader: Actor) -> None:
    with pytest.raises(MayNotManageCredentialsError):
        issue_again(leader)

    assert not SigningCredential.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_new_credential_takes_the_place_of_the_old(
    manager: Actor, leader: Actor, leader_credential: int
) -> None:
    old = sign(leader, LEADER_PIN)

    new_id = issue_again(manager)

    states = dict(SigningCredential.objects.values_list("pk", "state"))
    assert states == {leader_credential: "revoked", new_id: "active"}
    assert sign(leader, OTHER_PIN).serial != old.serial
    assert public.verify_paper(pdf=old.pdf, now=LATER).is_good


def test_all_credentials_share_one_authority(manager: Actor, leader_credential: int) -> None:
    issue_again(manager)

    assert CertificateAuthority.objects.count() == 1
    assert current_authority(now=NOW) == CertificateAuthority.objects.get()
    assert SigningCredential.objects.get(pk=leader_credential).authority.is_current


@pytest.mark.usefixtures("leader_credential")
def test_wrong_pins_count_down_and_lock(leader: Actor) -> None:
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongPinError, match=f"Còn {left} lần thử"):
            sign(leader, WRONG_PIN)
    with pytest.raises(LockedError):
        sign(leader, WRONG_PIN)

    with pytest.raises(LockedError):
        sign(leader, LEADER_PIN)

    assert public.my_credential(actor=leader, official_id=LEADER_ID).tries_left == 0
    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential")
def test_the_right_pin_forgives_the_wrong_ones(leader: Actor) -> None:
    with pytest.raises(WrongPinError):
        sign(leader, WRONG_PIN)

    sign(leader, LEADER_PIN)

    assert public.my_credential(actor=leader, official_id=LEADER_ID).tries_left == 5


@pytest.mark.usefixtures("leader_credential")
def test_a_failed_transaction_does_not_give_a_try_back(leader: Actor) -> None:
    with pytest.raises(WrongPinError), transaction.atomic():
        sign(leader, WRONG_PIN)

    assert PinCounter.objects.using("access").get().tried == 1
    assert not connections["default"].needs_rollback


def test_unlocking_gives_all_tries_back(
    manager: Actor, leader: Actor, leader_credential: int
) -> None:
    for _ in range(5):
        with pytest.raises((WrongPinError, LockedError)):
            sign(leader, WRONG_PIN)

    public.unlock_credential(actor=manager, credential_id=leader_credential)

    assert sign(leader, LEADER_PIN).field == "signature"
    assert AuditEntry.objects.order_by("id").last().action == "signing.unlocked"  # type: ignore[union-attr]  # there is one


def test_unlocking_and_revoking_need_the_ability(leader: Actor, leader_credential: int) -> None:
    with pytest.raises(MayNotManageCredentialsError):
        public.unlock_credential(actor=leader, credential_id=leader_credential)
    with pytest.raises(MayNotManageCredentialsError):
        public.revoke_credential(actor=leader, credential_id=leader_credential, now=NOW)

    assert SigningCredential.objects.get().state == "active"


def test_a_revoked_credential_signs_no_more_and_keeps_what_it_signed(
    manager: Actor, leader: Actor, leader_credential: int
) -> None:
    signed = sign(leader, LEADER_PIN)

    public.revoke_credential(actor=manager, credential_id=leader_credential, now=LATER)

    with pytest.raises(NoCredentialError):
        sign(leader, LEADER_PIN)
    with pytest.raises(NoCredentialError):
        public.revoke_credential(actor=manager, credential_id=leader_credential, now=LATER)
    assert public.verify_paper(pdf=signed.pdf, now=LATER + timedelta(hours=1)).is_good


def test_a_new_pin_replaces_the_old(leader: Actor, leader_credential: int) -> None:
    public.change_pin(
        actor=leader,
        credential_id=leader_credential,
        old_pin=LEADER_PIN,
        new_pin=OTHER_PIN,
        now=NOW,
    )

    assert sign(leader, OTHER_PIN).field == "signature"
    with pytest.raises(WrongPinError):
        sign(leader, LEADER_PIN)


@pytest.mark.parametrize(
    ("old_pin", "new_pin", "refusal"),
    [(WRONG_PIN, OTHER_PIN, WrongPinError), (LEADER_PIN, "123456", WeakPinError)],
)
def test_a_pin_is_not_changed_on_refusal(
    leader: Actor,
    leader_credential: int,
    old_pin: str,
    new_pin: str,
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        public.change_pin(
            actor=leader,
            credential_id=leader_credential,
            old_pin=old_pin,
            new_pin=new_pin,
            now=NOW,
        )

    assert sign(leader, LEADER_PIN).field == "signature"


def test_nobody_changes_the_pin_of_another(clerk: Actor, leader_credential: int) -> None:
    for actor, refusal in ((clerk, NoCredentialError), (ANONYMOUS, NotYourKeyError)):
        with pytest.raises(refusal):
            public.change_pin(
                actor=actor,
                credential_id=leader_credential,
                old_pin=LEADER_PIN,
                new_pin=OTHER_PIN,
                now=NOW,
            )


@pytest.mark.usefixtures("seal_credential", "leader_credential")
def test_a_seal_is_entrusted_to_a_second_clerk_with_a_pin_of_their_own(
    leader: Actor, clerk: Actor
) -> None:
    public.entrust_seal(
        actor=clerk,
        agency_id=AGENCY_ID,
        pin=CLERK_PIN,
        to_official_id=OTHER_CLERK_ID,
        to_pin=OTHER_PIN,
        now=NOW,
    )

    second = replace(clerk, official_id=OTHER_CLERK_ID)
    signed = sign(leader, LEADER_PIN).pdf

    def seal(pin: str) -> SignedPaper:
        return public.seal_as_agency(
            actor=second,
            agency_id=AGENCY_ID,
            official_id=OTHER_CLERK_ID,
            pin=pin,
            pdf=signed,
            number_text="1",
            date_text="ngày 20",
            now=LATER,
        )

    with pytest.raises(FirstPinError):  # the first clerk's screen has seen it
        seal(OTHER_PIN)
    assert not SignatureRecord.objects.filter(kind="sealed").exists()
    public.change_pin(
        actor=second,
        credential_id=SigningCredential.objects.get(agency_id=AGENCY_ID).pk,
        old_pin=OTHER_PIN,
        new_pin="718293",
        now=LATER,
    )
    sealed = seal("718293")
    assert sealed.field == "seal"
    assert SignatureRecord.objects.get(kind="sealed").official_id == OTHER_CLERK_ID
    assert public.seal_of(actor=second, agency_id=AGENCY_ID).tries_left == 5


@pytest.mark.usefixtures("seal_credential")
def test_a_seal_is_not_entrusted_by_somebody_who_does_not_keep_it(leader: Actor) -> None:
    with pytest.raises(NoCredentialError):
        public.entrust_seal(
            actor=leader,
            agency_id=AGENCY_ID,
            pin=CLERK_PIN,
            to_official_id=LEADER_ID,
            to_pin=OTHER_PIN,
            now=NOW,
        )

    assert KeyShare.objects.get().official_id == CLERK_ID


@pytest.mark.usefixtures("leader_credential")
def test_a_stranger_does_not_see_a_credential_but_a_manager_does(
    clerk: Actor, manager: Actor
) -> None:
    with pytest.raises(NoCredentialError):
        public.my_credential(actor=clerk, official_id=LEADER_ID)

    assert public.my_credential(actor=manager, official_id=LEADER_ID).tries_left == 5


@pytest.mark.usefixtures("leader_credential")
def test_another_vault_key_is_no_wrong_pin(leader: Actor) -> None:
    with override_settings(VAULT_KEY=OTHER_VAULT_KEY), pytest.raises(WrongVaultError):
        sign(leader, LEADER_PIN)

    assert public.my_credential(actor=leader, official_id=LEADER_ID).tries_left == 5


@pytest.mark.parametrize(
    ("key", "warnings"),
    [("", ["signing.W001"]), ("short", ["signing.W001"]), (OTHER_VAULT_KEY, [])],
)
def test_an_unfit_vault_key_is_told_at_start(key: str, warnings: list[str]) -> None:
    with override_settings(VAULT_KEY=key):
        assert [message.id for message in check_vault_key()] == warnings


@pytest.mark.usefixtures("leader_credential")
@pytest.mark.parametrize("paper_count", [1, 3])
def test_signing_more_papers_costs_one_insert_each(
    leader: Actor, paper_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    papers = [PaperToSign(key=str(index), pdf=paper()) for index in range(paper_count)]

    with django_assert_num_queries(4 + 3 * paper_count):
        public.sign_many(
            actor=leader, official_id=LEADER_ID, pin=LEADER_PIN, papers=papers, reason="", now=NOW
        )


@pytest.mark.usefixtures("leader_credential")
def test_the_database_keeps_one_active_credential_per_official() -> None:
    row = SigningCredential.objects.get()
    row.pk, row.serial = None, "1"

    with pytest.raises(IntegrityError, match="credential_one_active_per_official"):
        row.save(force_insert=True)


@pytest.mark.usefixtures("leader_credential")
def test_the_serving_role_cannot_change_a_record(leader: Actor) -> None:
    sign(leader, LEADER_PIN)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        SignatureRecord.objects.update(case_id=1)
