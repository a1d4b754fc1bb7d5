"""How results were rated, counted: by unit for those who may, as shares for everybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, IntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from province.contexts.ratings import permissions
from province.contexts.ratings.contracts import (
    Opinion,
    OpinionPage,
    PublicShare,
    UnitFigures,
    UnsolvedState,
)
from province.contexts.ratings.errors import MayNotSeeFiguresError
from province.contexts.ratings.models import Rating
from province.contexts.ratings.queries.scale import levels_on, local_day, questions_on, term
from province.foundation.identity.actors import Actor
from province.foundation.paging import page_numbers
from province.kernel.org import public as org

PAGE = 30


def may_see_unit(*, actor: Actor, unit_id: int) -> bool:
    """Tell whether the actor sees the figures of a unit."""
    return actor.can(permissions.SEE_FIGURES, unit=unit_id)


def unit_figures(*, actor: Actor, since: datetime, until: datetime) -> tuple[UnitFigures, ...]:
    """Return the figures of the actor's units, of results returned in a period, in two queries.

    :raises MayNotSeeFiguresError: the actor sees the figures of no unit.
    """
    units = actor.units_with(permissions.SEE_FIGURES)
    sees_all = permissions.SEE_FIGURES in actor.abilities
    if not units and not sees_all:
        raise MayNotSeeFiguresError
    rows = Rating.objects.filter(returned_at__gte=since, returned_at__lt=until)
    return _figures(rows if sees_all else rows.filter(unit_id__in=units), until)


def public_shares(*, since: datetime, until: datetime) -> tuple[PublicShare, ...]:
    """Return for everybody how many are satisfied, unit by unit; no share where too few rated."""
    least = term(key="public_minimum", on=local_day(at=until)).amount
    rows = Rating.objects.filter(
        returned_at__gte=since, returned_at__lt=until, rated_at__isnull=False
    )
    return tuple(
        PublicShare(unit=one.unit, rated=one.rated, share=one.share if one.rated >= least else None)
        for one in _figures(rows, until)
    )


def opinions(  # noqa: PLR0913 -- each narrows the list
    *, actor: Actor, unit_id: int, level: str, since: datetime, until: datetime, page: int
) -> OpinionPage:
    """Return what was said of a unit's results, without names and codes, in two queries.

    The order is that of days, then of levels: nobody is found by the moment of a rating.

    :raises MayNotSeeFiguresError: the actor does not see the figures of this unit.
    """
    if not may_see_unit(actor=actor, unit_id=unit_id):
        raise MayNotSeeFiguresError
    rows = Rating.objects.filter(
        unit_id=unit_id,
        returned_at__gte=since,
        returned_at__lt=until,
        rated_at__isnull=False,
    )
    if level:
        rows = rows.filter(level=level)
    numbers = page_numbers(number=page, total=rows.count(), size=PAGE)
    start = (numbers.number - 1) * PAGE
    found = rows.select_related("unsolved").order_by(
        F("rated_at__date").desc(), "level", "procedure_code", "pk"
    )
    return OpinionPage(
        rows=tuple(
            Opinion(
                level=row.level,
                answers=dict(row.answers),
                words=row.words,
                is_solved=getattr(row, "unsolved", None) is None,
                rated_on=local_day(at=row.rated_at),
            )
            for row in found[start : start + PAGE]
            if row.rated_at is not None
        ),
        numbers=numbers,
    )


def _figures(rows: QuerySet[Rating], until: datetime) -> tuple[UnitFigures, ...]:
    on = local_day(at=until)
    levels, questions = levels_on(on=on), questions_on(on=on)
    query: Any = (
        rows.order_by()
        .values("unit_id")
        .annotate(
            asked=Count("pk"),
            rated=Count("pk", filter=Q(rated_at__isnull=False)),
            unsolved_all=Count("unsolved__pk"),
            unsolved_open=Count("unsolved__pk", filter=Q(unsolved__state=UnsolvedState.OPEN.value)),
            in_time=Count(
                "unsolved__pk", filter=Q(unsolved__answered_at__lte=F("unsolved__due_at"))
            ),
            **{f"level_{one.key}": Count("pk", filter=Q(level=one.key)) for one in levels},
            **{f"points_{one.key}": _average(one.key) for one in questions},
        )
    )
    counted: list[dict[str, Any]] = list(query)
    names = _names(row["unit_id"] for row in counted)
    found = (
        UnitFigures(
            unit_id=row["unit_id"],
            unit=names.get(row["unit_id"], ""),
            asked=row["asked"],
            rated=row["rated"],
            levels={one.key: row[f"level_{one.key}"] for one in levels},
            satisfied=sum(row[f"level_{one.key}"] for one in levels if one.is_satisfied),
            points={
                one.key: None if (found := row[f"points_{one.key}"]) is None else round(found, 1)
                for one in questions
            },
            unsolved=row["unsolved_all"],
            unsolved_open=row["unsolved_open"],
            answered_in_time=row["in_time"],
        )
        for row in counted
    )
    return tuple(sorted(found, key=lambda one: (one.unit, one.unit_id)))


def _average(question: str) -> Avg:
    return Avg(Cast(KeyTextTransform(question, "answers"), IntegerField()))


def _names(ids: Iterable[int]) -> dict[int, str]:
    return {key: agency.name for key, agency in org.agencies(ids=ids).items()}
