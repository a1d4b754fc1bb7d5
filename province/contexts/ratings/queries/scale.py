"""The scale of a day: levels, questions, terms, in the language of the reader."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core import signing
from django.utils.translation import get_language

from province.contexts.ratings import fact_sheets, rules
from province.contexts.ratings.contracts import Level, Question, Term

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
SALT = "province.contexts.ratings"


def levels_on(*, on: date) -> tuple[Level, ...]:
    """Return the levels that hold on a day, the best first."""
    return rules.holding_on(fact_sheets.levels(), on)


def questions_on(*, on: date) -> tuple[Question, ...]:
    """Return the questions that hold on a day."""
    return rules.holding_on(fact_sheets.questions(), on)


def term(*, key: str, on: date) -> Term:
    """Return the limit or number that holds on a day.

    :raises LookupError: none of this name has begun.
    """
    found = next((one for one in rules.holding_on(fact_sheets.terms(), on) if one.key == key), None)
    if found is None:
        raise LookupError(key)
    return found


def said(*, words: Mapping[str, str]) -> str:
    """Return words in the language of the request; Vietnamese where there are none."""
    return words.get(get_language() or "vi") or words["vi"]


def link_token(*, dossier_id: int) -> str:
    """Return what lets its holder rate one result, and nothing else."""
    return signing.dumps(dossier_id, salt=SALT, compress=False)


def dossier_of_token(*, token: str) -> int | None:
    """Return the dossier of a link; nothing when the link is not ours or was cut."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def local_day(*, at: datetime) -> date:
    """Return the day of a moment in the province."""
    return at.astimezone(LOCAL).date()
