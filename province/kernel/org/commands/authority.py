"""Asks whether an actor may manage a unit, a post or an account; says no with a refusal."""

from collections.abc import Iterable
from datetime import datetime

from province.foundation.identity.actors import Actor
from province.kernel.org import permissions
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    MayNotManageAgencyError,
    MayNotManagePostsError,
    RoleUnknownError,
)
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
    known = ROLES.find(role)
    if known is None:
        raise RoleUnknownError(role=role)
    everywhere = permissions.MANAGE_POSTS in actor.abilities
    here = actor.can(permissions.MANAGE_POSTS, unit=agency_id) and not known.province_wide
    if not (everywhere or here):
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
    units = {post.agency_id for post in held}
    if not units or not units <= actor.units_with(permissions.MANAGE_ACCOUNTS):
        raise MayNotManageAccountsError
    if _any_province_wide(post.role for post in held):
        raise MayNotManageAccountsError


def _any_province_wide(roles: Iterable[str]) -> bool:
    known = (ROLES.find(role) for role in roles)
    return any(role is not None and role.province_wide for role in known)
