"""Reading agencies. The unit under test is left out of every list of others."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from province.foundation.text.folding import fold
from province.kernel.org.contracts import (
    AgencyKind,
    AgencyLevel,
    AgencyValue,
    CodeScheme,
    PlaceHit,
    Share,
    SuccessionValue,
)
from province.kernel.org.errors import AgencyNotFoundError
from province.kernel.org.models import Agency, AgencyCode, Succession

_COLUMNS = ("id", "name", "short_name", "kind", "level", "parent_id", "is_test", "note")
_PREFERENCE = Case(
    When(scheme=CodeScheme.EID, then=Value(0)),
    When(scheme=CodeScheme.TEMPORARY, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def get_agency(*, agency_id: int, on: date | None = None) -> AgencyValue:
    """Return one agency, the unit under test too, with its code of a day, or the one it got last.

    :raises AgencyNotFoundError: there is no such agency.
    """
    return _one(Agency.objects.filter(pk=agency_id), wanted=str(agency_id), on=on)


def get_agency_by_code(*, code: str) -> AgencyValue:
    """Return the agency that a code names; a code that was valid once still names its agency.

    :raises AgencyNotFoundError: no agency has or had this code.
    """
    named = (
        AgencyCode.objects.filter(code=code)
        .annotate(preference=_PREFERENCE)
        .order_by("preference", F("validity__startswith").desc(nulls_last=True), "-id")
    )
    owner = named.values("agency_id")[:1]
    return _one(Agency.objects.filter(pk=Subquery(owner)), wanted=code)


def get_test_agency() -> AgencyValue:
    """Return the unit under test.

    :raises AgencyNotFoundError: the agencies have not been loaded.
    """
    return _one(Agency.objects.filter(kind=AgencyKind.TEST), wanted="kiểm thử")


def agencies_by_ids(*, ids: Iterable[int]) -> dict[int, AgencyValue]:
    """Return these agencies by id, the unit under test too; unknown ids are missing."""
    rows = Agency.objects.filter(pk__in=set(ids))
    return {value.id: value for value in values_of(rows)}


def communes_on(*, on: date) -> tuple[AgencyValue, ...]:
    """Return the communes of this day in Vietnamese order."""
    rows = Agency.objects.real().valid_on(on).filter(kind=AgencyKind.COMMUNE)
    return values_of(rows.order_by("sort_name", "id"), on=on)


def bodies_on(*, on: date) -> tuple[AgencyValue, ...]:
    """Return the agencies of this day that act in their own name, the province's first."""
    rows = Agency.objects.real().valid_on(on).bodies()
    return values_of(rows.order_by(LEVEL_ORDER, "sort_name", "id"), on=on)


def divisions_of(*, agency_id: int, on: date) -> tuple[AgencyValue, ...]:
    """Return the divisions of an agency on this day."""
    rows = Agency.objects.valid_on(on).filter(parent_id=agency_id, kind=AgencyKind.DIVISION)
    return values_of(rows.order_by("id"), on=on)


def search_agencies(*, words: str, on: date, limit: int) -> tuple[AgencyValue, ...]:
    """Return the agencies of this day with words that begin like these, diacritics ignored."""
    rows = Agency.objects.real().valid_on(on).bodies()
    for word in fold(words).split():
        rows = rows.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    return values_of(rows.order_by("sort_name", "id")[:limit], on=on)


def places_named(*, words: str, on: date, limit: int) -> tuple[PlaceHit, ...]:
    """Return the communes of this day by their own name or that of an old one, in two queries.

    Diacritics do not count; an old commune's district is searched too. Of an old commune that was
    divided each part is a hit of its own.
    """
    asked = fold(words).split()
    if not asked:
        return ()
    named = Agency.objects.real().valid_on(on).filter(kind=AgencyKind.COMMUNE)
    moved = Succession.objects.filter(
        from_agency__kind=AgencyKind.HISTORIC,
        from_agency__level=AgencyLevel.COMMUNE,
        to_agency__validity__contains=on,
    )
    for word in asked:
        named = named.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
        old = Q(from_agency__folded__startswith=word) | Q(from_agency__folded__contains=f" {word}")
        moved = moved.filter(old | Q(from_agency__folded__contains=f"({word}"))
    hits = [PlaceHit(row.pk, row.short_name) for row in named.order_by("sort_name", "id")[:limit]]
    rows = moved.select_related("from_agency", "to_agency").order_by(
        "from_agency__sort_name", "from_agency_id", "to_agency__sort_name"
    )
    hits += [
        PlaceHit(
            commune_id=row.to_agency_id,
            name=row.to_agency.short_name,
            was=row.from_agency.short_name,
            district=row.from_agency.note,
            share=Share(row.share),
        )
        for row in rows[:limit]
    ]
    return tuple(hits[:limit])


def successions_from(*, agency_id: int) -> tuple[SuccessionValue, ...]:
    """Return what an old agency went into."""
    return _successions(Succession.objects.filter(from_agency_id=agency_id))


def successions_to(*, agency_id: int) -> tuple[SuccessionValue, ...]:
    """Return what an agency was made of."""
    return _successions(Succession.objects.filter(to_agency_id=agency_id))


LEVEL_ORDER = Case(
    When(kind=AgencyKind.PROVINCE, then=Value(0)),
    When(level=AgencyLevel.PROVINCE, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def _one(rows: QuerySet[Agency], *, wanted: str, on: date | None = None) -> AgencyValue:
    found = values_of(rows, on=on)
    if not found:
        raise AgencyNotFoundError(agency=wanted)
    return found[0]


def values_of(rows: QuerySet[Agency], *, on: date | None = None) -> tuple[AgencyValue, ...]:
    """Read rows with their code of a day, official before temporary, in one query.

    Without a day it is the code that an agency got last: of one that has ended, its last one.
    """
    codes = AgencyCode.objects.filter(agency=OuterRef("pk")).order_by("-validity__startswith")
    if on is not None:
        codes = codes.filter(validity__contains=on)
    official = codes.filter(scheme=CodeScheme.EID).values("code")[:1]
    temporary = codes.filter(scheme=CodeScheme.TEMPORARY).values("code")[:1]
    coded = rows.annotate(
        official=Coalesce(Subquery(official), Value("")),
        temporary=Coalesce(Subquery(temporary), Value("")),
    )
    return tuple(
        AgencyValue(
            id=row["id"],
            name=row["name"],
            short_name=row["short_name"],
            kind=AgencyKind(row["kind"]),
            level=AgencyLevel(row["level"]),
            parent_id=row["parent_id"],
            code=row["official"] or row["temporary"],
            code_is_temporary=not row["official"] and bool(row["temporary"]),
            is_test=row["is_test"],
            note=row["note"],
        )
        for row in coded.values(*_COLUMNS, "official", "temporary")
    )


def _successions(rows: QuerySet[Succession]) -> tuple[SuccessionValue, ...]:
    return tuple(
        SuccessionValue(
            from_agency_id=row.from_agency_id,
            to_agency_id=row.to_agency_id,
            share=Share(row.share),
            on=row.on,
        )
        for row in rows.order_by("on", "id")
    )
