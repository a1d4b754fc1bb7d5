"""Creates posts, says who holds them and who stands in for the holder."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked, locked_against_references
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal
from province.kernel.org.commands.authority import require_placeable, require_posts
from province.kernel.org.errors import (
    AgencyNotFoundError,
    DivisionElsewhereError,
    HoldingNotFoundError,
    NameMissingError,
    PeriodError,
    PostBusyError,
    PostEndAheadError,
    PostEndedError,
    PostHeldError,
    PostNotFoundError,
    PostTakenError,
    SubstituteIsHolderError,
)
from province.kernel.org.models import Agency, Holding, Post, Substitution
from province.kernel.org.queries.placements import placements_of_posts
from province.kernel.org.registries import DUTIES
from province.kernel.org.rules import is_period, local_day, start_of

POST_CREATED = register_action("org.post_created", _("Lập vị trí việc làm"))
POST_ENDED = register_action("org.post_ended", _("Kết thúc vị trí việc làm"))
HOLDING_ASSIGNED = register_action("org.holding_assigned", _("Giao vị trí cho cán bộ"))
HOLDING_ENDED = register_action("org.holding_ended", _("Kết thúc giữ vị trí"))
SUBSTITUTED = register_action("org.substituted", _("Cử người thay giữ vị trí"))
SUBSTITUTION_ENDED = register_action("org.substitution_ended", _("Kết thúc việc thay"))


@transaction.atomic
def create_post(  # noqa: PLR0913 -- each is one column of the post
    *,
    actor: Actor,
    agency_id: int,
    division_id: int | None,
    title: str,
    role: str,
    is_head: bool,
    from_date: date,
) -> int:
    """Create a post in an agency and return its id.

    :raises RoleUnknownError: nobody registered the role.
    :raises MayNotManagePostsError: the actor does not manage the posts of this unit.
    :raises NameMissingError: the title is empty.
    :raises AgencyNotFoundError: there is no such agency.
    :raises DivisionElsewhereError: the division belongs to another agency.
    :raises PostTakenError: the agency has a head.
    """
    require_posts(actor=actor, agency_id=agency_id, role=role)
    if not normal(title):
        raise NameMissingError
    if not Agency.objects.filter(pk=agency_id).exists():
        raise AgencyNotFoundError(agency=agency_id)
    divisions = Agency.objects.filter(parent_id=agency_id)
    if division_id is not None and not divisions.filter(pk=division_id).exists():
        raise DivisionElsewhereError
    try:
        with transaction.atomic():
            row = Post.objects.create(
                agency_id=agency_id,
                division_id=division_id,
                title=normal(title),
                role=role,
                is_head=is_head,
                validity=DateRange(from_date, None),
            )
    except IntegrityError:
        raise PostTakenError(post=title) from None
    changes = {"agency": agency_id, "title": row.title, "role": role, "head": is_head}
    record(actor=actor, action=POST_CREATED, target=f"post:{row.pk}", changes=changes)
    return row.pk


@transaction.atomic
def end_post(
    *, actor: Actor, post_id: int, last_day: date, decision: str = "", now: datetime
) -> None:
    """End a post after a day; what was done on it, and who held it, stay.

    :raises PostNotFoundError: there is no such post.
    :raises MayNotManagePostsError: the actor does not manage this post.
    :raises PostEndedError: it has an end already.
    :raises PostEndAheadError: the day has not come.
    :raises PeriodError: the post was not there yet on that day.
    :raises PostHeldError: somebody holds it, or stands in, now or after that day.
    :raises PostBusyError: open work stands on it.
    """
    rows = locked_against_references(Post.objects.filter(pk=post_id))
    post = _managed(rows, actor=actor, post_id=post_id)
    if post.validity.upper is not None:
        raise _ended(post)
    if last_day > local_day(now):
        raise PostEndAheadError
    first = post.validity.lower
    if first is not None and last_day < first:
        raise PeriodError
    ends_on = last_day + timedelta(days=1)
    since = min(now, start_of(ends_on))  # whoever has it today would still receive work
    there = placements_of_posts(ids=[post_id], since=since).get(post_id, ())
    if there:
        raise PostHeldError(post=post.title, name=there[0].official_name)
    if count := sum(duties.open_on(post_id) for duties in DUTIES):
        raise PostBusyError(post=post.title, count=count)
    post.validity = DateRange(first, ends_on)
    post.save(update_fields=["validity"])
    changes = {"last_day": last_day.isoformat(), "decision": decision}
    record(actor=actor, action=POST_ENDED, target=f"post:{post_id}", changes=changes)


@transaction.atomic
def assign_holding(  # noqa: PLR0913 -- a decision names each of these
    *,
    actor: Actor,
    post_id: int,
    official_id: int,
    starts_at: datetime,
    ends_at: datetime | None = None,
    decision: str = "",
) -> int:
    """Give a post to an official for a time and return the holding's id.

    :raises PostNotFoundError: there is no such post.
    :raises MayNotManagePostsError: the actor does not manage this post.
    :raises PeriodError: the period ends before it begins.
    :raises PostEndedError: the post ends before that.
    :raises OfficialNotFoundError: there is no such official.
    :raises OfficialElsewhereError: the official works in a unit that the actor does not manage.
    :raises SubstituteIsHolderError: the official stands in for the post in that period.
    :raises PostTakenError: somebody holds the post in that period.
    """
    post = _lock(actor=actor, post_id=post_id)
    _require_within(post, starts_at=starts_at, ends_at=ends_at)
    period = DateTimeTZRange(starts_at, ends_at)
    require_placeable(actor=actor, official_id=official_id, period=period)
    lent = Substitution.objects.filter(
        post=post, substitute_id=official_id, validity__overlap=period
    )
    if lent.exists():
        raise SubstituteIsHolderError(post=post.title)
    try:
        with transaction.atomic():
            row = Holding.objects.create(
                post=post,
                official_id=official_id,
                validity=period,
                decision=decision,
            )
    except IntegrityError:
        raise PostTakenError(post=post.title) from None
    changes = {"official": official_id, "decision": decision, **_period(starts_at, ends_at)}
    record(actor=actor, action=HOLDING_ASSIGNED, target=f"post:{post_id}", changes=changes)
    return row.pk


@transaction.atomic
def end_holding(*, actor: Actor, post_id: int, at: datetime, decision: str = "") -> None:
    """End the holding of a post at a moment; what the holder had stays with the post.

    :raises PostNotFoundError: there is no such post.
    :raises MayNotManagePostsError: the actor does not manage this post.
    :raises HoldingNotFoundError: nobody holds the post at that moment.
    """
    _lock(actor=actor, post_id=post_id)
    row = Holding.objects.filter(post_id=post_id, validity__contains=at).first()
    if row is None or row.validity.lower == at:
        raise HoldingNotFoundError(post=post_id)
    row.validity = DateTimeTZRange(row.validity.lower, at)
    row.save(update_fields=["validity"])
    changes = {"official": row.official_id, "at": at.isoformat(), "decision": decision}
    record(actor=actor, action=HOLDING_ENDED, target=f"post:{post_id}", changes=changes)


@transaction.atomic
def substitute(  # noqa: PLR0913 -- a decision names each of these
    *,
    actor: Actor,
    post_id: int,
    substitute_id: int,
    starts_at: datetime,
    ends_at: datetime,
    scope_note: str = "",
    decision: str = "",
) -> int:
    """Let an official stand in for a post's holder for a time and return the substitution's id.

    :raises PostNotFoundError: there is no such post.
    :raises MayNotManagePostsError: the actor does not manage this post.
    :raises PeriodError: the period ends before it begins.
    :raises PostEndedError: the post ends before that.
    :raises OfficialNotFoundError: there is no such official.
    :raises OfficialElsewhereError: the official works in a unit that the actor does not manage.
    :raises SubstituteIsHolderError: the official holds the post in that period.
    :raises PostTakenError: somebody stands in already in that period.
    """
    post = _lock(actor=actor, post_id=post_id)
    _require_within(post, starts_at=starts_at, ends_at=ends_at)
    period = DateTimeTZRange(starts_at, ends_at)
    require_placeable(actor=actor, official_id=substitute_id, period=period)
    held = Holding.objects.filter(post=post, official_id=substitute_id, validity__overlap=period)
    if held.exists():
        raise SubstituteIsHolderError(post=post.title)
    try:
        with transaction.atomic():
            row = Substitution.objects.create(
                post=post,
                substitute_id=substitute_id,
                validity=period,
                scope_note=normal(scope_note),
                decision=decision,
            )
    except IntegrityError:
        raise PostTakenError(post=post.title) from None
    changes = {"official": substitute_id, "decision": decision, **_period(starts_at, ends_at)}
    record(actor=actor, action=SUBSTITUTED, target=f"post:{post_id}", changes=changes)
    return row.pk


@transaction.atomic
def end_substitution(*, actor: Actor, post_id: int, at: datetime) -> None:
    """End a substitution before its time.

    :raises PostNotFoundError: there is no such post.
    :raises MayNotManagePostsError: the actor does not manage this post.
    :raises HoldingNotFoundError: nobody stands in at that moment.
    """
    _lock(actor=actor, post_id=post_id)
    row = Substitution.objects.filter(post_id=post_id, validity__contains=at).first()
    if row is None or row.validity.lower == at:
        raise HoldingNotFoundError(post=post_id)
    row.validity = DateTimeTZRange(row.validity.lower, at)
    row.save(update_fields=["validity"])
    changes = {"official": row.substitute_id, "at": at.isoformat()}
    record(actor=actor, action=SUBSTITUTION_ENDED, target=f"post:{post_id}", changes=changes)


def _lock(*, actor: Actor, post_id: int) -> Post:
    """Take the post for this transaction, if the actor manages it."""
    return _managed(locked(Post.objects.filter(pk=post_id)), actor=actor, post_id=post_id)


def _managed(rows: QuerySet[Post], *, actor: Actor, post_id: int) -> Post:
    """Return the one post of these rows, if the actor manages it."""
    post = rows.first()
    if post is None:
        raise PostNotFoundError(post=post_id)
    require_posts(actor=actor, agency_id=post.agency_id, role=post.role)
    return post


def _require_within(post: Post, *, starts_at: datetime, ends_at: datetime | None) -> None:
    """Refuse a period that is none, or that goes on after the post has ended."""
    if not is_period(starts_at=starts_at, ends_at=ends_at):
        raise PeriodError
    until = post.validity.upper
    if until is not None and (ends_at is None or ends_at > start_of(until)):
        raise _ended(post)


def _ended(post: Post) -> PostEndedError:
    last = post.validity.upper - timedelta(days=1)
    return PostEndedError(post=post.title, last=f"{last:%d/%m/%Y}")


def _period(starts_at: datetime, ends_at: datetime | None) -> dict[str, str]:
    return {"from": starts_at.isoformat(), "until": ends_at.isoformat() if ends_at else ""}
