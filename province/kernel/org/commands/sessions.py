"""Writes down where an account is signed in, and ends sessions."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.kernel.org.commands.accounts import require_account_manager, sign_out_everywhere
from province.kernel.org.models import SignedInSession

SIGNED_IN = register_action("org.signed_in", _("Đăng nhập"))
SIGNED_OUT = register_action("org.signed_out", _("Đăng xuất"))
OTHERS_ENDED = register_action("org.other_sessions_ended", _("Đăng xuất khỏi các máy khác"))
ONE_ENDED = register_action("org.session_ended", _("Đăng xuất khỏi một máy khác"))
ALL_ENDED = register_action("org.sessions_ended", _("Đăng xuất một tài khoản khỏi mọi máy"))
LONGEST_LABEL = 80


@transaction.atomic
def note_sign_in(  # noqa: PLR0913 -- each is one fact of the session
    *, actor: Actor, session_key: str, browser: str, address: str, now: datetime, how: str = ""
) -> None:
    """Write down that the actor signed in with this browser; nobody signs in as nobody.

    ``how`` names what was proved beside the password.
    """
    if actor.account_id is None:
        return
    SignedInSession.objects.update_or_create(
        session_key=session_key,
        defaults={
            "account_id": actor.account_id,
            "browser": browser[:LONGEST_LABEL],
            "address": address or None,
            "started_at": now,
            "last_seen_at": now,
        },
    )
    changes = {"browser": browser, "how": how} if how else {"browser": browser}
    record(actor=actor, action=SIGNED_IN, target=actor.key, changes=changes)


@transaction.atomic
def move_session(*, was: str, becomes: str) -> None:
    """Follow a session whose key was changed."""
    SignedInSession.objects.filter(session_key=was).update(session_key=becomes)


def note_seen(*, session_key: str, now: datetime) -> None:
    """Write down that a session is still in use."""
    SignedInSession.objects.filter(session_key=session_key).update(last_seen_at=now)


@transaction.atomic
def note_sign_out(*, actor: Actor, session_key: str) -> None:
    """Take a session off the list of its account."""
    SignedInSession.objects.filter(session_key=session_key).delete()
    record(actor=actor, action=SIGNED_OUT, target=actor.key, changes={})


@transaction.atomic
def forget_ended(*, now: datetime) -> int:
    """Delete the sessions that have ended, with browser and address; return how many were known."""
    Session.objects.filter(expire_date__lte=now).delete()
    alive = Session.objects.values("session_key")
    forgotten, _by_model = SignedInSession.objects.exclude(session_key__in=alive).delete()
    return forgotten


@transaction.atomic
def end_other_sessions(*, actor: Actor, session_key: str) -> int:
    """Sign the actor out everywhere but here; return how many sessions ended."""
    if actor.account_id is None:
        return 0
    ended = sign_out_everywhere(account_id=actor.account_id, but=session_key)
    record(actor=actor, action=OTHERS_ENDED, target=actor.key, changes={"ended": ended})
    return ended


@transaction.atomic
def end_session(*, actor: Actor, session_id: int) -> bool:
    """Sign the actor out of one of the own sessions; tell whether there was one."""
    if actor.account_id is None:
        return False
    row = SignedInSession.objects.filter(pk=session_id, account_id=actor.account_id).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    record(actor=actor, action=ONE_ENDED, target=actor.key, changes={"browser": row.browser})
    return True


@transaction.atomic
def end_sessions_of(*, actor: Actor, account_id: int, now: datetime) -> int:
    """Sign somebody else's account out everywhere; return how many sessions ended.

    :raises AccountNotFoundError: there is no such account.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises OwnAccountError: it is the actor's own.
    """
    require_account_manager(actor=actor, account_id=account_id, now=now)
    ended = sign_out_everywhere(account_id=account_id)
    changes = {"ended": ended}
    record(actor=actor, action=ALL_ENDED, target=f"account:{account_id}", changes=changes)
    return ended
