"""The door: what the sites and other contexts may ask of ratings."""

from province.contexts.ratings.commands.answering import answer_unsolved
from province.contexts.ratings.commands.asking import ask
from province.contexts.ratings.commands.rating import rate
from province.contexts.ratings.queries.figures import opinions, public_shares, unit_figures
from province.contexts.ratings.queries.reading import (
    get_rating,
    get_unsolved,
    is_asked,
    unsolved_of_units,
    waiting_at_counter,
)
from province.contexts.ratings.queries.scale import (
    dossier_of_token,
    levels_on,
    link_token,
    questions_on,
    said,
    term,
)

__all__ = [
    "answer_unsolved",
    "ask",
    "dossier_of_token",
    "get_rating",
    "get_unsolved",
    "is_asked",
    "levels_on",
    "link_token",
    "opinions",
    "public_shares",
    "questions_on",
    "rate",
    "said",
    "term",
    "unit_figures",
    "unsolved_of_units",
    "waiting_at_counter",
]
