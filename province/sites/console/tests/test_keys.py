import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor
from province.kernel.org.models import Account, Holding
from province.kernel.org.tests.factories import OfficialFactory
from province.kernel.signing import permissions
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import OfficialHolder, SealHolder
from province.kernel.signing.models import KeyShare, PinCounter, SigningCredential
from province.kernel.signing.rules import TRIES
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import count_queries, key_of, secret_in

pytestmark = pytest.mark.django_db
MANAGER = job_actor("tests", permissions.MANAGE)
PIN = "482915"


def own(account: Account) -> int:
    assert account.official_id is not None
    return account.official_id


def issued(official_id: int, name: str = "Le An") -> int:
    return signing.issue_test_credential(
        actor=MANAGER,
        holder=OfficialHolder(official_id=official_id, organisation="UBND phường Mỹ Thới"),
        display_name=name,
        title="Chủ tịch",
        pin=PIN,
        now=timezone.now(),
        must_change_pin=False,
    )


def sealed(town: Town) -> int:
    return signing.issue_test_credential(
        actor=MANAGER,
        holder=SealHolder(agency_id=town.own.pk, keeper_id=own(town.clerk)),
        display_name=town.own.name,
        title="Con dấu",
        pin=PIN,
        now=timezone.now(),
        must_change_pin=False,
    )


def lock(credential: int) -> None:
    share = KeyShare.objects.get(credential_id=credential)
    PinCounter.objects.using("access").create(share_id=share.pk, tried=TRIES)


@pytest.fixture
def manager(town: Town, enter: Enter) -> Client:
    return enter(town.province_admin)


def test_the_list_shows_keys_and_seals_with_their_keepers(town: Town, manager: Client) -> None:
    issued(own(town.specialist))
    lock(sealed(town))
    url = town.url("locked_keys")

    page = manager.get(url).content.decode()
    locked = manager.get(url, {"khoa": "bi-khoa"}).content.decode()
    found = manager.get(url, {"q": "le an"}).content.decode()

    assert [words in page for words in ("Le An", "Ly Thu", "Con dấu số", "Bị khóa")] == [True] * 4
    assert ("Le An" in locked, "Ly Thu" in locked) == (False, True)
    assert ("Le An" in found, "Ly Thu" in found) == (True, False)


def test_an_empty_list_says_what_to_do(town: Town, manager: Client) -> None:
    page = manager.get(town.url("locked_keys")).content.decode()

    assert "Chưa cấp khóa ký nào" in page


def test_a_locked_key_is_unlocked(town: Town, manager: Client) -> None:
    credential = issued(own(town.specialist))
    lock(credential)

    answer = manager.post(town.url("locked_keys"), {"credential": credential})

    assert answer["Location"] == town.url("locked_keys")
    assert not PinCounter.objects.using("access").exists()
    assert AuditEntry.objects.filter(action="signing.unlocked").count() == 1


def test_a_key_is_revoked_after_a_question(town: Town, manager: Client) -> None:
    credential = issued(own(town.specialist))
    url = town.url("revoke_key", credential)

    assert "Văn bản đã ký trước lúc thu hồi vẫn có giá trị" in manager.get(url).content.decode()
    assert SigningCredential.objects.active().count() == 1
    manager.post(url)

    assert SigningCredential.objects.active().count() == 0
    assert manager.get(url).status_code == 404


def test_keys_take_as_many_queries_for_one_as_for_thirty(town: Town, manager: Client) -> None:
    issued(own(town.specialist))
    urls = (town.url("locked_keys"), town.url("official", own(town.specialist)))
    before = [count_queries(manager, url) for url in urls]
    for number, official in enumerate(OfficialFactory.create_batch(5)):
        issued(official.pk, name=f"Người {number}")

    assert [count_queries(manager, url) for url in urls] == before
    assert max(before) <= 13  # one of them is the bell of the shell


def test_a_test_certificate_is_issued_with_a_pin_shown_once(town: Town, manager: Client) -> None:
    url = town.url("issue_key", own(town.specialist))
    post = Holding.objects.get(official_id=own(town.specialist)).post_id
    key = key_of(manager, url)

    answer = manager.post(url, {"chosen": post, "key": key})
    again = manager.post(url, {"chosen": post, "key": key})

    pin = secret_in(answer.content.decode())
    made = SigningCredential.objects.get()
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert KeyShare.objects.get().must_change
    assert "no-store" in answer["Cache-Control"]
    assert again["Location"] == town.url("official", own(town.specialist))
    assert (made.display_name, made.title, made.organisation) == (
        "Le An",
        "Chuyên viên",
        "UBND phường Mỹ Thới",
    )
    assert pin not in f"{kept} {[entry.changes for entry in AuditEntry.objects.all()]}"


def test_a_certificate_needs_a_post(town: Town, manager: Client) -> None:
    bare = OfficialFactory.create()
    url = town.url("issue_key", bare.pk)

    page = manager.get(url).content.decode()
    answer = manager.post(url, {"chosen": town.free_post.pk, "key": "k"})

    assert "Hãy giao vị trí trước, rồi cấp chứng thư." in page
    assert (answer.status_code, SigningCredential.objects.count()) == (422, 0)


def test_the_seal_is_given_to_a_clerk_of_the_agency(town: Town, manager: Client) -> None:
    url = f"{town.url('issue_seal')}?co-quan={town.own.pk}"
    key = key_of(manager, url)

    wrong = manager.post(url, {"chosen": own(town.specialist), "key": key})
    answer = manager.post(url, {"chosen": own(town.clerk), "key": key})

    made = SigningCredential.objects.get()
    assert wrong.status_code == 422
    assert len(secret_in(answer.content.decode())) == 8
    assert (made.agency_id, made.display_name, made.title) == (
        town.own.pk,
        "UBND phường Mỹ Thới",
        "Con dấu",
    )
    assert KeyShare.objects.get().official_id == own(town.clerk)


def test_an_agency_without_a_clerk_gets_no_seal(town: Town, manager: Client) -> None:
    url = f"{town.url('issue_seal')}?co-quan={town.other.pk}"

    assert "Hãy giao vị trí văn thư trước." in manager.get(url).content.decode()
    assert manager.get(town.url("issue_seal")).status_code == 404


@pytest.mark.parametrize("name", ["unit_admin", "specialist"])
def test_others_change_no_key(town: Town, enter: Enter, name: str) -> None:
    credential = issued(own(town.specialist))
    client = enter(getattr(town, name))
    before = list(SigningCredential.objects.values())
    entries = AuditEntry.objects.count()

    answers = [
        client.post(town.url("locked_keys"), {"credential": credential}).status_code,
        client.post(town.url("revoke_key", credential)).status_code,
        client.post(town.url("issue_key", own(town.specialist)), {}).status_code,
        client.post(town.url("issue_seal"), {}).status_code,
    ]

    assert answers == [403] * 4
    assert list(SigningCredential.objects.values()) == before
    assert AuditEntry.objects.count() == entries
