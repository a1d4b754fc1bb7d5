import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from province.foundation.audit.models import AuditEntry
from province.kernel.org.models import Account, Official
from province.kernel.org.tests.factories import HoldingFactory, OfficialFactory, PostFactory
from province.sites.console.chance import new_password, new_pin
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import (
    count_queries,
    key_of,
    secret_in,
    sheet,
)

pytestmark = pytest.mark.django_db
PERSON = {"full_name": "Nguyễn Thị Ẩn", "email": "an@example.vn", "phone": "0296 3852 999"}
SIGN_IN = "/dang-nhap/"


def own(account: Account) -> int:
    assert account.official_id is not None
    return account.official_id


def newcomer(town: Town) -> Official:
    """Return an official with a post of the unit and no account."""
    official = OfficialFactory.create(full_name="Đỗ Văn Ẩn")
    HoldingFactory.create(post=town.free_post, official=official)
    return official


def test_the_unit_s_list_has_the_own_people_with_contacts(town: Town, enter: Enter) -> None:
    page = enter(town.unit_admin).get(town.url("officials")).content.decode()

    assert ("Le An" in page, "specialist@example.vn" in page) == (True, True)
    assert ("Tran Khac" in page, "Quach Tinh" in page) == (False, False)


def test_the_list_is_searched_and_filtered(town: Town, enter: Enter) -> None:
    OfficialFactory.create(full_name="Chưa Có", folded="chua co")
    client, url = enter(town.province_admin), town.url("officials")

    found = client.get(url, {"q": "LE an"}).content.decode()
    bare = client.get(url, {"tai-khoan": "khong", "vi-tri": "khong"}).content.decode()
    nobody = client.get(url, {"q": "zzz"}).content.decode()

    assert ("Le An" in found, "Ly Thu" in found) == (True, False)
    assert ("Chưa Có" in bare, "Le An" in bare) == (True, False)
    assert "Không có cán bộ nào khớp" in nobody


def test_the_list_as_a_spreadsheet(town: Town, enter: Enter) -> None:
    answer = enter(town.unit_admin).get(town.url("officials_export"), {"q": "le an"})

    _head, *rows = sheet(answer.content)
    assert rows == [
        (
            "Le An",
            "Chuyên viên, Phường Mỹ Thới",
            town.specialist.username,
            "specialist@example.vn",
            "0296 3852 123",
        )
    ]


def test_pages_of_officials_take_as_many_queries_for_one_as_for_thirty(
    town: Town, enter: Enter
) -> None:
    client = enter(town.province_admin)
    urls = (town.url("officials"), town.url("official", own(town.specialist)))
    before = [count_queries(client, url) for url in urls]
    for post in PostFactory.create_batch(30, agency=town.own):
        HoldingFactory.create(post=post)
        HoldingFactory.create(post__agency=town.own, official_id=own(town.specialist))

    assert [count_queries(client, url) for url in urls] == before
    assert max(before) <= 12


def test_a_newcomer_is_led_from_the_list_to_a_post_and_an_account(town: Town, enter: Enter) -> None:
    client = enter(town.unit_admin)

    answer = client.post(town.url("register_official"), PERSON)

    made = Official.objects.get(full_name=PERSON["full_name"])
    assert answer["Location"] == town.url("official", made.pk)
    page = client.get(answer["Location"]).content.decode()
    give = f"{town.url('assign_holding', town.free_post.pk)}?can-bo={made.pk}"
    assert "Giao một vị trí trống của đơn vị trước" in page
    assert give in page
    assert client.get(town.url("open_account", made.pk)).status_code == 403
    HoldingFactory.create(post=town.free_post, official=made)
    assert town.url("open_account", made.pk) in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        ({"full_name": ""}, "id_full_name"),
        ({"full_name": "\u0001"}, "id_full_name"),
        ({"full_name": "a" * 41}, "id_full_name"),
        ({"email": "không phải thư"}, "id_email"),
        ({"phone": "gọi sau"}, "id_phone"),
    ],
)
def test_a_faulty_official_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, str], anchor: str
) -> None:
    before = Official.objects.count()

    answer = enter(town.unit_admin).post(town.url("register_official"), {**PERSON, **change})

    assert answer.status_code == 422
    assert f'href="#{anchor}"' in answer.content.decode()
    assert (Official.objects.count(), AuditEntry.objects.count()) == (before, 0)


def opened(client: Client, town: Town, official: Official) -> tuple[str, str, str]:
    """Open an account; return its name, its password and the key of the form."""
    url = town.url("open_account", official.pk)
    key = key_of(client, url)
    answer = client.post(url, {"username": "an.dv", "key": key})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return "an.dv", secret_in(answer.content.decode()), key


def test_a_first_password_is_shown_once_and_opens_the_account(town: Town, enter: Enter) -> None:
    client, official = enter(town.unit_admin), newcomer(town)

    username, password, key = opened(client, town, official)

    visitor = enter(None)
    answer = visitor.post(SIGN_IN, {"username": username, "password": password})
    assert answer["Location"] == "/tai-khoan/mat-khau/"
    again = client.post(town.url("open_account", official.pk), {"username": "b", "key": key})
    assert again["Location"] == town.url("official", official.pk)
    page = client.get(again["Location"]).content.decode()
    assert "đã hiện một lần, không hiện lại" in page
    assert password not in page
    assert Account.objects.filter(official=official).count() == 1


def test_a_secret_is_in_no_session_and_nowhere_in_clear(town: Town, enter: Enter) -> None:
    client, official = enter(town.unit_admin), newcomer(town)

    _username, password, _key = opened(client, town, official)

    kept = [session.get_decoded() for session in Session.objects.all()]
    changes = [entry.changes for entry in AuditEntry.objects.all()]
    account = Account.objects.get(official=official)
    assert password not in f"{kept} {changes} {account.__dict__} {client.cookies}"


@pytest.mark.parametrize("username", ["Quản trị", "specialist", ""])
def test_a_faulty_account_comes_back_as_typed(town: Town, enter: Enter, username: str) -> None:
    client, official = enter(town.unit_admin), newcomer(town)
    given = {"specialist": town.specialist.username}.get(username, username)
    url = town.url("open_account", official.pk)
    key = key_of(client, url)

    answer = client.post(url, {"username": given, "key": key})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_username"' in page
    assert 'class="secret"' not in page
    assert not Account.objects.filter(official=official).exists()
    assert not AuditEntry.objects.exists()
    assert client.post(url, {"username": "an.dv", "key": key}).status_code == 200


def test_a_form_without_its_key_makes_no_secret(town: Town, enter: Enter) -> None:
    official = newcomer(town)

    answer = enter(town.unit_admin).post(
        town.url("open_account", official.pk), {"username": "an.dv"}
    )

    assert answer.status_code == 422
    assert not Account.objects.filter(official=official).exists()


def test_a_new_password_ends_the_old_one_and_every_session(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("new_password", own(town.specialist))
    key = key_of(client, url)

    answer = client.post(url, {"key": key})
    again = client.post(url, {"key": key})

    town.specialist.refresh_from_db()
    assert town.specialist.check_password(secret_in(answer.content.decode()))
    assert town.specialist.must_change_password
    assert again["Location"] == town.url("official", own(town.specialist))


def test_an_account_is_closed_and_the_page_says_so(town: Town, enter: Enter) -> None:
    client, official = enter(town.unit_admin), own(town.specialist)

    answer = client.post(town.url("close_account", official))

    town.specialist.refresh_from_db()
    page = client.get(answer["Location"]).content.decode()
    assert not town.specialist.is_active
    assert ("Đã đóng" in page, "Mở lại tài khoản" in page) == (True, True)
    assert client.get(town.url("new_password", official)).status_code == 404


@pytest.mark.parametrize("name", ["close_account", "new_password"])
def test_the_own_account_is_left_to_others(town: Town, enter: Enter, name: str) -> None:
    client, url = enter(town.unit_admin), town.url(name, own(town.unit_admin))
    given = {} if name == "close_account" else {"key": key_of(client, url)}
    was = town.unit_admin.password

    answer = client.post(url, given)

    town.unit_admin.refresh_from_db()
    assert answer.status_code == 422
    assert "Không tự đóng" in answer.content.decode()
    assert (town.unit_admin.is_active, town.unit_admin.password) == (True, was)


def test_a_role_of_the_whole_province_is_not_managed_in_the_unit(town: Town, enter: Enter) -> None:
    held = HoldingFactory.create(post__agency=town.own, post__role="auditor")
    client = enter(town.unit_admin)

    page = client.get(town.url("official", held.official_id)).content.decode()

    assert "vai trò của cả tỉnh" in page
    assert client.get(town.url("open_account", held.official_id)).status_code == 403


def test_secrets_are_strong_and_never_the_same() -> None:
    passwords, pins = {new_password() for _ in range(50)}, {new_pin() for _ in range(50)}

    assert (len(passwords), len(pins)) == (50, 50)
    assert {len(one) for one in passwords} == {19}
    assert all(len(set(pin)) < len(pin) == 8 and pin.isdigit() for pin in pins)
