import base64
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.kernel.factors import rules
from province.kernel.factors.models import AppSecret, RecoveryCode, RolePolicy, Tries
from province.kernel.org.models import Account, SignedInSession

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.urls")]
PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts
SECOND = "/dang-nhap/buoc-hai/"
LIST = "/tai-khoan/xac-thuc/"
BEGIN, CONFIRM, REMOVE = f"{LIST}ung-dung/", f"{LIST}ung-dung/ma/", f"{LIST}ung-dung/go/"
RENEW = f"{LIST}ma-khoi-phuc/"


def sign_in(client: Client, **fields: str) -> Any:
    given = {"username": "chutich.longxuyen", "password": PASSWORD, **fields}
    return client.post("/dang-nhap/", given)


def code_now(secret: bytes, far: int = 0) -> str:
    return rules.code_of(secret, rules.step_at(timezone.now()) + far)


@pytest.fixture
def secret(client: Client, account: Account) -> bytes:
    """Set an app up through the pages; sign out again; give its secret."""
    client.force_login(account)
    assert client.post(BEGIN, {"present": PASSWORD})["Location"] == CONFIRM
    page = client.get(CONFIRM).content.decode()
    typed = re.search(r"<code translate=\"no\">([A-Z2-7 ]+)</code>", page)
    assert typed
    plain = base64.b32decode(typed[1].replace(" ", ""))
    shown = client.post(CONFIRM, {"code": code_now(plain, -1)})
    assert shown.status_code == 200
    assert len(re.findall(r"<code>[A-Z2-9]{5}-[A-Z2-9]{5}</code>", shown.content.decode())) == 10
    assert "no-store" in shown["Cache-Control"]
    client.logout()
    return plain


def test_the_password_alone_opens_nothing(client: Client, secret: bytes) -> None:
    del secret
    answer = sign_in(client, next="/tai-khoan/")

    assert answer["Location"] == SECOND
    assert "_auth_user_id" not in client.session
    assert not SignedInSession.objects.exists()
    assert client.get("/tai-khoan/").status_code == 302
    assert client.get("/dang-nhap/vao/")["Location"] == "/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_the_right_code_opens_the_session_and_goes_where_one_wanted(
    client: Client, secret: bytes, account: Account
) -> None:
    client.get("/dang-nhap/")
    sign_in(client, next="/tai-khoan/")
    between = client.session.session_key

    entered = client.post(SECOND, {"code": code_now(secret)}, follow=True)

    assert entered.redirect_chain == [("/dang-nhap/vao/", 302), ("/tai-khoan/", 302)]
    assert client.session.session_key != between
    assert SignedInSession.objects.get().account_id == account.pk
    assert AuditEntry.objects.get(action="org.signed_in").changes["how"] == "app"
    assert client.get("/dang-nhap/vao/")["Location"] == "/dang-nhap/"


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org", "javascript:1"])
def test_the_second_step_leads_to_our_own_pages_alone(
    client: Client, secret: bytes, wanted: str
) -> None:
    sign_in(client, next=wanted)
    client.post(SECOND, {"code": code_now(secret)})
    assert client.get("/dang-nhap/vao/")["Location"] == "/ban-lam-viec/"


def test_a_session_made_for_somebody_is_not_the_one_they_sign_in_with(
    client: Client, secret: bytes
) -> None:
    session = client.session
    session["planted"] = "1"
    session.save()
    planted = session.session_key
    sign_in(client)
    asked = client.session.session_key
    client.post(SECOND, {"code": code_now(secret)}, follow=True)
    assert len({planted, asked, client.session.session_key}) == 3


@pytest.mark.usefixtures("secret")
def test_wrong_codes_say_so_and_the_fifth_closes(client: Client) -> None:
    sign_in(client)
    answers = [client.post(SECOND, {"code": "000 000"}) for _try in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    assert "Mã không đúng." in answers[0].content.decode()
    assert "Đã nhập sai 5 lần" in answers[4].content.decode()
    assert "_auth_user_id" not in client.session
    assert Tries.objects.get().failures == 5


@pytest.mark.usefixtures("secret")
def test_an_empty_code_is_not_counted(client: Client) -> None:
    sign_in(client)
    answer = client.post(SECOND, {"code": ""})
    assert answer.status_code == 422
    assert "Hãy ghi “Mã xác thực”." in answer.content.decode()
    assert Tries.objects.get().failures == 0


def test_the_step_waits_ten_minutes(client: Client, secret: bytes) -> None:
    sign_in(client)
    session = client.session
    session["entering"] = {
        **session["entering"],
        "until": int((timezone.now() - timedelta(seconds=1)).timestamp()),
    }
    session.save()
    assert client.post(SECOND, {"code": code_now(secret)})["Location"] == "/dang-nhap/"


def test_nobody_comes_to_the_second_step_alone(client: Client) -> None:
    assert client.get(SECOND)["Location"] == "/dang-nhap/"


def test_a_closed_account_does_not_pass(client: Client, secret: bytes) -> None:
    sign_in(client)
    Account.objects.update(is_active=False)
    client.post(SECOND, {"code": code_now(secret)})
    assert client.get("/dang-nhap/vao/")["Location"] == "/dang-nhap/"
    assert "_auth_user_id" not in client.session


def test_forms_need_the_csrf_token(secret: bytes, account: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(account)
    for page in (BEGIN, REMOVE, RENEW):
        assert strict.post(page, {"present": PASSWORD}).status_code == 403
    assert strict.post(SECOND, {"code": code_now(secret)}).status_code == 403
    assert AppSecret.objects.count() == 1


def test_whoever_should_have_a_step_is_held_until_it_is_there(
    client: Client, account: Account
) -> None:
    RolePolicy.objects.create(
        role="t_signer", since=timezone.now() - timedelta(days=30), grace_days=14
    )
    assert sign_in(client)["Location"] == LIST
    assert client.get("/tai-khoan/")["Location"] == LIST
    assert "Hãy cài một cách dưới đây" in client.get(LIST).content.decode()

    client.post(BEGIN, {"present": PASSWORD})
    row = AppSecret.objects.get(account=account)
    from province.foundation.signing.vault import take_from_vault  # noqa: PLC0415 -- of this test

    code = code_now(take_from_vault(ciphertext=bytes(row.ciphertext)))
    client.post(CONFIRM, {"code": code})

    assert client.get("/tai-khoan/").status_code == 200


def test_pages_of_the_second_step_need_a_session(client: Client) -> None:
    for page in (LIST, BEGIN, CONFIRM, REMOVE, RENEW):
        assert client.get(page)["Location"].startswith("/dang-nhap/")


def test_a_wrong_password_stands_at_its_field(client: Client, account: Account) -> None:
    client.force_login(account)
    for page in (BEGIN, REMOVE, RENEW):
        answer = client.post(page, {"present": "sai"})
        assert answer.status_code == 422
        assert "Mật khẩu hiện tại không đúng." in answer.content.decode()
    assert not AppSecret.objects.exists()


def test_the_list_says_what_is_there(client: Client, secret: bytes, account: Account) -> None:
    del secret
    client.force_login(account)
    page = client.get(LIST).content.decode()
    assert "Còn 10 mã chưa dùng." in page
    client.post(REMOVE, {"present": PASSWORD})
    page = client.get(LIST).content.decode()
    assert "Chưa cài." in page
    assert not RecoveryCode.objects.exists()
