"""The door of scorecards: the numbers of units, values in and out."""

from province.contexts.scorecards.queries import (
    Question,
    index_terms,
    public_scorecard,
    scorecard,
    units_seen,
)
from province.contexts.scorecards.rules import LOST

__all__ = ["LOST", "Question", "index_terms", "public_scorecard", "scorecard", "units_seen"]
