"""What each measure of dossiers means, said once: counts and lists both read it from here."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from types import MappingProxyType

from province.contexts.one_stop.contracts.figures import (
    CountedGroup,
    Facets,
    Measure,
    Outcome,
    Timing,
)

Wanted = Mapping[str, tuple[object, ...]]

_ENDED = (Outcome.DECIDED, Outcome.WITHDRAWN, Outcome.STOPPED)
_OPEN = (Outcome.OPEN,)
_IN_TIME = (Timing.EARLY, Timing.ON_DAY)

MEASURES: Mapping[Measure, Wanted] = MappingProxyType(
    {
        Measure.HANDLED: {},
        Measure.CAME: {"came": (True,)},
        Measure.CARRIED: {"came": (False,)},
        Measure.DONE: {"outcome": _ENDED},
        Measure.DONE_EARLY: {"outcome": _ENDED, "timing": (Timing.EARLY,)},
        Measure.DONE_ON_DAY: {"outcome": _ENDED, "timing": (Timing.ON_DAY,)},
        Measure.DONE_LATE: {"outcome": _ENDED, "timing": (Timing.LATE,)},
        Measure.OPEN: {"outcome": _OPEN},
        Measure.OPEN_IN_TIME: {"outcome": _OPEN, "timing": _IN_TIME},
        Measure.OVERDUE: {"outcome": _OPEN, "timing": (Timing.LATE,)},
        Measure.PAUSED: {"outcome": _OPEN, "waits": (True,)},
        Measure.WITHDRAWN: {"outcome": (Outcome.WITHDRAWN,)},
        Measure.STOPPED: {"outcome": (Outcome.STOPPED,)},
        Measure.KEPT: {"kept": (True,)},
        Measure.MISSED: {"kept": (False,)},
        Measure.WHOLE: {"came": (True,), "whole": (True,)},
        Measure.NOT_WHOLE: {"came": (True,), "whole": (False,)},
        Measure.DECIDED: {"outcome": (Outcome.DECIDED,)},
        Measure.ELECTRONIC: {"outcome": (Outcome.DECIDED,), "electronic": (True,)},
        Measure.NOT_ELECTRONIC: {"outcome": (Outcome.DECIDED,), "electronic": (False,)},
    }
)


@cache
def measures_of(facets: Facets) -> tuple[Measure, ...]:
    """Return the measures that count a dossier with these facets."""
    return tuple(
        measure
        for measure, wanted in MEASURES.items()
        if all(getattr(facets, facet) in values for facet, values in wanted.items())
    )


def tallied(groups: Iterable[CountedGroup]) -> Mapping[Measure, int]:
    """Return how many dossiers of the groups each measure counts."""
    numbers = dict.fromkeys(Measure, 0)
    for group in groups:
        for measure in measures_of(group.facets):
            numbers[measure] += group.count
    return numbers


def average_spent(groups: Iterable[CountedGroup]) -> timedelta | None:
    """Return the mean time of what is done, the applicant's time left out; nothing of none."""
    done = [group for group in groups if Measure.DONE in measures_of(group.facets)]
    number = sum(group.count for group in done)
    if not number:
        return None
    return sum((group.spent for group in done), timedelta()) / number
