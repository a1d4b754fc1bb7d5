"""Dated versions of legal data: which one holds on a day, and what one is asked before a new one.

A version is never overwritten. Another one for the same day corrects it, or withdraws it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from province.contexts.one_stop.contracts.legal import Rate

FAR = 2  # times the amount before: no limit of the law, only what nobody would type on purpose
LEAST = 10_000  # đồng: likewise, where no amount is known yet


class Dated(Protocol):
    """What has a first day, a version for this day, and may be withdrawn."""

    @property
    def valid_from(self) -> date: ...
    @property
    def version(self) -> int: ...
    @property
    def is_withdrawn(self) -> bool: ...


V = TypeVar("V", bound=Dated)


class Standing(StrEnum):
    """What has become of a version."""

    HOLDS = "holds"
    COMING = "coming"
    OVER = "over"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class DoubtKind(StrEnum):
    """Why one is asked again before a version is set."""

    PAST = "past"
    CORRECTS = "corrects"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to confirm, with what it is about."""

    kind: DoubtKind
    valid_from: date
    before: object = None


@dataclass(frozen=True, slots=True)
class Written:
    """Who set a version, when, and why when it corrects or withdraws another."""

    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RateVersion:
    """One version of a rate."""

    rate: Rate
    version: int = 1
    is_withdrawn: bool = False
    written: Written = field(default_factory=Written)

    @property
    def valid_from(self) -> date:
        """Return the first day."""
        return self.rate.valid_from


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One version of the words of the law of one sort."""

    valid_from: date
    lines: tuple[str, ...]
    source: str
    is_recalled: bool
    version: int = 1
    is_withdrawn: bool = False
    valid_to: date | None = None
    written: Written = field(default_factory=Written)


def latest(versions: Iterable[V]) -> tuple[V, ...]:
    """Return what stands for each first day, the newest day first; withdrawn days are left out."""
    last: dict[date, V] = {}
    for one in sorted(versions, key=lambda each: each.version):
        last[one.valid_from] = one
    return tuple(last[day] for day in sorted(last, reverse=True) if not last[day].is_withdrawn)


def holding(versions: Iterable[V], on: date) -> V | None:
    """Return the version that holds on a day."""
    return next((one for one in latest(versions) if one.valid_from <= on), None)


def within(first: date, last: date | None, on: date) -> bool:
    """Tell whether a day lies between two others; without the last one there is no end."""
    return first <= on and (last is None or on <= last)


def own_holding(own: Iterable[V], delivered: Iterable[WordingVersion], on: date) -> V | None:
    """Return the own version that holds on a day, unless a delivered one began after it."""
    found = holding(own, on)
    if found is None:
        return None
    in_force = (one for one in delivered if within(one.valid_from, one.valid_to, on))
    return None if any(one.valid_from > found.valid_from for one in in_force) else found


def standing_of(
    one: V, versions: Sequence[V], today: date, delivered: Iterable[WordingVersion] = ()
) -> Standing:
    """Return what has become of a version; one delivered later takes its place."""
    of_day = [each for each in versions if each.valid_from == one.valid_from]
    if one.is_withdrawn:
        return Standing.WITHDRAWN
    if any(each.version > one.version for each in of_day):
        return Standing.CORRECTED
    if one.valid_from > today:
        return Standing.COMING
    held = own_holding(versions, delivered, today)
    return Standing.HOLDS if held is one else Standing.OVER


def doubts_of_day(day: date, versions: Iterable[V], today: date) -> tuple[Doubt, ...]:
    """Return what to confirm about the first day: it has begun, or has a version already."""
    found = []
    if day <= today:
        found.append(Doubt(DoubtKind.PAST, day))
    standing = next((one for one in latest(versions) if one.valid_from == day), None)
    if standing is not None:
        found.append(Doubt(DoubtKind.CORRECTS, day, standing))
    return tuple(found)


def doubts_of_rate(rate: Rate, versions: Sequence[RateVersion], today: date) -> tuple[Doubt, ...]:
    """Return what to confirm about a rate: its day, and an amount far from the one before."""
    before = holding(versions, rate.valid_from)
    found = doubts_of_day(rate.valid_from, versions, today)
    amount = before.rate.base_amount if before else 0
    far = rate.base_amount < LEAST
    if amount:
        far = far or rate.base_amount * FAR < amount or rate.base_amount > amount * FAR
    return (*found, Doubt(DoubtKind.FAR, rate.valid_from, before)) if far else found
