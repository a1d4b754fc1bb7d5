"""Reading who holds which post and who stands in, with periods."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import BooleanField, CharField, F, Q, QuerySet, Value

from province.foundation.identity.actors import Actor
from province.kernel.org import permissions
from province.kernel.org.contracts import Placement, PostValue, StaffedPost
from province.kernel.org.errors import AgencyNotFoundError, PostNotFoundError
from province.kernel.org.models import Holding, Substitution
from province.kernel.org.queries.managing import get_managed_agency, may_manage_posts
from province.kernel.org.queries.posts import get_post, posts_of_agency, present_posts, values_of
from province.kernel.org.rules import local_day, start_of

_SHARED = (
    "post_id",
    "post__title",
    "post__role",
    "post__agency_id",
    "post__agency__short_name",
    "own",
    "validity",
    "post__validity",
    "note",
    "decision",
)
_EVER = datetime.min.replace(tzinfo=UTC)


def placements_of_officials(
    *, ids: Iterable[int], since: datetime | None = None
) -> dict[int, tuple[Placement, ...]]:
    """Return the posts of these officials, own and lent, the latest first, in one query.

    With ``since``, what ended before that moment is left out.
    """
    wanted = list(ids)
    rows = _placements(
        held=Q(official_id__in=wanted), lent=Q(substitute_id__in=wanted), since=since
    )
    found: dict[int, list[Placement]] = {pk: [] for pk in wanted}
    for row in rows:
        found[row.official_id].append(row)
    return {pk: tuple(placements) for pk, placements in found.items()}


def placements_of_posts(
    *, ids: Iterable[int], since: datetime | None = None
) -> dict[int, tuple[Placement, ...]]:
    """Return who holds or lends these posts, the latest first, in one query.

    With ``since``, what ended before that moment is left out.
    """
    here = Q(post_id__in=list(ids))
    found: dict[int, list[Placement]] = {}
    for row in _placements(held=here, lent=here, since=since):
        found.setdefault(row.post_id, []).append(row)
    return {pk: tuple(placements) for pk, placements in found.items()}


def staffed_posts(*, actor: Actor, agency_id: int, at: datetime) -> tuple[StaffedPost, ...]:
    """Return the posts of an agency with who holds them now or later, the head first; two queries.

    The agency comes from ``get_managed_agency``, which has asked whether the actor manages it.
    """
    posts = posts_of_agency(agency_id=agency_id, at=at)
    placed = placements_of_posts(ids=[post.id for post in posts], since=at)
    return tuple(_staffed(actor=actor, post=post, placed=placed.get(post.id, ())) for post in posts)


def get_staffed_post(*, actor: Actor, post_id: int, at: datetime) -> StaffedPost:
    """Return a post of an agency that the actor manages, with everybody who ever held it.

    :raises MayNotManageAgencyError: the actor manages no agency at all.
    :raises PostNotFoundError: there is no such post, or not for this actor.
    """
    post = get_post(post_id=post_id, at=at)
    try:
        get_managed_agency(actor=actor, agency_id=post.agency_id, on=local_day(at))
    except AgencyNotFoundError:
        raise PostNotFoundError(post=post_id) from None
    placed = placements_of_posts(ids=[post_id])
    return _staffed(actor=actor, post=post, placed=placed.get(post_id, ()))


def vacant_posts(*, actor: Actor, at: datetime, limit: int) -> tuple[PostValue, ...]:
    """Return posts of the actor's own units that nobody holds now or later, by unit."""
    units = actor.units_with(permissions.MANAGE_POSTS)
    taken = Holding.objects.filter(validity__overlap=DateTimeTZRange(at, None))
    rows = present_posts(at).filter(agency_id__in=units).exclude(pk__in=taken.values("post_id"))
    found = values_of(rows.order_by("agency_id", "-is_head", "id"), at=at)
    return tuple(
        post
        for post in found
        if may_manage_posts(actor=actor, agency_id=post.agency_id, role=post.role)
    )[:limit]


def _staffed(*, actor: Actor, post: PostValue, placed: tuple[Placement, ...]) -> StaffedPost:
    return StaffedPost(
        post=post,
        holdings=tuple(one for one in placed if one.is_own),
        substitutions=tuple(one for one in placed if not one.is_own),
        may_manage=may_manage_posts(actor=actor, agency_id=post.agency_id, role=post.role),
    )


def _placements(*, held: Q, lent: Q, since: datetime | None) -> list[Placement]:
    """Read holdings and substitutions together, the latest first."""
    there = Q() if since is None else Q(validity__overlap=DateTimeTZRange(since, None))
    own: QuerySet[Any] = Holding.objects.filter(held, there).annotate(
        own=Value(value=True, output_field=BooleanField()),
        note=Value("", output_field=CharField()),
    )
    instead: QuerySet[Any] = Substitution.objects.filter(lent, there).annotate(
        own=Value(value=False, output_field=BooleanField()), note=F("scope_note")
    )
    rows = own.values_list("official_id", "official__full_name", *_SHARED).union(
        instead.values_list("substitute_id", "substitute__full_name", *_SHARED), all=True
    )
    found = [_placement(*row) for row in rows]
    return sorted(found, key=lambda one: (one.starts_at or _EVER, one.post_id), reverse=True)


def _placement(  # noqa: PLR0913, PLR0917 -- each is one column of the row
    official_id: int,
    official_name: str,
    post_id: int,
    post_title: str,
    role: str,
    agency_id: int,
    agency_name: str,
    is_own: bool,  # noqa: FBT001 -- a column of the row, not a switch
    validity: DateTimeTZRange,
    post_validity: DateRange,
    scope_note: str,
    decision: str,
) -> Placement:
    ends = [moment for moment in (validity.upper, _end_of(post_validity)) if moment is not None]
    return Placement(
        official_id=official_id,
        official_name=official_name,
        post_id=post_id,
        post_title=post_title,
        role=role,
        agency_id=agency_id,
        agency_name=agency_name,
        is_own=is_own,
        starts_at=validity.lower,
        ends_at=min(ends, default=None),
        scope_note=scope_note,
        decision=decision,
    )


def _end_of(validity: DateRange) -> datetime | None:
    """Return the moment at which a post ends: nobody holds it any longer."""
    return start_of(validity.upper) if validity.upper is not None else None
