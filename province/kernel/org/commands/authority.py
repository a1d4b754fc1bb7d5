"""Asks whether an actor may manage a unit, a post or an account; says no with a refusal."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from province.foundation.identity.actors import Actor
from province.kernel.org import permissions
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    MayNotManageAgencyError,
    MayNotManagePostsError,
    OfficialElsewhereError,
    OfficialNotFoundError,
    RoleUnknownError,
)
from province.kernel.org.models import Holding, Official, Substitution
from province.kernel.org.queries.managing import may_manage_account, may_manage_posts
from province.kernel.org.queries.posts import held_posts
from province.kernel.org.registries import ROLES


def require_agency(*, actor: Actor, agency_id: int | None) -> None:
    """Refuse actors who do not manage this agency; a new one needs the right everywhere.

    :raises MayNotManageAgencyError: the actor does not manage it.
    """
    everywhere = permissions.MANAGE_AGENCY in actor.abilities
    here = agency_id is not None and actor.can(permissions.MANAGE_AGENCY, unit=agency_id)
    if not (everywhere or here):
        raise MayNotManageAgencyError


def require_posts(*, actor: Actor, agency_id: int, role: str) -> None:
    """Refuse actors who do not manage the posts of this unit, or not those of such a role.

    A role that works in the whole province is given only by who manages posts everywhere.

    :raises RoleUnknownError: nobody registered the role.
    :raises MayNotManagePostsError: the actor does not manage them.
    """
    if ROLES.find(role) is None:
        raise RoleUnknownError(role=role)
    if not may_manage_posts(actor=actor, agency_id=agency_id, role=role):
        raise MayNotManagePostsError


def require_account_of(*, actor: Actor, official_id: int | None, now: datetime) -> None:
    """Refuse actors who do not manage the accounts of every unit in which the official works.

    An account without an official, or of an official without a post or with a role that works in
    the whole province, is managed only by who manages accounts everywhere.

    :raises MayNotManageAccountsError: the actor does not manage this account.
    """
    if permissions.MANAGE_ACCOUNTS in actor.abilities:
        return
    held = held_posts(official_id=official_id, at=now) if official_id else ()
    if not may_manage_account(actor=actor, held=((post.agency_id, post.role) for post in held)):
        raise MayNotManageAccountsError


def require_placeable(*, actor: Actor, official_id: int, period: DateTimeTZRange) -> None:
    """Refuse a post to an official who works meanwhile where the actor does not manage posts.

    :raises OfficialNotFoundError: there is no such official.
    :raises OfficialElsewhereError: the official works elsewhere in that period.
    """
    if not Official.objects.filter(pk=official_id).exists():
        raise OfficialNotFoundError(official=official_id)
    if permissions.MANAGE_POSTS in actor.abilities:
        return
    own = actor.units_with(permissions.MANAGE_POSTS)
    held = Holding.objects.filter(official_id=official_id, validity__overlap=period)
    lent = Substitution.objects.filter(substitute_id=official_id, validity__overlap=period)
    if any(rows.exclude(post__agency_id__in=own).exists() for rows in (held, lent)):
        raise OfficialElsewhereError
