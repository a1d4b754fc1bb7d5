"""Pages: correcting an official, and opening a closed account again."""

import pytest
from django.test import Client

from province.foundation.audit.models import AuditEntry
from province.kernel.org.models import Account, Official
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import key_of, secret_in

pytestmark = pytest.mark.django_db
GIVEN = {
    "full_name": "Lê Thị Ân",
    "email": "an@example.vn",
    "phone": "0296 3852 999",
    "reason": "Cải chính họ tên",
}


def own(account: Account) -> int:
    assert account.official_id is not None
    return account.official_id


def test_who_may_open_the_pages(town: Town, enter: Enter) -> None:
    Account.objects.filter(pk=town.specialist.pk).update(is_active=False)
    for name in ("correct_official", "reopen_account"):
        url = town.url(name, own(town.specialist))
        assert enter(town.unit_admin).get(url).status_code == 200
        assert enter(town.province_admin).get(url).status_code == 200
        assert enter(town.clerk).get(url).status_code == 403
        assert enter(town.clerk).post(url, {**GIVEN, "key": "x"}).status_code == 403
        assert enter(None).get(url).status_code == 302
        other = town.url(name, own(town.stranger))
        assert enter(town.unit_admin).post(other, {**GIVEN, "key": "x"}).status_code == 404
    assert not AuditEntry.objects.exists()


def test_an_official_is_corrected_from_the_own_page(town: Town, enter: Enter) -> None:
    client, official_id = enter(town.unit_admin), own(town.specialist)
    url = town.url("correct_official", official_id)
    assert f'href="{url}"' in client.get(town.url("official", official_id)).content.decode()
    assert 'value="Le An"' in client.get(url).content.decode()

    page = client.post(url, GIVEN, follow=True).content.decode()

    assert ("Đã sửa thông tin cán bộ." in page, "Lê Thị Ân" in page) == (True, True)
    assert AuditEntry.objects.get().changes["reason"] == "Cải chính họ tên"
    again = client.post(url, GIVEN, follow=True).content.decode()
    assert "không có gì thay đổi" in again
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("field", ["full_name", "reason", "phone"])
def test_a_faulty_correction_comes_back_as_typed(town: Town, enter: Enter, field: str) -> None:
    url = town.url("correct_official", own(town.specialist))
    wrong = {"phone": "abc"}.get(field, "")

    answer = enter(town.unit_admin).post(url, {**GIVEN, field: wrong})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "an@example.vn" in answer.content.decode()
    assert Official.objects.get(pk=own(town.specialist)).full_name == "Le An"
    assert not AuditEntry.objects.exists()


def test_a_closed_account_is_opened_again_and_its_password_must_change(
    town: Town, enter: Enter
) -> None:
    client, official_id = enter(town.unit_admin), own(town.specialist)
    client.post(town.url("close_account", official_id))
    url = town.url("reopen_account", official_id)
    assert f'href="{url}"' in client.get(town.url("official", official_id)).content.decode()
    form = {"reason": "Hết kỳ biệt phái", "key": key_of(client, url)}

    secret = secret_in(client.post(url, form).content.decode())

    again = client.post(url, form, follow=True).content.decode()
    assert secret not in again
    town.specialist.refresh_from_db()
    assert town.specialist.check_password(secret)
    person = Client()
    answer = person.post("/dang-nhap/", {"username": town.specialist.username, "password": secret})
    assert answer["Location"] == "/tai-khoan/mat-khau/"
    assert person.get("/ban-lam-viec/")["Location"] == "/tai-khoan/mat-khau/"


def test_a_reopening_without_reason_leaves_the_account_closed(town: Town, enter: Enter) -> None:
    client, official_id = enter(town.unit_admin), own(town.specialist)
    client.post(town.url("close_account", official_id))
    url = town.url("reopen_account", official_id)

    answer = client.post(url, {"reason": " ", "key": key_of(client, url)})

    assert answer.status_code == 422
    town.specialist.refresh_from_db()
    assert not town.specialist.is_active
    assert AuditEntry.objects.filter(action="org.account_reopened").count() == 0


def test_an_open_account_is_not_opened_again(town: Town, enter: Enter) -> None:
    client, official_id = enter(town.unit_admin), own(town.specialist)
    url = town.url("reopen_account", official_id)
    assert client.get(url)["Location"] == town.url("official", official_id)

    answer = client.post(url, {"reason": "Nhầm", "key": "k"})

    assert answer.status_code == 422
    assert "Tài khoản này đang mở" in answer.content.decode()
    assert not AuditEntry.objects.exists()


def test_a_first_password_opens_nothing_but_the_change_form(town: Town, enter: Enter) -> None:
    client, official_id = enter(town.province_admin), own(town.unit_admin)
    url = town.url("new_password", official_id)
    secret = secret_in(client.post(url, {"key": key_of(client, url)}).content.decode())
    person, change = Client(), "/tai-khoan/mat-khau/"
    asked = {"username": town.unit_admin.username, "password": secret, "next": "/quan-tri/can-bo/"}
    assert person.post("/dang-nhap/", asked)["Location"] == change
    act = town.url("close_account", own(town.specialist))
    count = AuditEntry.objects.count()

    for path in ("/", "/ban-lam-viec/", "/quan-tri/can-bo/", "/api/v1/", "/tai-khoan/", act):
        assert person.get(path)["Location"] == change
        assert person.post(path)["Location"] == change

    town.specialist.refresh_from_db()
    assert town.specialist.is_active
    assert AuditEntry.objects.count() == count
    new = "mat-khau-rieng-2026"
    person.post(change, {"present": secret, "password": new, "repeat": new})
    assert person.get("/quan-tri/can-bo/").status_code == 200
