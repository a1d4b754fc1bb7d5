"""What processes are drawn up from: the facts of many procedures at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from province.contexts.procedures.contracts import (
    AgencyKind,
    Channel,
    DoubtAbout,
    Level,
    ProcessFacts,
    VersionState,
)
from province.contexts.procedures.models import Doubt, Procedure, ProcedureVersion, Term
from province.kernel.calendars.contracts import Limit

HELD = (VersionState.NOT_PUBLISHED, VersionState.DRAFT, VersionState.PUBLISHED)


def process_facts(*, codes: Collection[str] | None = None) -> tuple[ProcessFacts, ...]:
    """Return the facts of these procedures, or of all, in the order of their codes: four queries.

    What is in preparation comes before what is in force: it is what will hold.
    """
    rows = Procedure.objects.order_by("code")
    if codes is not None:
        rows = rows.filter(code__in=codes)
    procedures = list(
        rows.only("code", "name", "field", "ministry", "level", "is_internal", "state")
    )
    ids = [row.pk for row in procedures]
    versions = _versions(ids)
    limits = _limits(version.pk for version in versions.values())
    doubts = _doubts(ids)
    return tuple(
        _facts(row, versions[row.pk], limits, doubts) for row in procedures if row.pk in versions
    )


def _facts(
    row: Procedure,
    version: ProcedureVersion,
    limits: Mapping[int, Limit],
    doubts: Mapping[int, list[DoubtAbout]],
) -> ProcessFacts:
    return ProcessFacts(
        code=row.code,
        name=row.name,
        field=row.field,
        ministry=row.ministry,
        level=Level(row.level),
        agency=version.agency,
        agency_kind=AgencyKind(version.agency_kind),
        result_name=version.result_name,
        limit=limits.get(version.pk),
        doubts=tuple(doubts.get(row.pk, ())),
        is_internal=row.is_internal,
        state=VersionState(row.state),
    )


def _versions(ids: Collection[int]) -> dict[int, ProcedureVersion]:
    """Return for each procedure the version in preparation, or else the one in force."""
    rows = ProcedureVersion.objects.filter(procedure_id__in=ids, state__in=HELD).only(
        "procedure_id", "agency", "agency_kind", "result_name"
    )
    return {row.procedure_id: row for row in rows.order_by("procedure_id", "number")}


def _limits(versions: Iterable[int]) -> dict[int, Limit]:
    """Return the limit of the first way to hand in, of the first case."""
    found: dict[int, tuple[tuple[str, int], Limit]] = {}
    ways = list(Channel)
    rows = Term.objects.filter(version_id__in=list(versions), limit__isnull=False)
    for version, case, channel, limit in rows.values_list("version_id", "case", "channel", "limit"):
        rank = (case, ways.index(Channel(channel)))
        if limit and (version not in found or rank < found[version][0]):
            found[version] = (rank, Limit.from_json(limit))
    return {version: limit for version, (_rank, limit) in found.items()}


def _doubts(ids: Collection[int]) -> dict[int, list[DoubtAbout]]:
    found: dict[int, list[DoubtAbout]] = defaultdict(list)
    rows = Doubt.objects.filter(Doubt.blocking, procedure_id__in=ids).order_by("about")
    for procedure, about in rows.values_list("procedure_id", "about").distinct():
        found[procedure].append(DoubtAbout(about))
    return found
