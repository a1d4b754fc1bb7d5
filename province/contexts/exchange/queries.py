"""Every read of exchange; each takes the actor, except the look at a key, which makes one."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from province.contexts.exchange import permissions, rules
from province.contexts.exchange.contracts import PartnerKeyValue, PartnerValue
from province.contexts.exchange.errors import MayNotManagePartnersError, PartnerNotFoundError
from province.contexts.exchange.models import Partner, PartnerKey
from province.contexts.exchange.registries import SCOPES
from province.foundation.identity.actors import Actor, SessionKind


def list_partners(*, actor: Actor) -> tuple[PartnerValue, ...]:
    """Return all partners with their keys, those that still may send first, in two queries.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    """
    _require(actor)
    rows = Partner.objects.prefetch_related(Prefetch("keys", queryset=_newest_keys()))
    return tuple(_value(row) for row in rows.order_by("-ended_at", "code"))


def scope_names(*, offered_only: bool) -> dict[str, str]:
    """Return what partners may be allowed to do, by key, in words."""
    return {scope.key: str(scope.name) for scope in SCOPES if scope.is_offered or not offered_only}


def get_partner(*, actor: Actor, partner_id: int) -> PartnerValue:
    """Return one partner with its keys.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    :raises PartnerNotFoundError: there is no such partner.
    """
    _require(actor)
    rows = Partner.objects.prefetch_related(Prefetch("keys", queryset=_newest_keys()))
    row = rows.filter(pk=partner_id).first()
    if row is None:
        raise PartnerNotFoundError
    return _value(row)


def partner_with_key(*, secret: str, now: datetime) -> tuple[Actor, int] | None:
    """Return who shows this secret: the partner as an actor and the key's id; or nothing."""
    prefix = rules.prefix_in(secret)
    if not prefix:
        return None
    row = (
        PartnerKey.objects.select_related("partner")
        .filter(
            prefix=prefix,
            revoked_at__isnull=True,
            expires_at__gt=now,
            partner__ended_at__isnull=True,
        )
        .first()
    )
    if row is None or not rules.is_same(secret, row.digest):
        return None
    abilities = frozenset[str]().union(
        *(found.abilities for key in row.partner.scopes if (found := SCOPES.find(key)))
    )
    actor = Actor(session=SessionKind.PARTNER, name=row.partner.code, abilities=abilities)
    return actor, row.pk


def _require(actor: Actor) -> None:
    if not actor.can(permissions.MANAGE_PARTNERS):
        raise MayNotManagePartnersError


def _newest_keys() -> QuerySet[PartnerKey]:
    return PartnerKey.objects.order_by("-issued_at", "-id")


def _value(row: Partner) -> PartnerValue:
    return PartnerValue(
        id=row.pk,
        code=row.code,
        name=row.name,
        scopes=tuple(row.scopes),
        contact=row.contact,
        basis=row.basis,
        ended_at=row.ended_at,
        keys=tuple(
            PartnerKeyValue(
                id=key.pk,
                prefix=key.prefix,
                label=key.label,
                issued_at=key.issued_at,
                expires_at=key.expires_at,
                revoked_at=key.revoked_at,
                last_used_at=key.last_used_at,
            )
            for key in row.keys.all()
        ),
    )
