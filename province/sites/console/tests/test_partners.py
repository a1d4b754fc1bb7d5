import pytest
from django.test import Client
from django.utils import timezone

from province.contexts.exchange import public as exchange
from province.contexts.exchange.models import Partner, PartnerKey
from province.sites.console.selfcheck.partner import CODE, one_time_key
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import count_queries, key_of, secret_in

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Hệ thống của Bưu điện tỉnh",
    "code": "buu-dien",
    "basis": "Thỏa thuận 12/TT-BĐ ngày 03/11/2026",
    "contact": "Phòng Kỹ thuật",
    "scope": "filings",
}


@pytest.fixture
def manager(town: Town, enter: Enter) -> Client:
    return enter(town.province_admin)


@pytest.fixture
def partner(town: Town, manager: Client) -> int:
    assert manager.post(town.url("register_partner"), GIVEN).status_code == 302
    return Partner.objects.get(code="buu-dien").pk


def issue(town: Town, manager: Client, partner: int, **change: str) -> str:
    url = town.url("issue_partner_key", partner)
    given = {"label": "Máy chủ chính", "days": "90", "key": key_of(manager, url), **change}
    return manager.post(url, given).content.decode()


def test_an_empty_list_says_so(town: Town, manager: Client) -> None:
    assert "Chưa có hệ thống nào được kết nối." in (
        manager.get(town.url("partners")).content.decode()
    )


def test_a_partner_gets_a_key_that_is_shown_once(town: Town, manager: Client, partner: int) -> None:
    page = issue(town, manager, partner)

    secret = secret_in(page)
    actor, _key = exchange.partner_with_key(secret=secret, now=timezone.now()) or (None, 0)
    assert actor is not None
    assert actor.name == "buu-dien"
    listed = manager.get(town.url("partners")).content.decode()
    assert (secret in listed, f"tsk_{PartnerKey.objects.get().prefix}_…" in listed) == (
        False,
        True,
    )


def test_a_repeated_form_makes_no_second_key(town: Town, manager: Client, partner: int) -> None:
    url = town.url("issue_partner_key", partner)
    given = {"label": "Máy", "days": "90", "key": key_of(manager, url)}

    answers = [manager.post(url, given).status_code for _ in range(2)]

    assert (answers, PartnerKey.objects.count()) == ([200, 302], 1)


def test_what_is_wrong_stands_at_its_field_and_stays_typed(
    town: Town, manager: Client, partner: int
) -> None:
    taken = manager.post(town.url("register_partner"), GIVEN)
    wrong = manager.post(town.url("register_partner"), {**GIVEN, "code": "Bưu điện"})

    assert (taken.status_code, wrong.status_code) == (422, 422)
    assert "đã có hệ thống khác dùng" in taken.content.decode()
    assert 'value="Bưu điện"' in wrong.content.decode()
    assert list(Partner.objects.values_list("pk", flat=True)) == [partner]


def test_keys_are_revoked_and_partners_end(town: Town, manager: Client, partner: int) -> None:
    first = secret_in(issue(town, manager, partner))
    second = secret_in(issue(town, manager, partner))

    def opens(secret: str) -> bool:
        return exchange.partner_with_key(secret=secret, now=timezone.now()) is not None

    key = PartnerKey.objects.earliest("pk").pk
    assert manager.post(town.url("revoke_partner_key", key)).status_code == 302
    assert (opens(first), opens(second)) == (False, True)
    assert manager.get(town.url("revoke_partner_key", key)).status_code == 404
    assert manager.post(town.url("end_partner", partner)).status_code == 302
    assert opens(second) is False
    assert "đã chấm dứt" in manager.get(town.url("partners")).content.decode()


def test_only_the_provinces_administrators_come_in(town: Town, enter: Enter, partner: int) -> None:
    unit_admin = enter(town.unit_admin)
    addresses = [
        town.url("partners"),
        town.url("register_partner"),
        town.url("issue_partner_key", partner),
        town.url("end_partner", partner),
    ]

    assert [unit_admin.get(url).status_code for url in addresses] == [403] * 4
    assert unit_admin.post(addresses[3]).status_code == 403
    assert Partner.objects.get().ended_at is None


def test_one_partner_and_three_cost_the_same(town: Town, manager: Client, partner: int) -> None:
    issue(town, manager, partner)
    one = count_queries(manager, town.url("partners"))
    for number in range(2):
        manager.post(town.url("register_partner"), {**GIVEN, "code": f"khac-{number}"})

    assert count_queries(manager, town.url("partners")) == one


def test_the_key_of_a_self_check_ends_with_it() -> None:
    now = timezone.now()
    for _run in range(2):
        with one_time_key(now=now) as secret:
            actor, _key = exchange.partner_with_key(secret=secret, now=now) or (None, 0)
            assert actor is not None
            assert (actor.name, exchange.partner_with_key(secret=secret, now=now) is None) == (
                CODE,
                False,
            )
        assert exchange.partner_with_key(secret=secret, now=now) is None
    assert Partner.objects.filter(code=CODE).count() == 1
