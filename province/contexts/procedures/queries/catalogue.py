"""The catalogue as anybody may read it: lists, one procedure, figures."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from province.contexts.procedures.contracts import (
    CatalogueFigures,
    DoubtAbout,
    Level,
    Resolution,
    SearchFilters,
    SearchHit,
    SearchPage,
    VersionState,
)
from province.contexts.procedures.errors import ProcedureNotFoundError
from province.contexts.procedures.models import (
    CatalogueImport,
    Doubt,
    Procedure,
    ProcedureVersion,
    Term,
)
from province.kernel.calendars.contracts import Limit

PUBLISHED_FIRST = Case(
    When(version__state=VersionState.PUBLISHED, then=0), default=1, output_field=IntegerField()
)


def _shown() -> QuerySet[Procedure]:
    """Return what citizens may see: internal procedures are between agencies."""
    return Procedure.objects.filter(is_internal=False)


def _narrowed(*, filters: SearchFilters) -> QuerySet[Procedure]:
    rows = _shown()
    if filters.level:
        rows = rows.filter(level__in=[filters.level, Level.BOTH])
    if filters.field:
        rows = rows.filter(field=filters.field)
    if filters.state:
        rows = rows.filter(state=filters.state)
    return rows


def list_procedures(*, filters: SearchFilters, limit: int, offset: int = 0) -> SearchPage:
    """Return one page of the catalogue in the order of names, what takes filings first."""
    rows = _narrowed(filters=filters)
    terms = Term.objects.filter(version__procedure=OuterRef("pk")).order_by(
        PUBLISHED_FIRST, "-version__number", "channel"
    )
    blocking = (
        Doubt.objects.filter(Doubt.blocking, procedure=OuterRef("pk"))
        .order_by("about")
        .values("about")
        .distinct()
    )
    published = Case(
        When(state=VersionState.PUBLISHED, then=0), default=1, output_field=IntegerField()
    )
    page = (
        rows.annotate(
            limit=Subquery(terms.values("limit")[:1]),
            fee=Subquery(terms.values("fee")[:1]),
            doubted=ArraySubquery(blocking),
        )
        .order_by(published, "name_order", "id")
        .values("code", "name", "field", "level", "state", "limit", "fee", "doubted")
    )
    hits = tuple(_hit(row) for row in page[offset : offset + limit])
    return SearchPage(hits=hits, total=rows.count())


def _hit(row: Mapping[str, Any]) -> SearchHit:
    return SearchHit(
        code=row["code"],
        name=row["name"],
        field=row["field"],
        level=Level(row["level"]),
        state=VersionState(row["state"]),
        limit=Limit.from_json(row["limit"]) if row["limit"] else None,
        fee=row["fee"],
        doubts=tuple(DoubtAbout(about) for about in row["doubted"]),
    )


def fields(*, level: str = "") -> list[tuple[str, int]]:
    """Return the fields of the catalogue with how many procedures each has."""
    rows = _narrowed(filters=SearchFilters(level=level))
    counted = rows.values("field").annotate(count=Count("id")).order_by("field")
    return [(row["field"], row["count"]) for row in counted]


def get_procedure(*, code: str) -> Procedure:
    """Return one procedure that citizens may see.

    :raises ProcedureNotFoundError: no such procedure.
    """
    try:
        return _shown().get(code=code)
    except Procedure.DoesNotExist:
        raise ProcedureNotFoundError(procedure=code) from None


def version_on(*, procedure: Procedure, on: date) -> ProcedureVersion | None:
    """Return the version in force on a day; where none is, the one in preparation."""
    return (
        procedure.versions.filter(
            Q(valid__contains=on)
            | Q(state__in=[VersionState.NOT_PUBLISHED, VersionState.DRAFT], valid__isnull=True)
        )
        .prefetch_related("terms", "components")
        .order_by(F("valid").asc(nulls_last=True), "-number")
        .first()
    )


def open_doubts(*, procedure: Procedure) -> list[Doubt]:
    """Return the open doubts of a procedure, in the order of their rules."""
    rows = Doubt.objects.filter(procedure=procedure, resolution=Resolution.OPEN)
    return list(rows.order_by("about", "rule", "id"))


def names_of(*, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of procedures by code, internal ones too; unknown codes are left out."""
    return dict(
        Procedure.objects.filter(code__in=set(codes)).order_by("code").values_list("code", "name")
    )


def codes_in_force() -> list[str]:
    """Return the codes of the procedures that take filings."""
    doubtful = Doubt.objects.filter(Doubt.blocking).values("procedure_id")
    rows = _shown().filter(state=VersionState.PUBLISHED).exclude(pk__in=doubtful)
    return list(rows.order_by("code").values_list("code", flat=True))


def last_import() -> datetime | None:
    """Return the moment of the last import that changed something."""
    return CatalogueImport.objects.order_by("-id").values_list("imported_at", flat=True).first()


def figures() -> CatalogueFigures:
    """Return how the catalogue stands."""
    shown = Q(is_internal=False)
    counted = Procedure.objects.aggregate(
        total=Count("id", filter=shown),
        published=Count("id", filter=shown & Q(state=VersionState.PUBLISHED)),
        commune=Count("id", filter=shown & Q(level__in=[Level.COMMUNE, Level.BOTH])),
        internal=Count("id", filter=Q(is_internal=True)),
    )
    return CatalogueFigures(
        total=counted["total"],
        published=counted["published"],
        waiting=counted["total"] - counted["published"],
        commune=counted["commune"],
        internal=counted["internal"],
        open_doubts=Doubt.objects.filter(resolution=Resolution.OPEN).count(),
    )
