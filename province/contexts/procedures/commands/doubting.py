"""Keeps the doubts in step with the facts: opens new ones, lapses those that no longer stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from province.contexts.procedures.contracts import DoubtAbout, DoubtFacts, Resolution
from province.contexts.procedures.models import Doubt

BATCH = 1000
IMPORT = "job:import"
GONE = "code.gone"
Key = tuple[int, str, str]


def mark_doubts(
    *, found: Mapping[int, Sequence[DoubtFacts]], sources: Mapping[int, str], now: datetime
) -> tuple[int, int]:
    """Open new doubts, lapse those the facts no longer give; return how many of each."""
    wanted = {
        (procedure, doubt.rule, doubt.sentence): doubt
        for procedure, doubts in found.items()
        for doubt in doubts
    }
    known: dict[Key, Doubt] = {
        (row.procedure_id, row.rule, row.sentence): row
        for row in Doubt.objects.filter(procedure_id__in=found).order_by("pk")
    }
    new = [
        Doubt(
            procedure_id=key[0],
            about=doubt.about,
            rule=doubt.rule,
            sentence=doubt.sentence,
            source=sources[key[0]],
            opened_at=now,
        )
        for key, doubt in wanted.items()
        if key not in known
    ]
    Doubt.objects.bulk_create(new, batch_size=BATCH)
    back = [
        row.pk
        for key, row in known.items()
        if key in wanted and row.resolution == Resolution.LAPSED
    ]
    Doubt.objects.filter(pk__in=back).update(
        resolution=Resolution.OPEN, resolved_at=None, resolved_by="", opened_at=now
    )
    idle = [
        row.pk
        for key, row in known.items()
        if key not in wanted and row.resolution == Resolution.OPEN
    ]
    Doubt.objects.filter(pk__in=idle).update(
        resolution=Resolution.LAPSED, resolved_at=now, resolved_by=IMPORT
    )
    return len(new) + len(back), len(idle)


def mark_gone(*, procedures: Sequence[int], now: datetime) -> int:
    """Note the procedures that the file no longer has; return how many were not noted before."""
    noted = set(
        Doubt.objects.filter(
            procedure_id__in=procedures, rule=GONE, resolution=Resolution.OPEN
        ).values_list("procedure_id", flat=True)
    )
    rows = [
        Doubt(
            procedure_id=procedure,
            about=DoubtAbout.CODE,
            rule=GONE,
            sentence=f"Tệp danh mục nhập ngày {now:%d/%m/%Y} không còn mã này.",
            source="",
            opened_at=now,
        )
        for procedure in procedures
        if procedure not in noted
    ]
    return len(Doubt.objects.bulk_create(rows))
