"""Counts of dossiers: numbers without people, for whoever shows how units do."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.figures import (
    CountedGroup,
    Facets,
    MonthCount,
    Outcome,
    Timing,
    Whose,
    Window,
)
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.one_stop.models import Dossier, DossierQuerySet
from province.contexts.one_stop.queries.measured import FACETS, handled, measured
from province.contexts.one_stop.rules.periods import LOCAL
from province.foundation.identity.actors import Actor

_ANYBODY = Whose()


def count_dossiers(*, window: Window, whose: Whose = _ANYBODY) -> tuple[CountedGroup, ...]:
    """Return what was at work in a window, by unit, channel and facets, in one query.

    Test data never counts.
    """
    rows = measured(rows=_of(whose), window=window)
    found = (
        rows.values("agency_id", "channel", *FACETS)
        .annotate(number=Count("pk"), time=Sum("spent"))
        .order_by()
    )
    return tuple(
        CountedGroup(
            agency_id=row["agency_id"],
            channel=Channel(row["channel"]),
            facets=Facets(
                came=row["came"],
                outcome=Outcome(row["outcome"]),
                timing=Timing(row["timing"]),
                waits=row["waits"],
                kept=row["kept"],
                whole=row["whole"],
                electronic=row["electronic"],
            ),
            count=row["number"],
            spent=row["time"],
        )
        for row in found
    )


def count_by_month(*, window: Window, whose: Whose = _ANYBODY) -> tuple[MonthCount, ...]:
    """Return what was finished in each month of a window, the oldest first, in one query."""
    rows = measured(rows=_of(whose), window=window)
    found = (
        rows.filter(finished_at__lt=window.until)
        .annotate(month=TruncMonth("finished_at", tzinfo=LOCAL))
        .values("month")
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(timing=Timing.LATE.value)))
        .order_by("month")
    )
    return tuple(
        MonthCount(month=row["month"], done=row["number"], late=row["late"]) for row in found
    )


def procedures_counted(
    *, window: Window, whose: Whose = _ANYBODY
) -> tuple[tuple[str, str, int], ...]:
    """Return code, name and number of the procedures at work in a window, the most first."""
    found = (
        handled(rows=_of(whose), window=window)
        .values_list("procedure_code", "procedure_name")
        .annotate(number=Count("pk"))
        .order_by("-number", "procedure_code")
    )
    return tuple((code, name, number) for code, name, number in found)


def may_open_list(*, actor: Actor, agency_id: int | None) -> bool:
    """Tell whether the list behind a figure of this unit, or of all, holds all that is counted."""
    if agency_id is None:
        return permissions.SEE_DOSSIERS in actor.abilities
    return actor.official_id is not None and actor.can(permissions.SEE_DOSSIERS, unit=agency_id)


def _of(whose: Whose) -> DossierQuerySet:
    rows = Dossier.objects.counted()
    if whose.units is not None:
        rows = rows.filter(agency_id__in=whose.units)
    if whose.level is not None:
        rows = rows.filter(agency__level=whose.level.value)
    if whose.channel is not None:
        rows = rows.filter(channel=whose.channel.value)
    return rows.filter(procedure_code=whose.procedure) if whose.procedure else rows
