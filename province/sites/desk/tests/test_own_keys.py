import pytest
from django.test import Client
from django.urls import reverse

from province.foundation.audit.models import AuditEntry
from province.kernel.org.models import Account
from province.kernel.signing.models import KeyShare, PinCounter
from province.sites.console.tests.conftest import Enter, Town, enter, town, worker
from province.sites.console.tests.reading import count_queries
from province.sites.console.tests.test_keys import PIN, issued, lock, own, sealed

__all__ = ["enter", "town"]
pytestmark = pytest.mark.django_db
NEW = "736182"
LIST = "/tai-khoan/khoa-ky-so/"
CHANGE = {"old_pin": PIN, "new_pin": NEW, "repeat": NEW}


@pytest.fixture
def clerk(town: Town, enter: Enter) -> Client:
    return enter(town.clerk)


def tries() -> list[int]:
    return list(PinCounter.objects.using("access").values_list("tried", flat=True))


def test_who_keeps_no_key_reads_what_to_do(town: Town, enter: Enter) -> None:
    page = enter(town.specialist).get(LIST).content.decode()

    assert "Bạn chưa giữ khóa ký nào" in page


def test_the_own_keys_and_the_link_to_them(town: Town, clerk: Client) -> None:
    sealed(town)
    issued(own(town.clerk), name="Ly Thu")
    issued(own(town.specialist))

    page = clerk.get(LIST).content.decode()

    assert ("Con dấu số" in page, "Chứng thư ký" in page, "Le An" in page) == (True, True, False)
    assert LIST in clerk.get("/tai-khoan/").content.decode()
    assert count_queries(clerk, LIST) <= 12


@pytest.mark.usefixtures("town")
def test_nobody_and_citizens_have_no_keys(client: Client) -> None:
    assert client.get(LIST)["Location"].split("?")[0] == "/dang-nhap/"

    citizen = Account.objects.create(username="cong-dan", party_id=7)
    client.force_login(citizen, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(LIST).status_code == 403
    assert LIST not in client.get("/tai-khoan/").content.decode()


def test_a_first_pin_is_told_until_it_is_changed(town: Town, clerk: Client) -> None:
    credential = issued(own(town.clerk))
    KeyShare.objects.update(must_change=True)
    said = "Mã PIN đang dùng do quản trị cấp."
    assert said in clerk.get(LIST).content.decode()

    clerk.post(reverse("own_keys:change_pin", args=[credential]), CHANGE)

    assert said not in clerk.get(LIST).content.decode()


def test_a_pin_is_changed(town: Town, clerk: Client) -> None:
    url = reverse("own_keys:change_pin", args=[issued(own(town.clerk))])

    first = clerk.post(url, CHANGE)
    second = clerk.post(url, {"old_pin": NEW, "new_pin": PIN, "repeat": PIN})

    assert (first["Location"], second["Location"]) == (LIST, LIST)
    assert AuditEntry.objects.filter(action="signing.pin_changed").count() == 2


@pytest.mark.parametrize(
    ("change", "anchor", "sentence"),
    [
        ({"old_pin": "111222"}, "id_old_pin", "Còn 4 lần thử"),
        ({"new_pin": "123456", "repeat": "123456"}, "id_new_pin", "từ 6 đến 12 chữ số"),
        ({"repeat": "999888"}, "id_repeat", "Hai lần ghi không giống nhau."),
        ({"new_pin": PIN, "repeat": PIN}, "id_new_pin", "phải khác mã PIN đang dùng"),
        ({"old_pin": ""}, "id_old_pin", ""),
    ],
)
def test_a_pin_that_is_refused_stays(
    town: Town,
    clerk: Client,
    change: dict[str, str],
    anchor: str,
    sentence: str,
) -> None:
    url = reverse("own_keys:change_pin", args=[issued(own(town.clerk))])
    before = list(KeyShare.objects.values())

    answer = clerk.post(url, {**CHANGE, **change})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert sentence in page
    assert NEW not in page
    assert list(KeyShare.objects.values()) == before
    assert not AuditEntry.objects.filter(action="signing.pin_changed").exists()


def test_a_locked_key_says_so(town: Town, clerk: Client) -> None:
    credential = issued(own(town.clerk))
    lock(credential)

    answer = clerk.post(reverse("own_keys:change_pin", args=[credential]), CHANGE)

    assert answer.status_code == 422
    assert "Khóa ký đã bị khóa" in answer.content.decode()
    assert "Hãy gặp quản trị tỉnh để mở khóa" in clerk.get(LIST).content.decode()


def test_the_key_of_another_is_unknown(town: Town, clerk: Client) -> None:
    credential = issued(own(town.specialist))

    answer = clerk.post(reverse("own_keys:change_pin", args=[credential]), CHANGE)

    assert (answer.status_code, tries()) == (404, [])


def test_the_seal_is_entrusted_to_another_clerk(town: Town, clerk: Client) -> None:
    second = worker(town.own, "clerk", "Cao Hai", "Văn thư 2")
    seal = sealed(town)
    url = reverse("own_keys:entrust_seal", args=[seal])
    given = {"clerk": own(second), "pin": PIN, "to_pin": NEW, "repeat": NEW}

    faults = [
        clerk.post(url, {**given, **change}).status_code
        for change in (
            {"clerk": own(town.specialist)},
            {"pin": "111222"},
            {"to_pin": "1", "repeat": "1"},
            {"repeat": "999888"},
        )
    ]
    assert (faults, KeyShare.objects.count()) == ([422] * 4, 1)
    answer = clerk.post(url, given)

    keepers = KeyShare.objects.order_by("pk").values_list("official_id", flat=True)
    assert answer["Location"] == LIST
    assert list(keepers) == [own(town.clerk), own(second)]
    assert "Ly Thu, Cao Hai" in clerk.get(LIST).content.decode()


def test_a_seal_stays_alone_where_there_is_no_other_clerk(town: Town, clerk: Client) -> None:
    seal, key = sealed(town), issued(own(town.clerk))

    page = clerk.get(reverse("own_keys:entrust_seal", args=[seal])).content.decode()

    assert "không có văn thư nào khác" in page
    assert clerk.get(reverse("own_keys:entrust_seal", args=[key])).status_code == 404
