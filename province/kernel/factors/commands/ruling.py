"""Says which roles need a second step, and takes the steps of somebody who lost theirs away."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.models import AuditEntry
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor, job_actor
from province.foundation.text.folding import normal
from province.kernel.factors import permissions, rules
from province.kernel.factors.commands.tries import locked_tries
from province.kernel.factors.errors import GraceError, MayNotSetPolicyError, NoFactorError
from province.kernel.factors.models import AppSecret, Passkey, RecoveryCode, RolePolicy
from province.kernel.factors.queries.state import has_second_step
from province.kernel.org import public as org
from province.kernel.org.errors import ReasonMissingError

POLICY_SET = register_action(
    "factors.policy_set", _("Quy định vai trò phải có bước xác thực thứ hai")
)
POLICY_LIFTED = register_action(
    "factors.policy_lifted", _("Bỏ quy định vai trò phải có bước xác thực thứ hai")
)
RESET = register_action("factors.reset", _("Gỡ các bước xác thực của tài khoản"))


@transaction.atomic
def require_roles(*, actor: Actor, roles: Iterable[str], grace_days: int, now: datetime) -> None:
    """Say that just these roles need a second step; one that did already keeps its day.

    :raises MayNotSetPolicyError: the actor may not.
    :raises GraceError: the grace is not from 0 to 90 days.
    :raises RoleUnknownError: nobody registered one of the roles.
    """
    if permissions.SET_POLICY not in actor.abilities:
        raise MayNotSetPolicyError
    if not 0 <= grace_days <= rules.MOST_GRACE_DAYS:
        raise GraceError
    wanted = set(roles)
    org.require_known_roles(roles=wanted)
    for lifted in RolePolicy.objects.exclude(role__in=wanted).order_by("role"):
        lifted.delete()
        record(actor=actor, action=POLICY_LIFTED, target=f"role:{lifted.role}", changes={})
    for role in sorted(wanted):
        row, is_new = RolePolicy.objects.get_or_create(
            role=role, defaults={"since": now, "grace_days": grace_days}
        )
        if not is_new and row.grace_days == grace_days:
            continue
        row.grace_days = grace_days
        row.save(update_fields=["grace_days"])
        changes = {"grace_days": grace_days}
        record(actor=actor, action=POLICY_SET, target=f"role:{role}", changes=changes)


@transaction.atomic
def load_first_policy(*, roles: Iterable[str], now: datetime) -> int:
    """Require the roles with which an install starts, unless a rule was ever set; say how many."""
    actor = job_actor("load_province", permissions.SET_POLICY)
    was_set = AuditEntry.objects.filter(action__in=(POLICY_SET, POLICY_LIFTED)).exists()
    if was_set or RolePolicy.objects.exists():
        return 0
    wanted = set(roles)
    require_roles(actor=actor, roles=wanted, grace_days=rules.FIRST_GRACE_DAYS, now=now)
    return len(wanted)


@transaction.atomic
def reset_factors(*, actor: Actor, account_id: int, reason: str, now: datetime) -> None:
    """Take all second steps of somebody else's account away and end its sessions.

    Who lost device and codes signs in with the password alone and sets up anew.

    :raises AccountNotFoundError: there is no such account.
    :raises MayNotManageAccountsError: the actor does not manage this account.
    :raises OwnAccountError: it is the actor's own.
    :raises ReasonMissingError: no reason is given.
    :raises NoFactorError: there is nothing to take away.
    """
    org.require_account_manager(actor=actor, account_id=account_id, now=now)
    if not normal(reason):
        raise ReasonMissingError
    tries = locked_tries(account_id=account_id)
    if not has_second_step(account_id=account_id):
        raise NoFactorError
    for model in (AppSecret, Passkey, RecoveryCode):
        model.objects.filter(account_id=account_id).delete()
    tries.delete()
    org.end_sessions_of(actor=actor, account_id=account_id, now=now)
    changes = {"reason": normal(reason)}
    record(actor=actor, action=RESET, target=f"account:{account_id}", changes=changes)
