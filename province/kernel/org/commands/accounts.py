"""Opens and closes accounts, and sets their passwords."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal
from province.kernel.org import rules
from province.kernel.org.commands.authority import require_account_of
from province.kernel.org.errors import (
    AccountNotFoundError,
    AccountOpenError,
    OfficialNotFoundError,
    OwnAccountError,
    ReasonMissingError,
    UsernameGrammarError,
    UsernameTakenError,
    WeakPasswordError,
    WrongPasswordError,
)
from province.kernel.org.models import Account, Official, SignedInSession

ACCOUNT_OPENED = register_action("org.account_opened", _("Mở tài khoản"))
ACCOUNT_REOPENED = register_action("org.account_reopened", _("Mở lại tài khoản đã đóng"))
ACCOUNT_CLOSED = register_action("org.account_closed", _("Đóng tài khoản"))
PASSWORD_SET = register_action("org.password_set", _("Đặt lại mật khẩu cho tài khoản"))
PASSWORD_CHANGED = register_action("org.password_changed", _("Tự đổi mật khẩu"))


@transaction.atomic
def open_account(  # noqa: PLR0913 -- each is one column of the account
    *,
    actor: Actor,
    username: str,
    password: str,
    display_name: str,
    now: datetime,
    official_id: int | None = None,
    party_id: int | None = None,
    must_change_password: bool = True,
) -> int:
    """Open an account for an official, or for a person of the register, and return its id.

    :raises MayNotManageAccountsError: the actor does not manage accounts where the official works.
    :raises UsernameGrammarError: the name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises OfficialNotFoundError: there is no such official.
    :raises UsernameTakenError: the name is taken, or the person has an account.
    """
    require_account_of(actor=actor, official_id=official_id, now=now)
    name = username.strip().lower()
    if not rules.is_username(name):
        raise UsernameGrammarError
    check_password_rules(password=password)
    if official_id is not None and not Official.objects.filter(pk=official_id).exists():
        raise OfficialNotFoundError(official=official_id)
    row = Account(
        username=name,
        display_name=normal(display_name),
        official_id=official_id,
        party_id=party_id,
        opened_at=now,
        must_change_password=must_change_password,
    )
    row.set_password(password)
    store_new_account(row=row)
    changes = {"username": name, "official": official_id, "party": party_id}
    record(actor=actor, action=ACCOUNT_OPENED, target=f"account:{row.pk}", changes=changes)
    return row.pk


@transaction.atomic
def close_account(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Close an account and sign it out everywhere; closing twice is one closing.

    :raises AccountNotFoundError: there is no such account.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises OwnAccountError: it is the actor's own.
    """
    row = _lock(account_id)
    require_account_of(actor=actor, official_id=row.official_id, now=now)
    _refuse_own(actor=actor, account_id=account_id)
    if not row.is_active:
        return
    row.is_active, row.closes_at = False, now
    row.save(update_fields=["is_active", "closes_at"])
    sign_out_everywhere(account_id=account_id)
    record(actor=actor, action=ACCOUNT_CLOSED, target=f"account:{account_id}", changes={})


@transaction.atomic
def reopen_account(
    *, actor: Actor, account_id: int, password: str, reason: str, now: datetime
) -> None:
    """Open a closed account again, under a new first password; why stands in the audit.

    :raises AccountNotFoundError: there is no such account, or it was opened for a self-check.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises AccountOpenError: it is not closed.
    :raises ReasonMissingError: no reason is given.
    :raises WeakPasswordError: the password does not satisfy the rules.
    """
    row = _lock(account_id)
    require_account_of(actor=actor, official_id=row.official_id, now=now)
    if row.official is None or row.official.is_test:
        raise AccountNotFoundError(account=account_id)
    if row.is_active and (row.closes_at is None or row.closes_at > now):
        raise AccountOpenError
    if not normal(reason):
        raise ReasonMissingError
    check_password_rules(password=password)
    row.is_active, row.closes_at, row.must_change_password = True, None, True
    row.set_password(password)
    row.save(update_fields=["is_active", "closes_at", "must_change_password", "password"])
    changes = {"reason": normal(reason)}
    record(actor=actor, action=ACCOUNT_REOPENED, target=f"account:{account_id}", changes=changes)


@transaction.atomic
def set_password(*, actor: Actor, account_id: int, password: str, now: datetime) -> None:
    """Set a new password for somebody who forgot theirs; they must change it at the next sign-in.

    :raises AccountNotFoundError: there is no such account.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises OwnAccountError: it is the actor's own.
    :raises WeakPasswordError: the password does not satisfy the rules.
    """
    row = _lock(account_id)
    require_account_of(actor=actor, official_id=row.official_id, now=now)
    _refuse_own(actor=actor, account_id=account_id)
    check_password_rules(password=password)
    row.set_password(password)
    row.must_change_password = True
    row.save(update_fields=["password", "must_change_password"])
    sign_out_everywhere(account_id=account_id)
    record(actor=actor, action=PASSWORD_SET, target=f"account:{account_id}", changes={})


@transaction.atomic
def change_own_password(*, actor: Actor, present: str, password: str, session_key: str) -> None:
    """Change one's own password and sign out everywhere but in this session.

    An account that never had one gets its first; there is no present one to give.

    :raises AccountNotFoundError: nobody is signed in.
    :raises WrongPasswordError: the present password is not right.
    :raises WeakPasswordError: the new password does not satisfy the rules, or is the old one.
    """
    row = _lock(actor.account_id or 0)
    if row.has_usable_password() and not row.check_password(present):
        sentence = WrongPasswordError.message
        raise WrongPasswordError(faults=(FieldFault("present", "wrong", sentence),))
    check_password_rules(password=password)
    if password == present:
        _refuse_password([str(_("Mật khẩu mới phải khác mật khẩu đang dùng."))])
    row.set_password(password)
    row.must_change_password = False
    row.save(update_fields=["password", "must_change_password"])
    sign_out_everywhere(account_id=row.pk, but=session_key)
    record(actor=actor, action=PASSWORD_CHANGED, target=f"account:{row.pk}", changes={})


def check_own_password(*, actor: Actor, password: str) -> int:
    """Return one's own account after its password was given again.

    :raises AccountNotFoundError: nobody is signed in.
    :raises WrongPasswordError: the password is not right.
    """
    row = Account.objects.filter(pk=actor.account_id or 0).first()
    if row is None:
        raise AccountNotFoundError(account=actor.account_id)
    if not row.check_password(password):
        sentence = WrongPasswordError.message
        raise WrongPasswordError(faults=(FieldFault("present", "wrong", sentence),))
    return row.pk


def require_account_manager(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Refuse actors who do not manage this account, and its owner; the account stays locked.

    :raises AccountNotFoundError: there is no such account.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises OwnAccountError: it is the actor's own.
    """
    row = _lock(account_id)
    require_account_of(actor=actor, official_id=row.official_id, now=now)
    _refuse_own(actor=actor, account_id=account_id)


def check_password_rules(*, password: str) -> None:
    """Refuse a password that does not satisfy the rules.

    :raises WeakPasswordError: it is too short, too common or only digits.
    """
    try:
        validate_password(password)
    except ValidationError as faults:
        _refuse_password(list(faults.messages))


def store_new_account(*, row: Account) -> None:
    """Insert an account; the database says whether its name or its person has one already.

    :raises UsernameTakenError: it does.
    """
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise UsernameTakenError(username=row.username) from None


def sign_out_everywhere(*, account_id: int, but: str = "") -> int:
    """End the sessions of an account, but one, and return how many ended."""
    rows = SignedInSession.objects.filter(account_id=account_id).exclude(session_key=but)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def _lock(account_id: int) -> Account:
    row = locked(Account.objects.filter(pk=account_id)).first()
    if row is None:
        raise AccountNotFoundError(account=account_id)
    return row


def _refuse_own(*, actor: Actor, account_id: int) -> None:
    """Keep administrators from locking themselves, and so perhaps everybody, out."""
    if actor.account_id == account_id:
        raise OwnAccountError


def _refuse_password(sentences: list[str]) -> None:
    faults = tuple(FieldFault("password", "weak", sentence) for sentence in sentences)
    raise WeakPasswordError(faults=faults, sentences=" ".join(sentences))
