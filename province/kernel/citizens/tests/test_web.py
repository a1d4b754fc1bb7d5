from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.messages.memory import MemoryTransport
from province.kernel.citizens.commands import codes
from province.kernel.citizens.models import Citizen, OneTimeCode
from province.kernel.org.models import Account, SignedInSession
from province.kernel.org.tests.factories import AccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.urls")]
BEGIN = "/dang-nhap/nguoi-dan/"
CODE, SIGN_UP = f"{BEGIN}ma/", f"{BEGIN}mo-tai-khoan/"
WHO = {
    "full_name": "Nguyễn Thị Lành",
    "personal_number": "0001 9000 0018",
    "birth_date_day": "30",
    "birth_date_month": "4",
    "birth_date_year": "1990",
}


def ask(client: Client, contact: str = "lanh@example.vn", **fields: str) -> Any:
    return client.post(BEGIN, {"contact": contact, **fields})


def code_in(mails: MemoryTransport) -> str:
    """Send the newest code as the job would, and read it."""
    codes.send_code(code_id=OneTimeCode.objects.latest("pk").pk, language="vi", now=timezone.now())
    return mails.sent[-1].text[:6]


def signed_up(mails: MemoryTransport) -> Client:
    client = Client()
    ask(client)
    client.post(CODE, {"code": code_in(mails)})
    answer = client.post(SIGN_UP, WHO)
    assert answer.status_code == 302, answer.context["form"].errors
    client.get(answer["Location"])
    return client


def test_a_citizen_opens_an_account_and_is_in(client: Client, mails: MemoryTransport) -> None:
    assert ask(client, next="/thu-tuc/")["Location"] == CODE
    page = client.get(CODE).content.decode()
    assert ("la•••@example.vn" in page, "lanh@example.vn" in page) == (True, False)
    assert client.post(CODE, {"code": code_in(mails)})["Location"] == SIGN_UP
    assert not Account.objects.exists()

    answer = client.post(SIGN_UP, WHO, follow=True)

    assert answer.redirect_chain == [("/dang-nhap/vao/", 302), ("/thu-tuc/", 302)]
    assert Citizen.objects.get().personal_number == "000190000018"
    assert SignedInSession.objects.get().session_key == client.session.session_key


def test_the_next_time_the_code_is_enough(client: Client, mails: MemoryTransport) -> None:
    signed_up(mails)
    ask(client, "LANH@example.vn")
    before = client.session.session_key
    answer = client.post(CODE, {"code": code_in(mails)})
    assert answer["Location"] == "/dang-nhap/vao/"
    between = client.session.session_key
    client.get(answer["Location"])

    assert client.get("/tai-khoan/").status_code == 200
    assert len({before, between, client.session.session_key}) == 3
    assert Account.objects.count() == 1


def test_strangers_learn_nothing_of_who_has_an_account(mails: MemoryTransport) -> None:
    signed_up(mails)
    answers = []
    for contact in ("lanh@example.vn", "khac@example.vn"):
        client = Client()
        first = ask(client, contact)
        wrong = client.post(CODE, {"code": "abc"})
        answers.append((first.status_code, first["Location"], wrong.status_code))
    assert answers[0] == answers[1] == (302, CODE, 422)


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org", "javascript:1"])
def test_a_code_leads_to_our_own_pages_alone(
    client: Client, mails: MemoryTransport, wanted: str
) -> None:
    signed_up(mails)
    ask(client, next=wanted)
    client.post(CODE, {"code": code_in(mails)})
    assert client.get("/dang-nhap/vao/")["Location"] == "/"


@pytest.mark.usefixtures("mails")
def test_what_is_no_contact_is_said_at_the_field_and_stays(client: Client) -> None:
    answer = ask(client, "cong dan")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi số điện thoại di động 10 chữ số" in page
    assert 'value="cong dan"' in page
    assert not OneTimeCode.objects.exists()


def test_a_channel_that_is_off_is_not_offered(client: Client, mails: MemoryTransport) -> None:
    del mails
    assert "Nơi này chưa gửi được tin nhắn." in client.get(BEGIN).content.decode()
    answer = ask(client, "0912345678")
    assert answer.status_code == 503
    assert "Hãy dùng loại kia." in answer.content.decode()
    assert not OneTimeCode.objects.exists()


def test_without_any_channel_the_page_leads_to_the_counter(client: Client) -> None:
    page = client.get(BEGIN).content.decode()
    assert "nên chưa đăng nhập bằng mã được" in page
    assert "Trung tâm Phục vụ hành chính công" in page
    assert 'name="contact"' not in page


def test_wrong_codes_say_so_and_the_fifth_ends_it(client: Client, mails: MemoryTransport) -> None:
    ask(client)
    code = code_in(mails)
    wrong = "000000" if code != "000000" else "111111"
    answers = [client.post(CODE, {"code": wrong}) for _try in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [409]
    assert "Hãy xin mã mới." in answers[4].content.decode()
    assert client.post(CODE, {"code": code}).status_code == 409
    assert not SignedInSession.objects.exists()


def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_stays(
    client: Client, mails: MemoryTransport
) -> None:
    ask(client)
    client.post(CODE, {"code": code_in(mails)})
    answer = client.post(SIGN_UP, {**WHO, "personal_number": "123"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Số định danh cá nhân gồm đúng 12 chữ số" in page
    assert 'value="Nguyễn Thị Lành"' in page
    assert not Account.objects.exists()


def test_the_steps_cannot_be_skipped(client: Client) -> None:
    assert client.get(CODE)["Location"] == BEGIN
    assert client.get(SIGN_UP)["Location"] == BEGIN
    assert client.post(SIGN_UP, WHO)["Location"] == BEGIN
    assert not Account.objects.exists()


def test_doors_need_the_csrf_token(mails: MemoryTransport) -> None:
    del mails
    strict = Client(enforce_csrf_checks=True)
    for page in (BEGIN, CODE, SIGN_UP):
        assert strict.post(page, {"contact": "lanh@example.vn"}).status_code == 403
    assert not OneTimeCode.objects.exists()


def test_who_is_signed_in_needs_no_code(client: Client) -> None:
    client.force_login(AccountFactory.create())
    assert client.get(BEGIN)["Location"] == "/tai-khoan/"
