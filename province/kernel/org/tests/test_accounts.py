from datetime import timedelta
from typing import Any

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import ANONYMOUS, Actor
from province.kernel.org import permissions, public
from province.kernel.org.commands import accounts, sessions
from province.kernel.org.contracts import OneTimeAccount
from province.kernel.org.errors import (
    AccountNotFoundError,
    MayNotManageAccountsError,
    NameMissingError,
    OfficialNotFoundError,
    PeriodError,
    PostNotFoundError,
    RoleUnknownError,
    UnitUnderTestBusyError,
    UsernameGrammarError,
    UsernameTakenError,
    WeakPasswordError,
)
from province.kernel.org.models import Account, Holding, Official, SignedInSession
from province.kernel.org.queries import people
from province.kernel.org.tests.factories import (
    NOW,
    AccountFactory,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
)

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-khac-2026"  # noqa: S105 -- of the tests' own accounts
SOON = NOW + timedelta(minutes=10)


def local_admin(*units: int) -> Actor:
    held = frozenset({permissions.MANAGE_ACCOUNTS})
    return Actor(account_id=1, abilities_by_unit=dict.fromkeys(units, held))


def open_account(actor: Actor, **change: Any) -> int:
    fields: dict[str, Any] = {
        "username": "van.thu",
        "password": PASSWORD,
        "display_name": "Văn Thư",
        **change,
    }
    return accounts.open_account(actor=actor, now=NOW, **fields)


def one_time(actor: Actor, **change: Any) -> OneTimeAccount:
    fields: dict[str, Any] = {
        "username": "kt-1",
        "password": PASSWORD,
        "display_name": "Kiểm thử Lãnh đạo",
        "role": "leader",
        "closes_at": SOON,
        "now": NOW,
        **change,
    }
    return public.open_one_time_official(actor=actor, **fields)


def test_register_official_takes_the_name_apart(admin: Actor) -> None:
    official_id = public.register_official(actor=admin, full_name=" Néang  Sóc Thia ")

    row = Official.objects.get(pk=official_id)
    assert (row.full_name, row.family_name, row.given_name) == (
        "Néang Sóc Thia",
        "Néang Sóc",
        "Thia",
    )
    assert row.folded == "neang soc thia"


def test_register_official_refuses(admin: Actor, nobody: Actor) -> None:
    with pytest.raises(MayNotManageAccountsError):
        public.register_official(actor=nobody, full_name="Lê A")
    with pytest.raises(NameMissingError):
        public.register_official(actor=admin, full_name=" ")

    assert not Official.objects.exists()


def test_open_account_must_be_followed_by_a_change_of_password(admin: Actor) -> None:
    official = OfficialFactory.create()

    account_id = open_account(admin, username=" Van.Thu ", official_id=official.pk)

    row = Account.objects.get()
    assert (row.pk, row.username, row.official_id) == (account_id, "van.thu", official.pk)
    assert (row.must_change_password, row.check_password(PASSWORD)) == (True, True)
    assert AuditEntry.objects.get().changes == {
        "username": "van.thu",
        "official": official.pk,
        "party": None,
    }


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"username": "văn thư"}, UsernameGrammarError),
        ({"password": "ngan"}, WeakPasswordError),
        ({"official_id": 0}, OfficialNotFoundError),
        ({"username": "co.roi"}, UsernameTakenError),
    ],
)
def test_open_account_refuses_and_opens_nothing(
    admin: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    known = AccountFactory.create(username="co.roi")

    with pytest.raises(refusal):
        open_account(admin, **change)

    assert Account.objects.get() == known
    assert not AuditEntry.objects.exists()


def test_an_official_has_one_account(admin: Actor) -> None:
    known = AccountFactory.create()

    with pytest.raises(UsernameTakenError):
        open_account(admin, official_id=known.official_id)

    assert Account.objects.get() == known


def test_the_admin_of_a_unit_opens_accounts_of_its_own_people_only() -> None:
    held = HoldingFactory.create()
    actor = local_admin(held.post.agency_id)
    stranger = HoldingFactory.create().official_id

    assert open_account(actor, official_id=held.official_id)
    for official_id in (stranger, OfficialFactory.create().pk, None):
        with pytest.raises(MayNotManageAccountsError):
            open_account(actor, username="khac", official_id=official_id)

    assert Account.objects.count() == 1


def test_the_admin_of_a_unit_cannot_reset_who_also_works_elsewhere_or_everywhere() -> None:
    account = AccountFactory.create(official=HoldingFactory.create().official)
    here = Holding.objects.get().post.agency
    HoldingFactory.create(official=account.official)
    auditor = HoldingFactory.create(post__agency=here, post__role="auditor")
    other = AccountFactory.create(official=auditor.official)

    for target in (account, other):
        with pytest.raises(MayNotManageAccountsError):
            accounts.set_password(
                actor=local_admin(here.pk), account_id=target.pk, password=PASSWORD, now=NOW
            )

    assert not any(row.check_password(PASSWORD) for row in Account.objects.all())
    assert not AuditEntry.objects.exists()


def test_set_password_demands_a_change(admin: Actor) -> None:
    account = AccountFactory.create()

    accounts.set_password(actor=admin, account_id=account.pk, password=PASSWORD, now=NOW)

    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert account.must_change_password


def test_close_account_twice_is_one_closing(admin: Actor) -> None:
    account = AccountFactory.create()

    accounts.close_account(actor=admin, account_id=account.pk, now=NOW)
    accounts.close_account(actor=admin, account_id=account.pk, now=SOON)

    account.refresh_from_db()
    assert (account.is_active, account.closes_at) == (False, NOW)
    assert AuditEntry.objects.count() == 1


def test_close_account_refuses_strangers_and_unknown(admin: Actor, nobody: Actor) -> None:
    account = AccountFactory.create()

    with pytest.raises(MayNotManageAccountsError):
        accounts.close_account(actor=nobody, account_id=account.pk, now=NOW)
    with pytest.raises(AccountNotFoundError):
        accounts.close_account(actor=admin, account_id=0, now=NOW)

    account.refresh_from_db()
    assert account.is_active


def test_a_one_time_account_holds_its_post_until_it_closes(admin: Actor) -> None:
    public.load_agencies(now=NOW)

    opened = one_time(admin)

    unit = public.test_agency().id
    post = public.posts_with_role(role="leader", agency_id=unit, at=NOW)[0]
    assert (post.id, post.holder_official_id) == (opened.post_id, opened.official_id)
    later = public.posts_with_role(role="leader", agency_id=unit, at=SOON)[0]
    assert later.holder_official_id is None


def test_a_one_time_account_frees_its_post_when_it_is_closed(admin: Actor) -> None:
    public.load_agencies(now=NOW)
    opened = one_time(admin)

    at_once = NOW + timedelta(seconds=1)
    public.close_one_time_account(actor=admin, account_id=opened.account_id, now=at_once)
    public.close_one_time_account(actor=admin, account_id=opened.account_id, now=at_once)

    again = one_time(admin, username="kt-2", now=at_once)
    assert again.post_id == opened.post_id
    assert not Account.objects.get(pk=opened.account_id).is_active


def test_a_one_time_account_closed_in_the_same_moment_leaves_no_holding(admin: Actor) -> None:
    public.load_agencies(now=NOW)
    opened = one_time(admin)

    public.close_one_time_account(actor=admin, account_id=opened.account_id, now=NOW)

    assert not Holding.objects.exists()


def test_a_forgotten_one_time_account_is_in_nobodys_way(admin: Actor) -> None:
    public.load_agencies(now=NOW)
    one_time(admin)

    again = one_time(admin, username="kt-2", now=SOON, closes_at=SOON + timedelta(minutes=1))

    assert again.username == "kt-2"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "wizard"}, RoleUnknownError),
        ({"role": "province_admin"}, MayNotManageAccountsError),
        ({"closes_at": NOW}, PeriodError),
        ({"closes_at": NOW + timedelta(hours=25)}, PeriodError),
        ({"username": "KT 1"}, UsernameGrammarError),
        ({"password": "ngan"}, WeakPasswordError),
        ({}, UnitUnderTestBusyError),
        ({"role": "clerk", "username": "kt-0"}, UsernameTakenError),
    ],
)
def test_a_one_time_account_is_refused_and_nothing_opened(
    admin: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    public.load_agencies(now=NOW)
    one_time(admin, username="kt-0")
    audited = AuditEntry.objects.count()

    with pytest.raises(refusal):
        one_time(admin, **change)

    assert Account.objects.count() == 1
    assert Holding.objects.count() == 1
    assert AuditEntry.objects.count() == audited


def test_one_time_accounts_are_for_who_may(nobody: Actor) -> None:
    with pytest.raises(MayNotManageAccountsError):
        one_time(nobody)
    with pytest.raises(MayNotManageAccountsError):
        public.close_one_time_account(actor=nobody, account_id=1, now=NOW)


def test_a_one_time_account_needs_the_unit_under_test(admin: Actor) -> None:
    with pytest.raises(PostNotFoundError):
        one_time(admin)

    assert not Account.objects.exists()


def test_get_account_refuses_an_unknown_one() -> None:
    with pytest.raises(AccountNotFoundError):
        people.get_account(account_id=0)


def test_nobody_signs_in_as_nobody() -> None:
    fields = {"session_key": "a", "browser": "", "address": ""}

    sessions.note_sign_in(actor=ANONYMOUS, now=NOW, **fields)

    assert sessions.end_other_sessions(actor=ANONYMOUS, session_key="a") == 0
    assert not SignedInSession.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_ordinary_account_is_no_one_time_account(admin: Actor) -> None:
    account = AccountFactory.create()

    with pytest.raises(AccountNotFoundError):
        public.close_one_time_account(actor=admin, account_id=account.pk, now=NOW)

    account.refresh_from_db()
    assert account.is_active


def test_a_one_time_citizen_gives_the_party_back(admin: Actor) -> None:
    AgencyFactory.create()
    fields: dict[str, Any] = {
        "password": PASSWORD,
        "display_name": "Kiểm thử Công dân",
        "party_id": 7,
        "now": NOW,
        "closes_at": SOON,
    }
    first = public.open_one_time_citizen(actor=admin, username="kt-cd-1", **fields)
    with pytest.raises(UsernameTakenError):
        public.open_one_time_citizen(actor=admin, username="kt-cd-2", **fields)

    public.close_one_time_account(actor=admin, account_id=first.account_id, now=SOON)

    assert public.open_one_time_citizen(actor=admin, username="kt-cd-2", **fields).account_id
