"""Lists the demonstration accounts."""

from datetime import datetime

from django.db.models import F, Q

from province.kernel.org.contracts import DemoAccount
from province.kernel.org.models import Account, open_at
from province.kernel.org.registries import ROLES


def demo_accounts(*, now: datetime) -> tuple[DemoAccount, ...]:
    """Return the demonstration accounts that are open, citizens first, in one query."""
    here = Q(official__holdings__validity__contains=now)
    rows = (
        Account.objects.filter(open_at(now), is_demo=True)
        .filter(here | Q(official__isnull=True))
        .annotate(
            title=F("official__holdings__post__title"),
            role=F("official__holdings__post__role"),
            agency=F("official__holdings__post__agency__short_name"),
        )
        .order_by(F("agency").asc(nulls_first=True), "pk")
        .values_list("username", "display_name", "title", "role", "agency")
    )
    return tuple(
        DemoAccount(
            username=username,
            who=f"{shown}, {title}" if title else shown,
            role=_role_name(role),
            agency=agency or "",
        )
        for username, shown, title, role, agency in rows
    )


def _role_name(role: str | None) -> str:
    """Return the role's name; an account without an official is a citizen's."""
    if role is None:
        return "Công dân"
    known = ROLES.find(role)
    return str(known.name) if known else role
