"""Reading officials and accounts, and making the actor of a request."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.sessions.models import Session

from province.foundation.identity.actors import ANONYMOUS, Actor, SessionKind
from province.kernel.org.contracts import (
    AccountValue,
    HeldPost,
    OfficialValue,
    SessionValue,
    Standing,
)
from province.kernel.org.errors import AccountNotFoundError, OfficialNotFoundError
from province.kernel.org.models import Account, Official, SignedInSession, open_at
from province.kernel.org.queries.posts import held_posts
from province.kernel.org.registries import ROLES


def get_official(*, official_id: int) -> OfficialValue:
    """Return one official.

    :raises OfficialNotFoundError: there is no such official.
    """
    row = Official.objects.select_related("account").filter(pk=official_id).first()
    if row is None:
        raise OfficialNotFoundError(official=official_id)
    account: Account | None = getattr(row, "account", None)
    return OfficialValue(
        id=row.pk,
        full_name=row.full_name,
        email=row.email,
        phone=row.phone,
        account_id=account.pk if account else None,
    )


def officials_with_mail(*, at: datetime) -> tuple[OfficialValue, ...]:
    """Return the officials who have an e-mail and an open account; none of those under test."""
    rows = (
        Account.objects.filter(open_at(at), official__isnull=False, official__is_test=False)
        .exclude(official__email="")
        .order_by("official_id")
        .values_list(
            "official_id", "official__full_name", "official__email", "official__phone", "pk"
        )
    )
    return tuple(OfficialValue(*row) for row in rows)


def official_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these officials; unknown ids are missing."""
    rows = Official.objects.filter(pk__in=set(ids))
    return dict(rows.values_list("id", "full_name"))


def get_account(*, account_id: int) -> AccountValue:
    """Return one account.

    :raises AccountNotFoundError: there is no such account.
    """
    row = Account.objects.filter(pk=account_id).first()
    if row is None:
        raise AccountNotFoundError(account=account_id)
    return account_value(row)


def standing_of(*, account_id: int, at: datetime) -> Standing:
    """Return since when an account is open and which roles it works in, in two queries.

    :raises AccountNotFoundError: there is no such account.
    """
    row = Account.objects.filter(pk=account_id).first()
    if row is None:
        raise AccountNotFoundError(account=account_id)
    held = held_posts(official_id=row.official_id, at=at) if row.official_id else ()
    return Standing(
        username=row.username,
        opened_at=row.opened_at,
        roles=frozenset(post.role for post in held),
    )


def account_value(row: Account) -> AccountValue:
    """Return an account as a value."""
    return AccountValue(
        id=row.pk,
        username=row.username,
        display_name=row.display_name,
        official_id=row.official_id,
        party_id=row.party_id,
        is_active=row.is_active,
        closes_at=row.closes_at,
        must_change_password=row.must_change_password,
        has_password=row.has_usable_password(),
    )


def account_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the display names of these accounts; unknown ids are missing."""
    rows = Account.objects.filter(pk__in=set(ids))
    return {
        pk: shown or username
        for pk, shown, username in rows.values_list("id", "display_name", "username")
    }


def sessions_of(*, account_id: int, now: datetime) -> tuple[SessionValue, ...]:
    """Return where an account is signed in, the latest first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = SignedInSession.objects.filter(account_id=account_id, session_key__in=alive)
    return tuple(
        SessionValue(
            id=row.pk,
            session_key=row.session_key,
            browser=row.browser,
            address=row.address or "",
            started_at=row.started_at,
            last_seen_at=row.last_seen_at,
        )
        for row in rows.order_by("-last_seen_at", "-id")
    )


def actor_of_account(
    *, account_id: int, acting_post: int | None, kind: SessionKind, now: datetime
) -> Actor:
    """Return the actor of an open account as of now, in two queries; a closed one is nobody."""
    account = (
        Account.objects.filter(open_at(now), pk=account_id)
        .values("official_id", "party_id", "display_name", "username")
        .first()
    )
    if account is None:
        return ANONYMOUS
    official = account["official_id"]
    held = held_posts(official_id=official, at=now) if official else ()
    posts = [post.post_id for post in held]
    acting = acting_post if acting_post in posts else next(iter(posts), None)
    by_unit, everywhere = _abilities(held)
    return Actor(
        account_id=account_id,
        party_id=account["party_id"],
        official_id=official,
        posts=frozenset(posts),
        acting_post=acting,
        units=frozenset(post.agency_id for post in held),
        desks=_desks(held),
        abilities_by_unit=by_unit,
        abilities=everywhere,
        session=kind,
        name=account["display_name"] or account["username"],
    )


def _abilities(held: tuple[HeldPost, ...]) -> tuple[dict[int, frozenset[str]], frozenset[str]]:
    """Return what the posts allow, unit by unit, and what they allow everywhere."""
    by_unit: dict[int, frozenset[str]] = {}
    everywhere: frozenset[str] = frozenset()
    for post in held:
        role = ROLES.find(post.role)
        if role is None:
            continue
        if role.province_wide:
            everywhere |= role.abilities
        by_unit[post.agency_id] = by_unit.get(post.agency_id, frozenset()) | role.abilities
    return by_unit, everywhere


def _desks(held: tuple[HeldPost, ...]) -> frozenset[tuple[int, str]]:
    """Return the queues that the posts serve."""
    found = set()
    for post in held:
        role = ROLES.find(post.role)
        if role is not None and role.desk:
            found.add((post.agency_id, role.desk))
    return frozenset(found)


def is_one_time_account(*, account_id: int | None) -> bool:
    """Tell whether an account was opened for a self-check and closes by itself."""
    return (
        account_id is not None
        and Account.objects.filter(pk=account_id, closes_at__isnull=False, is_active=True).exists()
    )
