"""Who looked at a person's data, for the person; and what a unit's officials looked at."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from province.contexts.privacy import permissions
from province.contexts.privacy.contracts import LookLine, LookList, OfficialHour
from province.contexts.privacy.errors import MayNotSeeLooksError, SubjectsOnlyError
from province.contexts.privacy.rules import unusual
from province.foundation.access.reading import DayOfLooks, Look, days_of_looks, hours_of_looks
from province.foundation.access.reading import looks_at as every_look
from province.foundation.identity.actors import Actor
from province.kernel.calendars import public as calendars
from province.kernel.cases import public as cases
from province.kernel.org import public as org

PAGE = 30
MOST = 10_000
UNIT_DAYS = 30
MOST_HOURS = 500


def my_looks(*, actor: Actor, since: datetime | None, page: int, now: datetime) -> LookList:
    """Return who looked at the actor's own data, day by day, the latest first.

    :raises SubjectsOnlyError: the account stands for no person.
    """
    found = days_of_looks(party_ids=_own(actor), since=since, page=page, size=PAGE)
    return LookList(lines=_lines(actor, found.rows, now), numbers=found.numbers)


def every_look_at_me(
    *, actor: Actor, since: datetime | None, now: datetime
) -> tuple[LookLine, ...]:
    """Return every single look at the actor's own data, for a file.

    :raises SubjectsOnlyError: the account stands for no person.
    """
    found = every_look(party_ids=_own(actor), since=since, most=MOST)
    return _lines(actor, [_alone(one) for one in found], now)


def looks_of_unit(*, actor: Actor, now: datetime) -> tuple[OfficialHour, ...]:
    """Return what the officials of the actor's units looked at lately, the unusual first.

    :raises MayNotSeeLooksError: the actor leads no unit.
    """
    units = actor.units_with(permissions.SEE_LOOKS)
    if not units:
        raise MayNotSeeLooksError
    posts = {
        post.id: post for unit in units for post in org.posts_of_agency(agency_id=unit, at=now)
    }
    since = now - timedelta(days=UNIT_DAYS)
    found = hours_of_looks(on_posts=posts.keys(), since=since, most=MOST_HOURS)
    names = org.account_names(ids={one.account_id for one in found if one.account_id})
    agencies = org.agencies(ids=units)
    book = calendars.all_calendars()
    hours = []
    for one in found:
        post = posts[one.on_post_id or 0]
        calendar = book.of(post.agency_id)
        ends = one.hour + timedelta(minutes=59)
        in_hours = calendars.is_working_moment(calendar, one.hour) or calendars.is_working_moment(
            calendar, ends
        )
        hours.append(
            OfficialHour(
                official=names.get(one.account_id or 0, ""),
                post=post.title,
                unit=agencies[post.agency_id].short_name,
                hour=one.hour,
                times=one.times,
                people=one.people,
                cases=one.cases,
                unusual=unusual(people=one.people, in_hours=in_hours),
            )
        )
    return tuple(sorted(hours, key=lambda hour: (-len(hour.unusual), -hour.people)))


def _own(actor: Actor) -> tuple[int, ...]:
    if actor.party_id is None:
        raise SubjectsOnlyError
    return (actor.party_id,)


def _alone(look: Look) -> DayOfLooks:
    return DayOfLooks(
        actor=look.actor,
        account_id=look.account_id,
        on_post_id=look.on_post_id,
        case_id=look.case_id,
        purpose=look.purpose,
        day=look.seen_at.date(),
        times=1,
        first_at=look.seen_at,
        last_at=look.seen_at,
    )


def _lines(actor: Actor, looks: Iterable[DayOfLooks], now: datetime) -> tuple[LookLine, ...]:
    """Say who looked by unit and post; a name stands in the record, not on the page."""
    rows = list(looks)
    posts = org.posts(ids={one.on_post_id for one in rows if one.on_post_id}, at=now)
    agencies = org.agencies(ids={post.agency_id for post in posts.values()})
    titles = cases.case_names(actor=actor, ids={one.case_id for one in rows if one.case_id})
    lines = []
    for one in rows:
        post = posts.get(one.on_post_id or 0)
        lines.append(
            LookLine(
                first_at=one.first_at,
                last_at=one.last_at,
                times=one.times,
                unit=agencies[post.agency_id].name if post else _without_post(one),
                post=post.title if post else "",
                case=titles.get(one.case_id or 0, ""),
                purpose=one.purpose,
            )
        )
    return tuple(lines)


def _without_post(look: DayOfLooks) -> str:
    kind, _colon, name = look.actor.partition(":")
    if kind == "job":
        return _("Hệ thống tự động")
    if kind == "partner":
        return _("Hệ thống của %(name)s") % {"name": name}
    return _("Tài khoản không giữ vị trí nào")
