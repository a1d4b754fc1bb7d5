"""The base amounts of social allowances: data that an administrator can change."""

from datetime import date

from province.contexts.one_stop.contracts.legal import Rate
from province.contexts.one_stop.models import AllowanceRate, DatedVersion
from province.contexts.one_stop.rules.versions import RateVersion, Written, holding, latest


def rate_on(*, on: date) -> Rate | None:
    """Return the rate that holds on a day, or nothing when none is known."""
    found = holding(rate_versions(), on)
    return found.rate if found else None


def rates() -> tuple[Rate, ...]:
    """Return the rate that stands for each first day, the newest first."""
    return tuple(one.rate for one in latest(rate_versions()))


def rate_versions() -> tuple[RateVersion, ...]:
    """Return all that was ever set, corrected or withdrawn, the newest day and version first."""
    rows = AllowanceRate.objects.order_by("-valid_from", "-version")
    return tuple(
        RateVersion(
            rate=Rate(
                valid_from=row.valid_from,
                base_amount=row.base_amount,
                coefficients=tuple(row.coefficients),
                source=row.source,
                is_recalled=row.is_recalled,
            ),
            version=row.version,
            is_withdrawn=row.is_withdrawn,
            written=written_of(row=row),
        )
        for row in rows
    )


def written_of(*, row: DatedVersion) -> Written:
    """Return who set a version, when and why."""
    return Written(by=row.set_by, at=row.set_at, reason=row.reason)
