"""Every read of scorecards: the numbers of a unit, of all, and of the public's table."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.figures import CountedGroup, Whose
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.scorecards import permissions, rules
from province.contexts.scorecards.contracts import (
    Part,
    PartTerms,
    Scorecard,
    Tally,
    UnitLine,
)
from province.contexts.scorecards.errors import MayNotSeeFiguresError
from province.foundation.identity.actors import Actor
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyLevel, AgencyValue

FACTS = Path(__file__).resolve().parent / "facts" / "index_766.csv"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period, and whose dossiers."""

    period: one_stop.Period
    agency_id: int | None = None
    level: AgencyLevel | None = None
    channel: Channel | None = None
    procedure: str = ""


def units_seen(*, actor: Actor) -> frozenset[int] | None:
    """Return the units whose figures the actor sees; None means all.

    :raises MayNotSeeFiguresError: the actor sees no unit's figures.
    """
    if actor.can(permissions.SEE_ALL):
        return None
    units = actor.units_with(permissions.SEE)
    if not units:
        raise MayNotSeeFiguresError
    return units


def scorecard(*, actor: Actor, question: Question, now: datetime) -> Scorecard:
    """Return the figures that are asked for, beside those of the period before; five queries.

    :raises MayNotSeeFiguresError: the actor does not see the figures of this unit.
    """
    seen = units_seen(actor=actor)
    if seen is not None and question.agency_id is None:
        question = _own(question, seen)
    if seen is not None and question.agency_id not in seen:
        raise MayNotSeeFiguresError
    return _counted(question, now=now, compared=seen is None)


def public_scorecard(*, period: one_stop.Period, now: datetime) -> Scorecard:
    """Return the figures of all units that everybody may read: numbers, no dossiers."""
    return _counted(Question(period=period), now=now, compared=True)


@cache
def index_terms() -> tuple[PartTerms, ...]:
    """Return how the parts of the index are scored, as delivered."""
    with FACTS.open(encoding="utf-8", newline="") as lines:
        return tuple(_terms(row) for row in csv.DictReader(lines))


def _terms(row: Mapping[str, str]) -> PartTerms:
    return PartTerms(
        part=Part(row["part"]),
        valid_from=datetime.strptime(row["valid_from"], "%Y-%m-%d").date(),  # noqa: DTZ007 -- a day
        maximum=Decimal(row["maximum"]),
        full_at=Decimal(row["full_at"]),
        source=row["source"],
        is_recalled=row["is_recalled"] == "1",
        is_unsynchronised=row["is_unsynchronised"] == "1",
    )


def _own(question: Question, seen: Collection[int]) -> Question:
    return Question(
        period=question.period,
        agency_id=min(seen),
        channel=question.channel,
        procedure=question.procedure,
    )


def _counted(question: Question, *, now: datetime, compared: bool) -> Scorecard:
    period, level = question.period, question.level
    terms = rules.terms_on(index_terms(), period.last)
    window = one_stop.window_of(period, at=now)
    before = one_stop.window_of(one_stop.period_before(period), at=now)
    own = None if question.agency_id is None else frozenset({question.agency_id})
    whose = Whose(
        units=own,
        level=level,
        channel=question.channel,
        procedure=question.procedure,
    )
    counted = replace(whose, units=None) if compared else whose
    groups = one_stop.count_dossiers(window=window, whose=counted)
    earlier = one_stop.count_dossiers(window=before, whose=counted)
    months = one_stop.count_by_month(window=one_stop.year_until(period, at=now), whose=whose)
    agencies = _agencies(question, groups, now=now, compared=compared)
    mine = [g for g in groups if own is None or g.agency_id in own]
    name = agencies[question.agency_id].short_name if question.agency_id else _("Toàn tỉnh")
    return Scorecard(
        agency_id=question.agency_id,
        name=name,
        level=level,
        window=window,
        now=_tally(mine, terms),
        before=_tally([g for g in earlier if own is None or g.agency_id in own], terms),
        channels={
            channel: _tally([g for g in mine if g.channel is channel], terms) for channel in Channel
        },
        months=months,
        units=_units(agencies, groups, earlier, terms) if compared else (),
    )


def _agencies(
    question: Question, groups: Iterable[CountedGroup], *, now: datetime, compared: bool
) -> Mapping[int, AgencyValue]:
    """Return the units by id: those of today, and whoever has dossiers beside."""
    ids = {group.agency_id for group in groups}
    if question.agency_id is not None:
        ids.add(question.agency_id)
    found: dict[int, AgencyValue] = {}
    if compared:
        for body in org.bodies(on=now.astimezone(one_stop.LOCAL).date()):
            if question.level in {None, body.level}:
                found[body.id] = body
    missing = ids - found.keys()
    if missing:
        found.update(org.agencies(ids=missing))
    if question.agency_id is not None and question.agency_id not in found:
        raise MayNotSeeFiguresError
    return found


def _units(
    agencies: Mapping[int, AgencyValue],
    groups: Iterable[CountedGroup],
    earlier: Iterable[CountedGroup],
    terms: tuple[PartTerms, ...],
) -> tuple[UnitLine, ...]:
    now, before = _by_unit(groups), _by_unit(earlier)
    tallies = {key: _tally(now.get(key, ()), terms) for key in agencies}
    places = rules.ranks(tallies)
    lines = [
        UnitLine(
            agency_id=key,
            name=agency.short_name,
            rank=places.get(key),
            now=tallies[key],
            before=_tally(before.get(key, ()), terms),
        )
        for key, agency in agencies.items()
    ]
    return tuple(sorted(lines, key=lambda line: line.rank or len(lines) + 1))


def _by_unit(groups: Iterable[CountedGroup]) -> Mapping[int, list[CountedGroup]]:
    found: dict[int, list[CountedGroup]] = {}
    for group in groups:
        found.setdefault(group.agency_id, []).append(group)
    return found


def _tally(groups: Collection[CountedGroup], terms: tuple[PartTerms, ...]) -> Tally:
    numbers = one_stop.tallied(groups)
    return Tally(
        numbers=numbers,
        average=one_stop.average_spent(groups),
        parts=rules.scores(numbers, terms),
    )
