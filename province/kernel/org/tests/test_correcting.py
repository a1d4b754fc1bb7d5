"""Correcting an official, and opening a closed account again."""

from typing import Any

import pytest
from django.db import transaction

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, public
from province.kernel.org.errors import (
    AccountNotFoundError,
    AccountOpenError,
    MayNotManageAccountsError,
    NameMissingError,
    NameOddError,
    OfficialNotFoundError,
    ReasonMissingError,
    WeakPasswordError,
)
from province.kernel.org.models import Account, Official
from province.kernel.org.tests.factories import (
    NOW,
    AccountFactory,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
)

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-khac-2026"  # noqa: S105 -- of the tests' own accounts
REASON = "Đổi họ theo quyết định cải chính hộ tịch"


def unit_admin(*units: int) -> Actor:
    held = frozenset({permissions.MANAGE_ACCOUNTS})
    return Actor(account_id=1, abilities_by_unit=dict.fromkeys(units, held))


def correct(actor: Actor, official: Official, **changed: Any) -> bool:
    fields: dict[str, Any] = {
        "full_name": "Đỗ Thị Mới",
        "email": "moi@example.vn",
        "phone": "0296 3852 777",
        "reason": REASON,
        **changed,
    }
    return public.correct_official(actor=actor, official_id=official.pk, now=NOW, **fields)


def reopen(actor: Actor, account: Account, **changed: Any) -> None:
    fields: dict[str, Any] = {"password": PASSWORD, "reason": "Nghỉ thai sản xong", **changed}
    public.reopen_account(actor=actor, account_id=account.pk, now=NOW, **fields)


def closed(**fields: Any) -> Account:
    return AccountFactory.create(
        official=OfficialFactory.create(), is_active=False, closes_at=NOW, **fields
    )


def test_a_correction_changes_list_search_and_account(admin: Actor) -> None:
    official = OfficialFactory.create(full_name="Đỗ Thị Cũ", email="cu@example.vn", phone="")
    account = AccountFactory.create(official=official, display_name="Đỗ Thị Cũ")

    assert correct(admin, official, full_name=" Đỗ  Thị Mới ")

    official.refresh_from_db()
    account.refresh_from_db()
    assert (official.full_name, official.given_name, official.folded) == (
        "Đỗ Thị Mới",
        "Mới",
        "do thi moi",
    )
    assert (official.email, account.display_name) == ("moi@example.vn", "Đỗ Thị Mới")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.changes) == (
        "org.official_corrected",
        f"official:{official.pk}",
        {
            "full_name": ["Đỗ Thị Cũ", "Đỗ Thị Mới"],
            "email": ["cu@example.vn", "moi@example.vn"],
            "phone": ["", "0296 3852 777"],
            "reason": REASON,
        },
    )


def test_a_correction_that_changes_nothing_is_none(admin: Actor) -> None:
    official = OfficialFactory.create(full_name="Đỗ Thị Cũ")
    same = {"full_name": official.full_name, "email": official.email, "phone": official.phone}

    assert not correct(admin, official, **same)

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"full_name": " "}, NameMissingError),
        ({"full_name": "Nguyễn <b>Ngọc</b>"}, NameOddError),
        ({"reason": " "}, ReasonMissingError),
    ],
)
def test_a_refused_correction_changes_nothing(
    admin: Actor, changed: dict[str, Any], refusal: type[DomainError]
) -> None:
    official = OfficialFactory.create(full_name="Đỗ Thị Cũ")

    with pytest.raises(refusal), transaction.atomic():
        correct(admin, official, **changed)

    official.refresh_from_db()
    assert official.full_name == "Đỗ Thị Cũ"
    assert not AuditEntry.objects.exists()


def test_who_corrects_whom(admin: Actor, nobody: Actor) -> None:
    here, elsewhere = AgencyFactory.create(), AgencyFactory.create()
    official = HoldingFactory.create(post__agency=here).official

    assert correct(unit_admin(here.pk), official)
    for actor in (nobody, unit_admin(elsewhere.pk)):
        with pytest.raises(MayNotManageAccountsError):
            correct(actor, official, full_name="Kẻ Khác")
    with pytest.raises(OfficialNotFoundError):
        correct(admin, OfficialFactory.create(is_test=True))

    official.refresh_from_db()
    assert official.full_name == "Đỗ Thị Mới"
    assert AuditEntry.objects.count() == 1


def test_a_reopened_account_has_a_first_password_that_must_change(admin: Actor) -> None:
    account = closed()
    was = account.password

    reopen(admin, account)

    account.refresh_from_db()
    assert (account.is_active, account.closes_at, account.must_change_password) == (
        True,
        None,
        True,
    )
    assert (account.check_password(PASSWORD), account.password == was) == (True, False)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.changes) == (
        "org.account_reopened",
        {"reason": "Nghỉ thai sản xong"},
    )


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"reason": " "}, ReasonMissingError), ({"password": "123"}, WeakPasswordError)],
)
def test_a_refused_reopening_leaves_the_account_closed(
    admin: Actor, changed: dict[str, Any], refusal: type[DomainError]
) -> None:
    account = closed()

    with pytest.raises(refusal), transaction.atomic():
        reopen(admin, account, **changed)

    account.refresh_from_db()
    assert (account.is_active, account.closes_at) == (False, NOW)
    assert not AuditEntry.objects.exists()


def test_what_is_not_reopened(admin: Actor, nobody: Actor) -> None:
    open_one = AccountFactory.create(official=OfficialFactory.create())
    of_selfcheck = AccountFactory.create(
        official=OfficialFactory.create(is_test=True), is_active=False, closes_at=NOW
    )
    of_citizen = AccountFactory.create(official=None, party_id=9, is_active=False, closes_at=NOW)

    with pytest.raises(AccountOpenError):
        reopen(admin, open_one)
    for account in (of_selfcheck, of_citizen):
        with pytest.raises(AccountNotFoundError):
            reopen(admin, account)
    with pytest.raises(MayNotManageAccountsError):
        reopen(nobody, closed())

    assert not AuditEntry.objects.exists()
    assert Account.objects.filter(is_active=False).count() == 3
