import pytest
from django.test import Client

from province.foundation.audit.models import AuditEntry
from province.kernel.factors.commands.setting_up import keep_first_codes
from province.kernel.factors.models import AppSecret, RolePolicy
from province.kernel.org.models import Account, SignedInSession
from province.kernel.org.tests.factories import NOW
from province.sites.console.loading import load_protection
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db


def give_app(account: Account) -> None:
    AppSecret.objects.create(account=account, ciphertext=b"x", begun_at=NOW, confirmed_at=NOW)
    keep_first_codes(account_id=account.pk, codes=("ABCDEFGH23",))


def sign_in(account: Account) -> None:
    client = Client()
    client.force_login(account)
    SignedInSession.objects.create(
        account=account,
        session_key=client.session.session_key or "",
        browser="Chrome, Windows",
        address="113.161.5.7",
        started_at=NOW,
        last_seen_at=NOW,
    )


def test_the_administrator_says_which_roles_need_a_second_step(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("factor_policy")

    client.post(url, {"roles": ["leader", "clerk"], "grace_days": "7"})
    shown = client.get(url).context["form"]
    wrong = client.post(url, {"roles": ["leader"], "grace_days": "91"})

    assert list(RolePolicy.objects.order_by("role").values_list("role", "grace_days")) == [
        ("clerk", 7),
        ("leader", 7),
    ]
    assert shown["roles"].value() == ["clerk", "leader"]
    assert shown["grace_days"].value() == 7
    assert wrong.status_code == 422
    assert "Ghi số ngày từ 0 đến 90." in wrong.content.decode()


def test_a_unit_s_administrator_does_not(town: Town, enter: Enter) -> None:
    answer = enter(town.unit_admin).post(town.url("factor_policy"), {"grace_days": "7"})
    assert answer.status_code == 403
    assert not RolePolicy.objects.exists()


def test_lost_steps_are_taken_away_with_a_reason(town: Town, enter: Enter) -> None:
    give_app(town.specialist)
    official_id = town.specialist.official_id or 0
    client, url = enter(town.unit_admin), town.url("reset_factors", official_id)
    assert "Gỡ các bước xác thực" in client.get(town.url("official", official_id)).content.decode()

    nothing = client.post(url, {"reason": ""})
    assert (nothing.status_code, AppSecret.objects.count()) == (422, 1)
    client.post(url, {"reason": "mất điện thoại"})

    assert not AppSecret.objects.exists()
    assert AuditEntry.objects.get(action="factors.reset").changes == {"reason": "mất điện thoại"}
    again = client.post(url, {"reason": "mất điện thoại"})
    assert "Tài khoản này không có bước xác thực ấy." in again.content.decode()


def test_somebody_is_signed_out_everywhere(town: Town, enter: Enter) -> None:
    sign_in(town.specialist)
    official_id = town.specialist.official_id or 0
    client = enter(town.unit_admin)
    page = client.get(town.url("official", official_id)).content.decode()
    assert ("113.161.…" in page, "113.161.5.7" in page) == (True, False)

    client.post(town.url("end_sessions", official_id))

    assert not SignedInSession.objects.filter(account=town.specialist).exists()
    assert AuditEntry.objects.get(action="org.sessions_ended").changes == {"ended": 1}


@pytest.mark.parametrize("page", ["reset_factors", "end_sessions"])
def test_nobody_touches_an_account_of_another_unit(town: Town, enter: Enter, page: str) -> None:
    give_app(town.stranger)
    sign_in(town.stranger)
    answer = enter(town.unit_admin).post(
        town.url(page, town.stranger.official_id or 0), {"reason": "thử"}
    )
    assert answer.status_code in {403, 404}
    assert AppSecret.objects.count() == 1
    assert SignedInSession.objects.filter(account=town.stranger).count() == 1


def test_an_install_in_earnest_starts_with_the_rule_and_keeps_what_was_changed(town: Town) -> None:
    del town
    load_protection(now=NOW)
    assert RolePolicy.objects.count() == 4
    RolePolicy.objects.all().delete()
    load_protection(now=NOW)
    assert not RolePolicy.objects.exists()
