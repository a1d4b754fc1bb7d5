"""What was given out. Numbers name no person; whoever may see the thing may see its number."""

from province.kernel.numbering.contracts import Issued, SeriesKey
from province.kernel.numbering.models import Counter, IssuedNumber


def issued_for(*, for_what: str) -> tuple[Issued, ...]:
    """Return the numbers that were given to one thing, oldest first."""
    rows = IssuedNumber.objects.filter(for_what=for_what).order_by("id")
    return tuple(
        Issued(
            series=SeriesKey(scheme=row.scheme, agency_id=row.agency_id, period=row.period),
            number=row.number,
            text=row.text,
            for_what=row.for_what,
        )
        for row in rows
    )


def last_number(*, series: SeriesKey) -> int:
    """Return the last number of a series, 0 when none was given out."""
    found = Counter.objects.filter(
        scheme=series.scheme, agency_id=series.agency_id, period=series.period
    ).values_list("last", flat=True)
    return found.first() or 0
