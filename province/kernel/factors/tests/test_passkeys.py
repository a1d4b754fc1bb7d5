from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.kernel.factors.commands import passkeys
from province.kernel.factors.commands.passkeys import Place
from province.kernel.factors.errors import (
    FactorNeededError,
    PasskeyNameError,
    PasskeyRefusedError,
)
from province.kernel.factors.models import Passkey, RecoveryCode, RolePolicy
from province.kernel.factors.tests.soft_key import SoftKey
from province.kernel.org.models import Account, SignedInSession
from province.kernel.org.tests.factories import NOW, AccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.urls")]
PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts
PLACE = Place(host="tinhso.example", origin="https://tinhso.example")
CODES = ("ABCDEFGH23", "ABCDEFGH24")
HERE = "http://localhost"


def ask(owner: Actor) -> passkeys.Ceremony:
    return passkeys.ask_for_new(
        actor=owner, place=PLACE, challenge=b"c" * 32, fresh_handle=b"h" * 32, now=NOW
    )


def add(owner: Actor, key: SoftKey, *, name: str = "Điện thoại", **changed: Any) -> bool:
    asked = ask(owner)
    given = {"place": PLACE, "state": asked.state, "name": name, **changed}
    answer = given.pop("answer", None) or key.make(asked.options, PLACE.origin)
    return passkeys.add_passkey(actor=owner, answer=answer, codes=CODES, now=NOW, **given)


def sign(key: SoftKey, account_id: int | None = None, **changed: Any) -> int | None:
    asked = passkeys.ask_for_known(place=PLACE, challenge=b"d" * 32, account_id=account_id)
    answer = key.sign(asked.options, changed.pop("origin", PLACE.origin))
    given = {"place": PLACE, "state": asked.state, "answer": answer, **changed}
    return passkeys.pass_with_passkey(account_id=account_id, now=NOW, **given)


def test_a_passkey_is_kept_and_opens_the_account(owner: Actor) -> None:
    key = SoftKey()
    assert add(owner, key) is True
    assert sign(key) == owner.account_id
    assert sign(key, owner.account_id) == owner.account_id

    row = Passkey.objects.get()
    assert (row.name, row.last_used_at, row.sign_count) == ("Điện thoại", NOW, 3)
    assert RecoveryCode.objects.count() == 2
    assert AuditEntry.objects.filter(action="factors.passkey_added").count() == 1


def test_a_second_passkey_keeps_the_codes_and_the_handle(owner: Actor) -> None:
    first, second = SoftKey(), SoftKey(credential_id=b"another-soft-key-of-the-tests")
    assert (add(owner, first), add(owner, second, name="Máy tính")) == (True, False)
    assert first.handle == second.handle
    with pytest.raises(PasskeyRefusedError):
        add(owner, first)
    assert Passkey.objects.count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"place": Place(host="tinhso.example", origin="https://gia.example")},
        {"place": Place(host="gia.example", origin="https://tinhso.example")},
        {"state": {}},
        {"answer": "{}"},
        {"answer": "không phải JSON"},
        {"answer": "[1]"},
    ],
    ids=["origin", "host", "nothing asked", "empty", "no JSON", "a list"],
)
def test_an_answer_that_does_not_hold_adds_nothing(owner: Actor, changed: dict[str, Any]) -> None:
    with pytest.raises(PasskeyRefusedError):
        add(owner, SoftKey(), **changed)
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize("name", ["  ", "a" * 61])
def test_a_passkey_has_a_name(owner: Actor, name: str) -> None:
    with pytest.raises(PasskeyNameError):
        add(owner, SoftKey(), name=name)
    assert not Passkey.objects.exists()


def test_another_s_passkey_another_site_and_a_replayed_answer_open_nothing(owner: Actor) -> None:
    key = SoftKey()
    add(owner, key)
    other = AccountFactory.create()
    stranger = SoftKey(credential_id=key.credential_id)
    stranger.handle = key.handle
    unverified = SoftKey(key.credential_id, key.counter, verified=False)
    unverified.key, unverified.handle = key.key, key.handle

    assert sign(key, other.pk) is None
    assert sign(key, origin="https://gia.example") is None
    assert sign(key, state={"challenge": "", "user_verification": "required"}) is None
    assert sign(stranger) is None
    assert sign(unverified) is None
    assert Passkey.objects.get().last_used_at is None


def test_a_copied_passkey_is_refused_and_written_down(owner: Actor) -> None:
    key = SoftKey()
    add(owner, key)
    sign(key)
    key.counter = 0
    assert sign(key) is None
    assert AuditEntry.objects.get(action="factors.passkey_copied").changes == {"name": "Điện thoại"}


def test_a_passkey_is_removed_unless_the_role_needs_it(owner: Actor) -> None:
    add(owner, SoftKey())
    passkey_id = Passkey.objects.get().pk
    policy = RolePolicy.objects.create(
        role="t_signer", since=NOW - timedelta(days=99), grace_days=0
    )
    with pytest.raises(FactorNeededError):
        passkeys.remove_passkey(actor=owner, passkey_id=passkey_id, password=PASSWORD, now=NOW)
    assert Passkey.objects.count() == 1
    policy.delete()
    passkeys.remove_passkey(actor=owner, passkey_id=passkey_id, password=PASSWORD, now=NOW)
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()


def options_in(answer: Any) -> str:
    return str(answer.context["options"])


@pytest.fixture
def here() -> Client:
    """Give a browser that opened the pages by a name."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def key(here: Client, account: Account) -> SoftKey:
    """Add a passkey through the pages and sign out."""
    here.force_login(account)
    begun = here.post("/tai-khoan/xac-thuc/khoa/", {"name": "Máy tính", "present": PASSWORD})
    made = SoftKey()
    answer = made.make(options_in(here.get(begun["Location"])), HERE)
    assert "Mã khôi phục" in here.post(begun["Location"], {"answer": answer}).content.decode()
    here.logout()
    return made


def test_a_passkey_alone_signs_in(here: Client, key: SoftKey, account: Account) -> None:
    asked = here.get("/dang-nhap/khoa/?next=/tai-khoan/")
    answer = key.sign(options_in(asked), HERE)
    entered = here.post("/dang-nhap/khoa/?next=/tai-khoan/", {"answer": answer}, follow=True)

    assert entered.redirect_chain == [("/dang-nhap/vao/", 302), ("/tai-khoan/", 302)]
    assert SignedInSession.objects.get().account_id == account.pk
    assert AuditEntry.objects.get(action="org.signed_in").changes["how"] == "passkey"
    here.logout()
    again = here.post("/dang-nhap/khoa/", {"answer": answer})
    assert (again.status_code, "_auth_user_id" in here.session) == (422, False)


def test_a_passkey_passes_the_second_step(here: Client, key: SoftKey) -> None:
    given = {"username": "chutich.longxuyen", "password": PASSWORD}
    assert here.post("/dang-nhap/", given)["Location"] == "/dang-nhap/buoc-hai/"
    assert "/dang-nhap/buoc-hai/khoa/" in here.get("/dang-nhap/buoc-hai/").content.decode()
    asked = here.get("/dang-nhap/buoc-hai/khoa/")
    answer = key.sign(options_in(asked), HERE)
    assert here.post("/dang-nhap/buoc-hai/khoa/", {"answer": answer})["Location"] == (
        "/dang-nhap/vao/"
    )
    here.get("/dang-nhap/vao/")
    assert "_auth_user_id" in here.session


@pytest.mark.usefixtures("key")
def test_the_second_step_by_passkey_needs_the_password_first(here: Client) -> None:
    assert here.get("/dang-nhap/buoc-hai/khoa/")["Location"] == "/dang-nhap/"


def test_a_page_opened_by_a_number_says_what_is_missing(account: Account) -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    del account
    assert "chỉ dùng được khi mở trang bằng tên miền" in (
        client.get("/dang-nhap/khoa/").content.decode()
    )


def test_a_passkey_is_made_only_after_the_password(here: Client, account: Account) -> None:
    here.force_login(account)
    wrong = here.post("/tai-khoan/xac-thuc/khoa/", {"name": "Máy", "present": "sai"})
    assert (wrong.status_code, 'value="Máy"' in wrong.content.decode()) == (422, True)
    assert here.post("/tai-khoan/xac-thuc/khoa/tao/", {"answer": "{}"})["Location"] == (
        "/tai-khoan/xac-thuc/khoa/"
    )
    assert not Passkey.objects.exists()
