"""The short-lived accounts with which the self check signs in at the unit under test."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, rules
from province.kernel.org.commands.accounts import (
    check_password_rules,
    sign_out_everywhere,
    store_new_account,
)
from province.kernel.org.commands.officials import official_row
from province.kernel.org.contracts import OneTimeAccount
from province.kernel.org.errors import (
    AccountNotFoundError,
    MayNotManageAccountsError,
    PeriodError,
    PostNotFoundError,
    RoleUnknownError,
    UnitUnderTestBusyError,
    UsernameGrammarError,
)
from province.kernel.org.models import Account, Holding, Post
from province.kernel.org.registries import ROLES

LONGEST_LIFE = timedelta(hours=24)
OPENED = register_action("org.one_time_opened", _("Mở tài khoản dùng một lần để kiểm thử"))
CLOSED = register_action("org.one_time_closed", _("Đóng tài khoản dùng một lần"))


@transaction.atomic
def open_one_time_official(  # noqa: PLR0913 -- each is one fact of the account
    *,
    actor: Actor,
    username: str,
    password: str,
    display_name: str,
    role: str,
    now: datetime,
    closes_at: datetime,
) -> OneTimeAccount:
    """Open an account that holds the post of this role in the unit under test until it closes.

    :raises MayNotManageAccountsError: the actor may not, or the role works in the whole province.
    :raises UsernameGrammarError: the name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises PeriodError: it would close before it opens, or live longer than a day.
    :raises RoleUnknownError: nobody registered the role.
    :raises PostNotFoundError: the unit under test has no such post.
    :raises UnitUnderTestBusyError: another one-time account holds the post.
    :raises UsernameTakenError: the name is taken.
    """
    kind = ROLES.find(role)
    if kind is None:
        raise RoleUnknownError(role=role)
    if kind.province_wide:
        raise MayNotManageAccountsError
    row = _new(actor, username, password=password, shown=display_name, now=now, until=closes_at)
    post = _free_post(role=role, now=now, until=closes_at)
    official = official_row(full_name=display_name, is_test=True)
    official.save()
    row.official = official
    store_new_account(row=row)
    Holding.objects.create(
        post=post, official=official, validity=DateTimeTZRange(now, closes_at), decision=""
    )
    changes = {"role": role, "until": closes_at.isoformat()}
    record(actor=actor, action=OPENED, target=f"account:{row.pk}", changes=changes)
    return OneTimeAccount(
        account_id=row.pk,
        official_id=official.pk,
        post_id=post.pk,
        username=row.username,
        closes_at=closes_at,
    )


@transaction.atomic
def open_one_time_citizen(  # noqa: PLR0913 -- each is one fact of the account
    *,
    actor: Actor,
    username: str,
    password: str,
    display_name: str,
    party_id: int,
    now: datetime,
    closes_at: datetime,
) -> OneTimeAccount:
    """Open an account of an invented citizen until it closes.

    :raises MayNotManageAccountsError: the actor may not.
    :raises UsernameGrammarError: the name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises PeriodError: it would close before it opens, or live longer than a day.
    :raises UsernameTakenError: the name is taken, or the citizen has an account.
    """
    row = _new(actor, username, password=password, shown=display_name, now=now, until=closes_at)
    row.party_id = party_id
    store_new_account(row=row)
    changes = {"party": party_id, "until": closes_at.isoformat()}
    record(actor=actor, action=OPENED, target=f"account:{row.pk}", changes=changes)
    return OneTimeAccount(
        account_id=row.pk,
        official_id=None,
        post_id=None,
        username=row.username,
        closes_at=closes_at,
    )


@transaction.atomic
def close_one_time_account(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Close a one-time account, free its post and its citizen; closing twice is one closing.

    :raises MayNotManageAccountsError: the actor may not.
    :raises AccountNotFoundError: there is no such one-time account.
    """
    _require(actor)
    mine = Account.objects.filter(pk=account_id, closes_at__isnull=False)
    row = locked(mine).first()
    if row is None:
        raise AccountNotFoundError(account=account_id)
    if not row.is_active:
        return
    row.is_active, row.party_id, row.closes_at = False, None, now
    row.save(update_fields=["is_active", "party_id", "closes_at"])
    for held in Holding.objects.filter(official__account=row, validity__contains=now):
        if held.validity.lower < now:
            held.validity = DateTimeTZRange(held.validity.lower, now)
            held.save(update_fields=["validity"])
        else:
            held.delete()
    sign_out_everywhere(account_id=account_id)
    record(actor=actor, action=CLOSED, target=f"account:{account_id}", changes={})


def _require(actor: Actor) -> None:
    if permissions.OPEN_ONE_TIME_ACCOUNT not in actor.abilities:
        raise MayNotManageAccountsError


def _new(  # noqa: PLR0913 -- each is one fact of the account
    actor: Actor, username: str, *, password: str, shown: str, now: datetime, until: datetime
) -> Account:
    """Return the row of a one-time account after all checks that need no row of others."""
    _require(actor)
    if not rules.is_username(username):
        raise UsernameGrammarError
    check_password_rules(password=password)
    if not now < until <= now + LONGEST_LIFE:
        raise PeriodError
    row = Account(username=username, display_name=shown, opened_at=now, closes_at=until)
    row.set_password(password)
    return row


def _free_post(*, role: str, now: datetime, until: datetime) -> Post:
    """Take the post of this role in the unit under test, if nobody holds it in the period."""
    posts = Post.objects.filter(agency__is_test=True, agency__parent__is_test=False, role=role)
    post = locked(posts).first()
    if post is None:
        raise PostNotFoundError(post=role)
    period = DateTimeTZRange(now, until)
    if Holding.objects.filter(post=post, validity__overlap=period).exists():
        raise UnitUnderTestBusyError(role=role)
    return post
