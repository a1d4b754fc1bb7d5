"""What curators work on: doubts, and procedures ready to publish."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from province.contexts.procedures import permissions
from province.contexts.procedures.contracts import BLOCKING, Resolution, VersionState
from province.contexts.procedures.errors import (
    DoubtNotFoundError,
    MayNotCurateError,
    ProcedureNotFoundError,
)
from province.contexts.procedures.models import Doubt, Procedure
from province.contexts.procedures.registries import NEEDS, Need, NeedStanding
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold


@dataclass(frozen=True, slots=True)
class DoubtFilters:
    """What the list of doubts is narrowed to; empty means everything."""

    about: str = ""
    field: str = ""
    text: str = ""
    standing: str = "open"


def _allow(*, actor: Actor) -> None:
    """Let only curators and publishers see the work on the catalogue.

    :raises MayNotCurateError: the actor is neither.
    """
    if not (actor.can(permissions.CURATE) or actor.can(permissions.PUBLISH)):
        raise MayNotCurateError


def doubts(*, actor: Actor, filters: DoubtFilters) -> QuerySet[Doubt]:
    """Return the doubts, those of the common procedures first.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    """
    _allow(actor=actor)
    rows = Doubt.objects.select_related("procedure")
    if filters.standing == "open":
        rows = rows.filter(resolution=Resolution.OPEN)
    if filters.standing == "resolved":
        rows = rows.exclude(resolution=Resolution.OPEN)
    if filters.standing == "blocking":
        rows = rows.filter(resolution=Resolution.OPEN, about__in=BLOCKING)
    if filters.about:
        rows = rows.filter(about=filters.about)
    if filters.field:
        rows = rows.filter(procedure__field=filters.field)
    if filters.text:
        by_code = rows.filter(procedure__code__startswith=filters.text.strip())
        by_name = rows.filter(procedure__folded_name__contains=fold(filters.text) or "\x00")
        rows = by_code | by_name
    return rows.order_by(
        "procedure__is_internal",
        "-procedure__is_common",
        "procedure__name_order",
        "procedure_id",
        "about",
        "id",
    )


def get_doubt(*, actor: Actor, doubt_id: int) -> Doubt:
    """Return one doubt with its procedure.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    :raises DoubtNotFoundError: there is no such doubt.
    """
    _allow(actor=actor)
    try:
        return Doubt.objects.select_related("procedure").get(pk=doubt_id)
    except Doubt.DoesNotExist:
        raise DoubtNotFoundError(doubt=doubt_id) from None


def curated_procedure(*, actor: Actor, code: str) -> Procedure:
    """Return one procedure for work on it, internal ones too.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    :raises ProcedureNotFoundError: no such procedure.
    """
    _allow(actor=actor)
    try:
        return Procedure.objects.get(code=code)
    except Procedure.DoesNotExist:
        raise ProcedureNotFoundError(procedure=code) from None


def doubts_of(*, actor: Actor, procedure: Procedure) -> list[Doubt]:
    """Return every doubt of a procedure, open ones first.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    """
    _allow(actor=actor)
    return list(procedure.doubts.order_by("resolution", "about", "id"))


def ready_to_publish(*, actor: Actor) -> QuerySet[Procedure]:
    """Return the procedures whose draft has no open doubt on time, agency or result.

    What else each lacks before it can be published, ``lacking`` tells.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    """
    _allow(actor=actor)
    blocked = Doubt.objects.filter(Doubt.blocking, procedure=OuterRef("pk"))
    return (
        Procedure.objects.filter(is_internal=False, versions__state=VersionState.DRAFT)
        .exclude(Exists(blocked))
        .order_by("-is_common", "name_order", "id")
    )


def lacking(*, codes: Collection[str], on: date) -> dict[str, tuple[Need, ...]]:
    """Return what each of these procedures lacks on a day before it can take a filing."""
    had = [(need, need.had_by(codes=codes, on=on)) for need in NEEDS]
    return {code: tuple(need for need, by in had if code not in by) for code in codes}


def need_standings(
    *, actor: Actor, code: str, on: date
) -> tuple[tuple[Need, NeedStanding, bool], ...]:
    """Return where the needs of a procedure stand, and whether the actor may open the page of each.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    """
    _allow(actor=actor)
    found = [(need, need.standing(procedure_code=code, on=on)) for need in NEEDS if need.standing]
    return tuple((need, one, one.may_open(actor)) for need, one in found)


def open_counts(*, actor: Actor) -> dict[str, int]:
    """Return how many open doubts there are about each part.

    :raises MayNotCurateError: the actor does not work on the catalogue.
    """
    _allow(actor=actor)
    rows = Doubt.objects.filter(resolution=Resolution.OPEN).values("about")
    return dict(rows.annotate(count=Count("id")).order_by("about").values_list("about", "count"))
