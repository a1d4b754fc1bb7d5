import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.foundation.messages.memory import MemoryTransport
from province.kernel.citizens.commands import contacts
from province.kernel.citizens.models import LinkedIdentity
from province.kernel.citizens.tests.test_web import CODE, ask, code_in, signed_up
from province.kernel.org.models import Account
from province.kernel.org.tests.factories import AccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("config.urls")]
MINE = "/tai-khoan/thong-tin/"
NEW, PROVE = f"{MINE}lien-he/", f"{MINE}lien-he/ma/"
PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts


def change(client: Client, mails: MemoryTransport, to: str = "moi@example.vn") -> int:
    assert client.post(NEW, {"contact": to})["Location"] == PROVE
    return client.post(PROVE, {"code": code_in(mails)}).status_code


def subjects() -> list[str]:
    return list(LinkedIdentity.objects.order_by("subject").values_list("subject", flat=True))


def test_my_account_says_what_i_declared(mails: MemoryTransport) -> None:
    page = signed_up(mails).get(MINE).content.decode()
    assert "Tự khai, chưa xác minh" in page
    assert "lanh@example.vn" in page
    assert "000190000018" not in page


def test_a_new_address_takes_the_place_of_the_old_one(mails: MemoryTransport) -> None:
    client = signed_up(mails)
    assert change(client, mails) == 302
    assert subjects() == ["email:moi@example.vn"]
    assert AuditEntry.objects.get(action="citizens.contact_changed").changes == {
        "kind": "email",
        "replaced": 1,
    }
    contacts.tell_old_contact(subject="email:lanh@example.vn", language="vi")
    assert (mails.sent[-1].to, "gọi 1022" in mails.sent[-1].text) == ("lanh@example.vn", True)


def test_a_phone_stands_beside_the_mail(mails: MemoryTransport, texts: MemoryTransport) -> None:
    client = signed_up(mails)
    assert change(client, texts, "0912345678") == 302
    assert subjects() == ["email:lanh@example.vn", "phone:0912345678"]


def test_an_address_of_another_account_changes_nothing(mails: MemoryTransport) -> None:
    signed_up(mails)
    other = Client()
    ask(other, "khac@example.vn")
    other.post(CODE, {"code": code_in(mails)})
    assert LinkedIdentity.objects.count() == 1
    LinkedIdentity.objects.create(
        account=AccountFactory.create(),
        provider="local",
        subject="email:moi@example.vn",
        linked_at=timezone.now(),
    )
    client = Client()
    ask(client)
    client.get(client.post(CODE, {"code": code_in(mails)})["Location"])
    assert change(client, mails) == 422
    assert subjects() == ["email:lanh@example.vn", "email:moi@example.vn"]
    assert not AuditEntry.objects.filter(action="citizens.contact_changed").exists()


def test_the_page_is_not_for_officials(client: Client) -> None:
    client.force_login(AccountFactory.create())
    assert client.get(MINE).status_code == 404


def test_a_first_password_needs_no_present_one(mails: MemoryTransport) -> None:
    client = signed_up(mails)
    page = client.get("/tai-khoan/").content.decode()
    assert ("Đặt mật khẩu" in page, "Xác thực hai bước" in page) == (True, False)
    client.post("/tai-khoan/mat-khau/", {"password": PASSWORD, "repeat": PASSWORD})
    assert Account.objects.get().check_password(PASSWORD)
    assert "Xác thực hai bước" in client.get("/tai-khoan/").content.decode()
    again = client.post("/tai-khoan/mat-khau/", {"password": "mat-khau-2026-moi"})
    assert "present" in again.context["form"].errors
