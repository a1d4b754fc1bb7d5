"""Amounts and categories that the law sets."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """The base amount (đồng a month) and coefficients of social allowances from a day on."""

    valid_from: date
    base_amount: int
    coefficients: tuple[str, ...]
    source: str
    is_recalled: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A category of those entitled to the allowance: how it is filed, and whom it is for.

    ``households`` are the degrees of poverty of its households; empty when any household may.
    """

    name: str
    filed_as: str
    age_from: int | None
    age_to: int | None
    source: str
    is_recalled: bool
    households: tuple[str, ...] = ()
