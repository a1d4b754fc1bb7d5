"""Reading posts, and who holds them at a moment."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import BooleanField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from province.kernel.org.contracts import HeldPost, PostValue
from province.kernel.org.errors import PostNotFoundError
from province.kernel.org.models import Holding, Post, Substitution
from province.kernel.org.rules import local_day


def get_post(*, post_id: int, at: datetime | None = None) -> PostValue:
    """Return one post, with its holder when a moment is given.

    :raises PostNotFoundError: there is no such post.
    """
    rows = Post.objects.filter(pk=post_id)
    found = values_of(rows, at=at) if at is not None else _bare(rows)
    if not found:
        raise PostNotFoundError(post=post_id)
    return found[0]


def posts_by_ids(*, ids: Iterable[int], at: datetime) -> dict[int, PostValue]:
    """Return these posts by id with their holders at the moment; unknown ids are missing."""
    rows = Post.objects.filter(pk__in=set(ids))
    return {value.id: value for value in values_of(rows, at=at)}


def posts_with_role(*, role: str, agency_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return the posts of an agency that carry a role at the moment, the head first."""
    rows = present_posts(at).filter(role=role, agency_id=agency_id)
    return values_of(rows.order_by("-is_head", "id"), at=at)


def posts_of_agency(*, agency_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return all posts of an agency at the moment, the head first."""
    return values_of(
        present_posts(at).filter(agency_id=agency_id).order_by("-is_head", "id"), at=at
    )


def get_head_post(*, agency_id: int, at: datetime) -> PostValue:
    """Return the post of an agency's head at the moment.

    :raises PostNotFoundError: the agency has no head's post.
    """
    found = values_of(present_posts(at).filter(agency_id=agency_id, is_head=True), at=at)
    if not found:
        raise PostNotFoundError(post=f"đứng đầu của cơ quan {agency_id}")
    return found[0]


def held_posts(*, official_id: int, at: datetime) -> tuple[HeldPost, ...]:
    """Return the posts an official works in at the moment, own ones first, in one query."""
    columns = ("post_id", "post__agency_id", "post__role", "own")
    here = Q(validity__contains=at, post__validity__contains=local_day(at))
    own = Holding.objects.filter(here, official_id=official_id).annotate(
        own=Value(value=True, output_field=BooleanField())
    )
    lent = Substitution.objects.filter(here, substitute_id=official_id).annotate(
        own=Value(value=False, output_field=BooleanField())
    )
    rows = own.values_list(*columns).union(lent.values_list(*columns))
    held = [HeldPost(post_id=p, agency_id=a, role=r, is_own=o) for p, a, r, o in rows]
    return tuple(sorted(held, key=lambda post: (not post.is_own, post.post_id)))


def posts_of_official(*, official_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return the posts an official works in at the moment, own and substituted."""
    here = Q(validity__contains=at)
    own = Holding.objects.filter(here, official_id=official_id).values("post_id")
    lent = Substitution.objects.filter(here, substitute_id=official_id).values("post_id")
    rows = present_posts(at).filter(Q(pk__in=own) | Q(pk__in=lent))
    return values_of(rows.order_by("id"), at=at)


def present_posts(at: datetime) -> QuerySet[Post]:
    """Keep the posts that exist on the day of this moment."""
    return Post.objects.filter(validity__contains=local_day(at))


def values_of(rows: QuerySet[Post], *, at: datetime) -> tuple[PostValue, ...]:
    """Read posts with holder and substitute at the moment, in one query."""
    staffed = rows.annotate(
        held=FilteredRelation("holdings", condition=Q(holdings__validity__contains=at)),
        lent=FilteredRelation("substitutions", condition=Q(substitutions__validity__contains=at)),
        division_title=Coalesce(F("division__name"), Value("")),
        holder=F("held__official_id"),
        holder_title=Coalesce(F("held__official__full_name"), Value("")),
        stand_in=F("lent__substitute_id"),
        stand_in_title=Coalesce(F("lent__substitute__full_name"), Value("")),
    )
    columns = ("id", "title", "role", "agency_id", "is_head", "division_title", "validity")
    people = ("holder", "holder_title", "stand_in", "stand_in_title")
    return tuple(
        PostValue(
            id=row["id"],
            title=row["title"],
            role=row["role"],
            agency_id=row["agency_id"],
            division_name=row["division_title"],
            is_head=row["is_head"],
            holder_official_id=row["holder"],
            holder_name=row["holder_title"],
            substitute_official_id=row["stand_in"],
            substitute_name=row["stand_in_title"],
            ends_on=row["validity"].upper,
        )
        for row in staffed.values(*columns, *people)
    )


def _bare(rows: QuerySet[Post]) -> tuple[PostValue, ...]:
    """Read posts without asking who holds them."""
    return tuple(
        PostValue(
            id=row.pk,
            title=row.title,
            role=row.role,
            agency_id=row.agency_id,
            division_name=row.division.name if row.division else "",
            is_head=row.is_head,
            ends_on=row.validity.upper,
        )
        for row in rows.select_related("division")
    )
