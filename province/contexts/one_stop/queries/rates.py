"""The base amounts of social allowances: data that an administrator can change."""

from datetime import date

from province.contexts.one_stop.contracts import Rate
from province.contexts.one_stop.models import AllowanceRate


def rate_on(*, on: date) -> Rate | None:
    """Return the rate that holds on a day, or nothing when none is known."""
    row = AllowanceRate.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return _value(row) if row else None


def rates() -> tuple[Rate, ...]:
    """Return all rates, the newest first."""
    return tuple(_value(row) for row in AllowanceRate.objects.order_by("-valid_from"))


def _value(row: AllowanceRate) -> Rate:
    return Rate(
        valid_from=row.valid_from,
        base_amount=row.base_amount,
        coefficients=tuple(row.coefficients),
        source=row.source,
        is_recalled=row.is_recalled,
    )
