"""What an account has set up, and what it must."""

from datetime import datetime

from province.kernel.factors import rules
from province.kernel.factors.contracts import FactorState, PasskeyValue, PolicyValue
from province.kernel.factors.models import AppSecret, Passkey, RecoveryCode, RolePolicy
from province.kernel.org import public as org


def has_second_step(*, account_id: int) -> bool:
    """Tell whether an account has a second step, in one query."""
    app = AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=False)
    key = Passkey.objects.filter(account_id=account_id)
    return app.order_by().values("pk").union(key.order_by().values("pk")).exists()


def state_of(*, account_id: int, now: datetime) -> FactorState:
    """Return what an account has set up, and by when it must have."""
    app = AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=False)
    return FactorState(
        app_since=app.values_list("confirmed_at", flat=True).first(),
        codes_left=RecoveryCode.objects.filter(account_id=account_id).count(),
        passkeys=passkeys_of(account_id=account_id),
        due_at=due_at(account_id=account_id, now=now),
    )


def passkeys_of(*, account_id: int) -> tuple[PasskeyValue, ...]:
    """Return the passkeys of an account, the oldest first, in one query."""
    return tuple(
        PasskeyValue(
            id=row.pk, name=row.name, created_at=row.created_at, last_used_at=row.last_used_at
        )
        for row in Passkey.objects.filter(account_id=account_id).order_by("pk")
    )


def due_at(*, account_id: int, now: datetime) -> datetime | None:
    """Return by when an account must have a second step; None when no role of it needs one."""
    held = org.standing(account_id=account_id, at=now)
    rows = RolePolicy.objects.filter(role__in=held.roles) if held.roles else ()
    return min(
        (
            rules.due_at(since=row.since, opened_at=held.opened_at, grace_days=row.grace_days)
            for row in rows
        ),
        default=None,
    )


def must_set_up(*, account_id: int, now: datetime) -> bool:
    """Tell whether an account should have had a second step by now, and has none."""
    due = due_at(account_id=account_id, now=now)
    return due is not None and due <= now and not has_second_step(account_id=account_id)


def policies() -> dict[str, PolicyValue]:
    """Return the roles that need a second step, by role, in one query."""
    return {
        row.role: PolicyValue(role=row.role, since=row.since, grace_days=row.grace_days)
        for row in RolePolicy.objects.order_by("role")
    }


def pending_secret_row(*, account_id: int, now: datetime) -> AppSecret | None:
    """Return the secret that is being set up, unless it took too long."""
    rows = AppSecret.objects.filter(account_id=account_id, confirmed_at__isnull=True)
    return rows.filter(begun_at__gt=now - rules.PENDING_FOR).first()
