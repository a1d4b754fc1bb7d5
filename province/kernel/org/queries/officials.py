"""Officials as administrators see them: only those whom the actor may look after."""

from dataclasses import replace
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Q, QuerySet

from province.foundation.identity.actors import Actor
from province.foundation.paging import PageNumbers, page_numbers
from province.foundation.text.folding import fold
from province.kernel.org import permissions
from province.kernel.org.contracts import (
    Candidate,
    ManagedOfficial,
    OfficialFilter,
    Placement,
)
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    MayNotManagePostsError,
    OfficialNotFoundError,
)
from province.kernel.org.models import Account, Holding, Official, Substitution
from province.kernel.org.queries.managing import may_manage_account
from province.kernel.org.queries.people import account_value, sessions_of
from province.kernel.org.queries.placements import placements_of_officials


def managed_officials(
    *, actor: Actor, narrowed: OfficialFilter, at: datetime, page: int, size: int
) -> tuple[tuple[ManagedOfficial, ...], PageNumbers]:
    """Return a page of the officials whom the actor may look after, by name, in three queries.

    :raises MayNotManageAccountsError: the actor manages no accounts at all.
    """
    rows = _narrowed(_visible(actor=actor, at=at), narrowed=narrowed, at=at)
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    first = (numbers.number - 1) * size
    found = list(rows.select_related("account").order_by("sort_name", "id")[first : first + size])
    placed = placements_of_officials(ids=[row.pk for row in found], since=at)
    return tuple(_value(row, actor=actor, placed=placed[row.pk], at=at) for row in found), numbers


def get_managed_official(*, actor: Actor, official_id: int, at: datetime) -> ManagedOfficial:
    """Return one official with all posts ever held, and where the account is signed in.

    :raises MayNotManageAccountsError: the actor manages no accounts at all.
    :raises OfficialNotFoundError: there is no such official, or not for this actor.
    """
    rows = _visible(actor=actor, at=at).filter(pk=official_id)
    row = rows.select_related("account").first()
    if row is None:
        raise OfficialNotFoundError(official=official_id)
    placed = placements_of_officials(ids=[official_id])[official_id]
    found = _value(row, actor=actor, placed=placed, at=at)
    if found.account is None or not found.may_manage_account:
        return found
    return replace(found, sessions=sessions_of(account_id=found.account.id, now=at))


def candidates(*, actor: Actor, words: str, at: datetime, limit: int) -> tuple[Candidate, ...]:
    """Return the officials of such a name to whom the actor may give a post, in two queries.

    :raises MayNotManagePostsError: the actor gives no posts at all.
    """
    if not fold(words):
        return ()
    rows = _named(_placeable(actor=actor, at=at), words=words)
    return _candidates(rows.order_by("sort_name", "id")[:limit], at=at)


def get_candidate(*, actor: Actor, official_id: int, at: datetime) -> Candidate:
    """Return one official to whom the actor may give a post.

    :raises MayNotManagePostsError: the actor gives no posts at all.
    :raises OfficialNotFoundError: there is no such official, or not for this actor.
    """
    found = _candidates(_placeable(actor=actor, at=at).filter(pk=official_id), at=at)
    if not found:
        raise OfficialNotFoundError(official=official_id)
    return found[0]


def _visible(*, actor: Actor, at: datetime) -> QuerySet[Official]:
    """Keep the officials whom the actor may look after.

    In a unit: who works there now or later; and, so that a post can be given, who works nowhere
    and worked last here, or never had a post.
    """
    if not actor.can(permissions.MANAGE_ACCOUNTS):
        raise MayNotManageAccountsError
    rows = Official.objects.filter(is_test=False)
    if permissions.MANAGE_ACCOUNTS in actor.abilities:
        return rows
    units = Q(post__agency_id__in=actor.units_with(permissions.MANAGE_ACCOUNTS))
    coming = Q(validity__overlap=DateTimeTZRange(at, None))
    idle = ~_placed(coming) & (_placed(units) | ~_placed(Q()))
    return rows.filter(_placed(units & coming) | idle)


def _placeable(*, actor: Actor, at: datetime) -> QuerySet[Official]:
    """Keep the officials who work nowhere but in units whose posts the actor manages."""
    if not actor.can(permissions.MANAGE_POSTS):
        raise MayNotManagePostsError
    rows = Official.objects.filter(is_test=False)
    if permissions.MANAGE_POSTS in actor.abilities:
        return rows
    elsewhere = ~Q(post__agency_id__in=actor.units_with(permissions.MANAGE_POSTS))
    coming = Q(validity__overlap=DateTimeTZRange(at, None))
    return rows.filter(~_placed(elsewhere & coming))


def _placed(where: Q) -> Q:
    """Keep officials with a post, own or lent, of which this is true."""
    held = Holding.objects.filter(where, official=OuterRef("pk"))
    lent = Substitution.objects.filter(where, substitute=OuterRef("pk"))
    return Q(Exists(held)) | Q(Exists(lent))


def _narrowed(
    rows: QuerySet[Official], *, narrowed: OfficialFilter, at: datetime
) -> QuerySet[Official]:
    if narrowed.has_account is not None:
        rows = rows.filter(account__isnull=not narrowed.has_account)
    if narrowed.has_post is not None:
        present = _placed(Q(validity__contains=at))
        rows = rows.filter(present if narrowed.has_post else ~present)
    return _named(rows, words=narrowed.words)


def _named(rows: QuerySet[Official], *, words: str) -> QuerySet[Official]:
    """Keep those of whose name, or sign-in name, each word is a part; diacritics ignored."""
    for word in fold(words).split():
        rows = rows.filter(
            Q(folded__startswith=word)
            | Q(folded__contains=f" {word}")
            | Q(account__username__contains=word)
        )
    return rows


def _account_of(row: Official) -> Account | None:
    return getattr(row, "account", None)


def _value(
    row: Official, *, actor: Actor, placed: tuple[Placement, ...], at: datetime
) -> ManagedOfficial:
    held = ((one.agency_id, one.role) for one in placed if one.is_present(at))
    is_managed = may_manage_account(actor=actor, held=held)
    account = _account_of(row)
    return ManagedOfficial(
        id=row.pk,
        full_name=row.full_name,
        email=row.email if is_managed else "",
        phone=row.phone if is_managed else "",
        account=account_value(account) if account else None,
        placements=placed,
        may_manage_account=is_managed,
    )


def _candidates(rows: QuerySet[Official], *, at: datetime) -> tuple[Candidate, ...]:
    found = list(rows.select_related("account"))
    placed = placements_of_officials(ids=[row.pk for row in found], since=at)
    return tuple(
        Candidate(
            id=row.pk,
            full_name=row.full_name,
            username=account.username if (account := _account_of(row)) else "",
            post_titles=tuple(
                f"{one.post_title}, {one.agency_name}"
                for one in placed[row.pk]
                if one.is_present(at)
            ),
        )
        for row in found
    )
