"""What administrators manage: who may, the agencies of their lists, and the codes of one agency."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from province.foundation.identity.actors import Actor
from province.foundation.paging import PageNumbers, page_numbers
from province.foundation.text.folding import fold
from province.kernel.org import permissions
from province.kernel.org.contracts import (
    AgencyCodeValue,
    AgencyValue,
    CodeScheme,
    ManagedAgency,
    RoleKind,
)
from province.kernel.org.errors import AgencyNotFoundError, MayNotManageAgencyError
from province.kernel.org.models import Agency, AgencyCode, AgencyQuerySet, Holding, Post
from province.kernel.org.queries.agencies import LEVEL_ORDER, values_of
from province.kernel.org.registries import ROLES
from province.kernel.org.rules import local_day

_ABILITIES = (permissions.MANAGE_AGENCY, permissions.MANAGE_POSTS)


def may_manage_posts(*, actor: Actor, agency_id: int, role: str) -> bool:
    """Tell whether the actor manages the posts of this role in this unit.

    A role that works in the whole province is given only by who manages posts everywhere.
    """
    if permissions.MANAGE_POSTS in actor.abilities:
        return True
    known = ROLES.find(role)
    here = actor.can(permissions.MANAGE_POSTS, unit=agency_id)
    return here and (known is None or not known.province_wide)


def may_manage_account(*, actor: Actor, held: Iterable[tuple[int, str]]) -> bool:
    """Tell whether the actor manages the account of who works in these units, in these roles.

    Somebody without a post, or with a role that works in the whole province, is managed only by
    who manages accounts everywhere.
    """
    if permissions.MANAGE_ACCOUNTS in actor.abilities:
        return True
    held = tuple(held)
    units = {agency_id for agency_id, _role in held}
    if not units or not units <= actor.units_with(permissions.MANAGE_ACCOUNTS):
        return False
    known = (ROLES.find(role) for _agency_id, role in held)
    return not any(role is not None and role.province_wide for role in known)


def assignable_roles(*, actor: Actor, agency_id: int) -> tuple[RoleKind, ...]:
    """Return the roles that the actor may give to posts of this unit, in the order of names."""
    allowed = (
        role for role in ROLES if may_manage_posts(actor=actor, agency_id=agency_id, role=role.key)
    )
    return tuple(sorted(allowed, key=lambda role: role.name))


def role_names() -> dict[str, str]:
    """Return the names of all roles by their keys."""
    return {role.key: role.name for role in ROLES}


def managed_agencies(
    *, actor: Actor, words: str, at: datetime, page: int, size: int
) -> tuple[tuple[ManagedAgency, ...], PageNumbers]:
    """Return a page of the bodies that the actor manages, with their posts, in three queries.

    :raises MayNotManageAgencyError: the actor manages none at all.
    """
    rows = _managed(actor=actor, on=local_day(at)).bodies()
    for word in fold(words).split():
        rows = rows.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    first = (numbers.number - 1) * size
    ordered = rows.order_by(LEVEL_ORDER, "sort_name", "id")[first : first + size]
    agencies = values_of(ordered, on=local_day(at))
    counts = _post_counts(ids=[agency.id for agency in agencies], at=at)
    found = []
    for agency in agencies:
        total, staffed = counts.get(agency.id, (0, 0))
        found.append(ManagedAgency(agency=agency, post_count=total, vacant_count=total - staffed))
    return tuple(found), numbers


def get_managed_agency(*, actor: Actor, agency_id: int, on: date) -> AgencyValue:
    """Return one agency that the actor manages; a division belongs to its agency.

    :raises MayNotManageAgencyError: the actor manages none at all.
    :raises AgencyNotFoundError: there is no such agency, or the actor does not manage it.
    """
    found = values_of(_managed(actor=actor, on=on).filter(pk=agency_id), on=on)
    if not found:
        raise AgencyNotFoundError(agency=agency_id)
    return found[0]


def codes_of(*, agency_id: int) -> tuple[AgencyCodeValue, ...]:
    """Return the codes that an agency has or had, those of today first."""
    rows = AgencyCode.objects.filter(agency_id=agency_id)
    found = [
        AgencyCodeValue(
            scheme=CodeScheme(row.scheme),
            code=row.code,
            decision=row.decision,
            starts_on=row.validity.lower,
            until=row.validity.upper,
        )
        for row in rows.order_by("scheme", "-id")
    ]
    return tuple(sorted(found, key=lambda code: code.until or date.max, reverse=True))


def _managed(*, actor: Actor, on: date) -> AgencyQuerySet:
    """Keep the agencies of today that the actor manages, everywhere or in the own units."""
    if not any(actor.can(ability) for ability in _ABILITIES):
        raise MayNotManageAgencyError
    rows = Agency.objects.real().valid_on(on)
    if actor.abilities.intersection(_ABILITIES):
        return rows
    units = frozenset[int]().union(*(actor.units_with(ability) for ability in _ABILITIES))
    return rows.filter(Q(pk__in=units) | Q(parent_id__in=units, kind="division"))


def _post_counts(*, ids: Iterable[int], at: datetime) -> dict[int, tuple[int, int]]:
    """Count the posts of these agencies, and those of them that somebody holds."""
    held = Holding.objects.filter(post=OuterRef("pk"), validity__contains=at)
    rows = (
        Post.objects.filter(agency_id__in=list(ids), validity__contains=local_day(at))
        .annotate(is_held=Exists(held))
        .values("agency_id")
        .annotate(total=Count("id"), staffed=Count("id", filter=Q(is_held=True)))
        .order_by("agency_id")
    )
    return {row["agency_id"]: (row["total"], row["staffed"]) for row in rows}
