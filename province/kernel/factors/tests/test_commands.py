from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor, job_actor
from province.foundation.identity.second_step import second_step
from province.kernel.factors import permissions, rules
from province.kernel.factors.commands import passing, ruling, setting_up
from province.kernel.factors.contracts import Answer, How, Outcome
from province.kernel.factors.errors import (
    FactorNeededError,
    GraceError,
    MayNotSetPolicyError,
    NoFactorError,
    NothingPendingError,
)
from province.kernel.factors.models import AppSecret, RecoveryCode, RolePolicy, Tries
from province.kernel.factors.queries import state
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    OwnAccountError,
    ReasonMissingError,
    RoleUnknownError,
    WrongPasswordError,
)
from province.kernel.org.models import Account, SignedInSession
from province.kernel.org.permissions import MANAGE_ACCOUNTS
from province.kernel.org.tests.factories import NOW

PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts
SECRET = b"12345678901234567890"
CODES = tuple(f"ABCDEFGH{n:02d}".replace("0", "A").replace("1", "B") for n in range(2, 12))
HALF_MINUTE = timedelta(seconds=30)


def code_at(moment: object = NOW) -> str:
    return rules.code_of(SECRET, rules.step_at(moment))  # type: ignore[arg-type]  # a datetime


@pytest.fixture
def with_app(owner: Actor) -> Actor:
    """Give an owner whose app was set up long ago."""
    long_ago = NOW - timedelta(days=1)
    setting_up.begin_app(actor=owner, password=PASSWORD, secret=SECRET, now=long_ago)
    setting_up.confirm_app(actor=owner, code=code_at(long_ago), codes=CODES, now=long_ago)
    return owner


def passed(owner: Actor, code: str, now: object = NOW) -> Answer:
    return passing.pass_with_code(account_id=owner.account_id or 0, code=code, now=now)  # type: ignore[arg-type]  # a datetime


@pytest.mark.django_db
def test_an_app_counts_only_when_a_code_proved_it(owner: Actor, account: Account) -> None:
    setting_up.begin_app(actor=owner, password=PASSWORD, secret=SECRET, now=NOW)
    assert not state.has_second_step(account_id=account.pk)
    assert bytes(AppSecret.objects.get().ciphertext).find(SECRET) == -1

    answer = setting_up.confirm_app(actor=owner, code=code_at(), codes=CODES, now=NOW)

    assert answer == Answer(outcome=Outcome.PASSED, how=How.APP, codes_left=0)
    assert state.state_of(account_id=account.pk, now=NOW).app_since == NOW
    assert RecoveryCode.objects.count() == 10
    assert not RecoveryCode.objects.filter(digest__in=CODES).exists()
    assert AuditEntry.objects.filter(action="factors.app_set_up").count() == 1


@pytest.mark.django_db
def test_a_wrong_password_begins_nothing(owner: Actor) -> None:
    with pytest.raises(WrongPasswordError):
        setting_up.begin_app(actor=owner, password="sai", secret=SECRET, now=NOW)  # noqa: S106 -- a wrong one
    assert not AppSecret.objects.exists()


@pytest.mark.django_db
def test_a_secret_waits_a_quarter_of_an_hour(owner: Actor) -> None:
    setting_up.begin_app(actor=owner, password=PASSWORD, secret=SECRET, now=NOW)
    late = NOW + rules.PENDING_FOR
    with pytest.raises(NothingPendingError):
        setting_up.confirm_app(actor=owner, code=code_at(late), codes=CODES, now=late)
    assert AppSecret.objects.get().confirmed_at is None


@pytest.mark.django_db
def test_a_secret_in_use_is_not_replaced_by_beginning_again(with_app: Actor) -> None:
    setting_up.begin_app(actor=with_app, password=PASSWORD, secret=b"x" * 20, now=NOW)
    assert passed(with_app, code_at()).outcome is Outcome.PASSED


@pytest.mark.django_db
def test_a_code_passes_once(with_app: Actor) -> None:
    first, again = passed(with_app, code_at()), passed(with_app, code_at())
    next_one = passed(with_app, code_at(NOW + HALF_MINUTE))
    older = passed(with_app, code_at(NOW), NOW + HALF_MINUTE)
    assert [one.outcome for one in (first, again, next_one, older)] == [
        Outcome.PASSED,
        Outcome.USED,
        Outcome.PASSED,
        Outcome.USED,
    ]


@pytest.mark.django_db
def test_five_wrong_codes_close_the_step_for_a_while(with_app: Actor) -> None:
    answers = [passed(with_app, "000000").outcome for _try in range(5)]
    right_but_closed = passed(with_app, code_at())
    later = NOW + rules.BLOCKED_FOR
    reopened = passed(with_app, code_at(later), later)

    assert answers == [Outcome.WRONG] * 4 + [Outcome.BLOCKED]
    assert right_but_closed == Answer(outcome=Outcome.BLOCKED, until=later)
    assert reopened.outcome is Outcome.PASSED
    assert Tries.objects.get().failures == 0
    assert AuditEntry.objects.filter(action="factors.blocked").count() == 1


@pytest.mark.django_db
def test_a_recovery_code_passes_once(with_app: Actor) -> None:
    first, again = passed(with_app, CODES[3].lower()), passed(with_app, CODES[3])
    assert first == Answer(outcome=Outcome.PASSED, how=How.RECOVERY, codes_left=9)
    assert again.outcome is Outcome.WRONG
    assert RecoveryCode.objects.count() == 9
    assert AuditEntry.objects.get(action="factors.recovery_code_used").changes == {"left": 9}


@pytest.mark.django_db
def test_a_recovery_code_of_another_account_is_wrong(with_app: Actor) -> None:
    assert setting_up.code_digest(
        account_id=with_app.account_id or 0, code=CODES[0]
    ) != setting_up.code_digest(account_id=(with_app.account_id or 0) + 1, code=CODES[0])


@pytest.mark.django_db
def test_new_codes_replace_the_old_ones(with_app: Actor) -> None:
    fresh = tuple(code[::-1] for code in CODES)
    setting_up.renew_codes(actor=with_app, password=PASSWORD, codes=fresh)
    assert passed(with_app, CODES[0]).outcome is Outcome.WRONG
    assert passed(with_app, fresh[0]).outcome is Outcome.PASSED


@pytest.mark.django_db
def test_codes_need_something_that_can_be_lost(owner: Actor) -> None:
    with pytest.raises(NoFactorError):
        setting_up.renew_codes(actor=owner, password=PASSWORD, codes=CODES)
    assert not RecoveryCode.objects.exists()


@pytest.mark.django_db
def test_removing_the_app_removes_its_codes(with_app: Actor) -> None:
    setting_up.remove_app(actor=with_app, password=PASSWORD, now=NOW)
    assert not AppSecret.objects.exists()
    assert not RecoveryCode.objects.exists()
    with pytest.raises(NoFactorError):
        setting_up.remove_app(actor=with_app, password=PASSWORD, now=NOW)


@pytest.mark.django_db
def test_the_last_step_stays_where_the_role_needs_one(with_app: Actor) -> None:
    RolePolicy.objects.create(role="t_signer", since=NOW, grace_days=14)
    with pytest.raises(FactorNeededError):
        setting_up.remove_app(actor=with_app, password=PASSWORD, now=NOW)
    assert AppSecret.objects.count() == 1


SETTER = job_actor("tests", permissions.SET_POLICY)


@pytest.mark.django_db
def test_roles_are_required_and_lifted(account: Account) -> None:
    ruling.require_roles(actor=SETTER, roles=["t_signer"], grace_days=14, now=NOW)
    later = NOW + timedelta(days=3)
    ruling.require_roles(actor=SETTER, roles=["t_signer"], grace_days=7, now=later)

    assert state.due_at(account_id=account.pk, now=NOW) == NOW + timedelta(days=7)
    step = second_step()
    assert step.held_to(account_id=account.pk, now=NOW + timedelta(days=6)) == ""
    assert step.held_to(account_id=account.pk, now=NOW + timedelta(days=7)) == "factors:list"

    ruling.require_roles(actor=SETTER, roles=[], grace_days=7, now=later)
    assert state.due_at(account_id=account.pk, now=NOW) is None
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "factors.policy_set",
        "factors.policy_set",
        "factors.policy_lifted",
    ]


@pytest.mark.django_db
def test_nobody_else_requires_roles(owner: Actor) -> None:
    for actor, roles, grace, refusal in (
        (owner, ["t_signer"], 14, MayNotSetPolicyError),
        (SETTER, ["t_signer"], 91, GraceError),
        (SETTER, ["khong_co"], 14, RoleUnknownError),
    ):
        with pytest.raises(refusal):
            ruling.require_roles(actor=actor, roles=roles, grace_days=grace, now=NOW)
    assert not RolePolicy.objects.exists()


MANAGER = job_actor("tests", MANAGE_ACCOUNTS)


@pytest.mark.django_db
def test_an_administrator_takes_lost_steps_away(with_app: Actor) -> None:
    store = SessionStore()
    store.create()
    account_id = with_app.account_id or 0
    SignedInSession.objects.create(
        account_id=account_id,
        session_key=store.session_key or "",
        started_at=NOW,
        last_seen_at=NOW,
    )

    ruling.reset_factors(actor=MANAGER, account_id=account_id, reason=" mất điện  thoại ", now=NOW)

    assert second_step().asked_at(account_id=account_id) == ""
    assert not RecoveryCode.objects.exists()
    assert not SignedInSession.objects.exists()
    assert not SessionStore(store.session_key).exists(store.session_key or "")
    assert AuditEntry.objects.get(action="factors.reset").changes == {"reason": "mất điện thoại"}


@pytest.mark.django_db
def test_nobody_else_takes_steps_away(with_app: Actor) -> None:
    account_id = with_app.account_id or 0
    own = Actor(account_id=account_id, abilities=frozenset({MANAGE_ACCOUNTS}))
    for actor, reason, refusal in (
        (job_actor("tests"), "mất máy", MayNotManageAccountsError),
        (own, "mất máy", OwnAccountError),
        (MANAGER, "  ", ReasonMissingError),
    ):
        with pytest.raises(refusal):
            ruling.reset_factors(actor=actor, account_id=account_id, reason=reason, now=NOW)
    assert second_step().asked_at(account_id=account_id) == "factors:second_step"


@pytest.mark.django_db
def test_there_must_be_something_to_take_away(account: Account) -> None:
    with pytest.raises(NoFactorError):
        ruling.reset_factors(actor=MANAGER, account_id=account.pk, reason="mất máy", now=NOW)
    assert not Tries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_one_code_at_once_one_passes(with_app: Actor) -> None:
    answers: list[Outcome] = []
    together = Barrier(2)

    def send() -> None:
        together.wait()
        answers.append(passed(with_app, code_at()).outcome)
        connection.close()

    threads = [Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [Outcome.PASSED, Outcome.USED]
