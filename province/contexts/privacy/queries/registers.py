"""The register of processing activities, and the register of breaches."""

from province.contexts.privacy import permissions
from province.contexts.privacy.contracts import Activity, ActivityText, BreachState, BreachView
from province.contexts.privacy.errors import (
    ActivityNotFoundError,
    BreachNotFoundError,
    MayNotKeepBreachesError,
)
from province.contexts.privacy.fact_sheets import processing
from province.contexts.privacy.models import ActivityVersion, Breach
from province.foundation.identity.actors import Actor


def activities() -> tuple[Activity, ...]:
    """Return the register of processing in its latest version, in one query; it is public."""
    rows = ActivityVersion.objects.order_by("key", "-version").distinct("key")
    latest = {row.key: _activity(row) for row in rows}
    known = {one.key: latest.get(one.key, one) for one in processing()}
    return (*known.values(), *(one for key, one in latest.items() if key not in known))


def activity_versions(*, key: str) -> tuple[Activity, ...]:
    """Return all versions of one line, the latest first.

    :raises ActivityNotFoundError: there is no such line.
    """
    rows = ActivityVersion.objects.filter(key=key).order_by("-version")
    first = [one for one in processing() if one.key == key]
    found = (*(_activity(row) for row in rows), *first)
    if not found:
        raise ActivityNotFoundError
    return found


def breaches(*, actor: Actor) -> tuple[BreachView, ...]:
    """Return the breaches of the actor's units, open ones first, in one query.

    :raises MayNotKeepBreachesError: the actor keeps none.
    """
    if not actor.can(permissions.KEEP_BREACHES):
        raise MayNotKeepBreachesError
    rows = Breach.objects.all()
    if permissions.KEEP_BREACHES not in actor.abilities:
        rows = rows.filter(unit_id__in=actor.units_with(permissions.KEEP_BREACHES))
    found = [breach_view(row=row) for row in rows.order_by("-found_at", "-pk")]
    return tuple(sorted(found, key=lambda one: list(BreachState).index(one.state)))


def get_breach(*, actor: Actor, breach_id: int) -> BreachView:
    """Return one breach of the actor's units.

    :raises BreachNotFoundError: no such breach for this actor.
    """
    row = Breach.objects.filter(pk=breach_id).first()
    if row is None or not actor.can(permissions.KEEP_BREACHES, unit=row.unit_id):
        raise BreachNotFoundError
    return breach_view(row=row)


def breach_view(*, row: Breach) -> BreachView:
    """Return a breach as a value."""
    return BreachView(
        id=row.pk,
        unit_id=row.unit_id,
        title=row.title,
        state=BreachState(row.state),
        found_at=row.found_at,
        notify_by=row.notify_by,
        what=row.what,
        categories=row.categories,
        people=row.people,
        measures=row.measures,
        reported_at=row.reported_at,
        notified_at=row.notified_at,
        notified_how=row.notified_how,
        closed_at=row.closed_at,
        lesson=row.lesson,
    )


def _activity(row: ActivityVersion) -> Activity:
    return Activity(
        key=row.key,
        version=row.version,
        text=ActivityText(**row.text),
        set_at=row.set_at,
        set_by=row.set_by,
        reason=row.reason,
    )
