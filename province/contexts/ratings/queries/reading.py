"""Reading ratings: one's own, those that wait at the counter, what is called unsolved."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from province.contexts.ratings import permissions, rules
from province.contexts.ratings.contracts import (
    RatingView,
    UnsolvedPage,
    UnsolvedState,
    UnsolvedView,
    WaitingRating,
)
from province.contexts.ratings.errors import (
    MayNotAskAtCounterError,
    RatingNotFoundError,
    UnsolvedNotFoundError,
)
from province.contexts.ratings.models import Rating, Unsolved
from province.contexts.ratings.queries.scale import dossier_of_token, local_day, term
from province.foundation.identity.actors import Actor
from province.foundation.paging import page_numbers
from province.kernel.parties.contracts import DataSection

PAGE = 30
MOST_AT_COUNTER = 50


def may_speak(*, actor: Actor, row: Rating, token: str, now: datetime) -> bool:
    """Tell whether this is the applicant: by account, by link, or before an official's tablet.

    The tablet takes a first rating alone, on the day of the result: no official changes one.
    """
    if actor.party_id is not None and actor.party_id == row.party_id:
        return True
    if token and dossier_of_token(token=token) == row.dossier_id:
        return True
    is_fresh = row.rated_at is None and row.returned_at >= now - rules.AT_COUNTER
    return is_fresh and any(
        actor.can(permissions.ASK_AT_COUNTER, unit=unit)
        for unit in (row.returned_by_id, row.unit_id)
    )


def get_rating(*, actor: Actor, dossier_id: int, token: str = "", now: datetime) -> RatingView:
    """Return a result to rate, with what was said of it.

    :raises RatingNotFoundError: nobody was asked about it, or the actor is somebody else.
    """
    row = Rating.objects.select_related("unsolved").filter(dossier_id=dossier_id).first()
    if row is None or not may_speak(actor=actor, row=row, token=token, now=now):
        raise RatingNotFoundError
    return view_of(row=row, now=now)


def is_asked(*, actor: Actor, dossier_id: int) -> bool:
    """Tell whether the actor was asked about the result of this dossier of their own."""
    return Rating.objects.filter(dossier_id=dossier_id, party_id=actor.party_id or 0).exists()


def waiting_at_counter(*, actor: Actor, now: datetime) -> tuple[WaitingRating, ...]:
    """Return what went out within a day at the actor's counters and is not rated, newest first.

    :raises MayNotAskAtCounterError: the actor returns no results.
    """
    units = actor.units_with(permissions.ASK_AT_COUNTER)
    if not units:
        raise MayNotAskAtCounterError
    rows = Rating.objects.filter(
        returned_by_id__in=units, rated_at__isnull=True, returned_at__gte=now - rules.AT_COUNTER
    )
    return tuple(
        WaitingRating(
            dossier_id=row.dossier_id,
            dossier_code=row.dossier_code,
            procedure=row.procedure_name,
            returned_at=row.returned_at,
        )
        for row in rows.order_by("-returned_at", "-pk")[:MOST_AT_COUNTER]
    )


def get_unsolved(*, actor: Actor, case_id: int) -> UnsolvedView:
    """Return what an applicant calls unsolved, by its case.

    :raises UnsolvedNotFoundError: no such one for this actor.
    """
    rows = Unsolved.objects.visible_to(actor).select_related("rating")
    row = rows.filter(case_id=case_id).first()
    if row is None:
        raise UnsolvedNotFoundError
    return unsolved_view(row=row)


def unsolved_of_units(*, actor: Actor, state: str, page: int) -> UnsolvedPage:
    """Return what the actor answers for, the open ones that end first on top, in two queries."""
    rows = Unsolved.objects.visible_to(actor).select_related("rating")
    if state:
        rows = rows.filter(state=state)
    numbers = page_numbers(number=page, total=rows.count(), size=PAGE)
    start = (numbers.number - 1) * PAGE
    found = rows.order_by(F("answered_at").desc(nulls_first=True), "due_at", "pk")
    shown = found[start : start + PAGE]
    return UnsolvedPage(rows=tuple(unsolved_view(row=row) for row in shown), numbers=numbers)


def sections_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return the ratings that the house keeps of a person."""
    del now
    rows = Rating.objects.filter(party_id=party_id).exclude(level="").select_related("unsolved")
    lines = []
    for row in rows.order_by("-pk"):
        text = "; ".join(part for part in (row.level, row.words) if part)
        unsolved = getattr(row, "unsolved", None)
        lines.append((row.dossier_code, f"{text}; {unsolved.words}" if unsolved else text))
    return (DataSection(title=_("Đánh giá của bạn"), rows=tuple(lines)),) if lines else ()


def view_of(*, row: Rating, now: datetime) -> RatingView:
    """Return a rating as a value."""
    days = term(key="change_days", on=local_day(at=now)).amount
    unsolved = getattr(row, "unsolved", None)
    return RatingView(
        dossier_id=row.dossier_id,
        dossier_code=row.dossier_code,
        procedure=row.procedure_name,
        unit_id=row.unit_id,
        returned_at=row.returned_at,
        open_until=(
            row.open_until if row.rated_at is None else row.rated_at + timedelta(days=days)
        ),
        may_rate=rules.may_rate(
            open_until=row.open_until, rated_at=row.rated_at, days=days, now=now
        ),
        level=row.level,
        answers=dict(row.answers),
        words=row.words,
        rated_at=row.rated_at,
        unsolved=unsolved_view(row=unsolved) if unsolved is not None else None,
    )


def unsolved_view(*, row: Unsolved) -> UnsolvedView:
    """Return what is called unsolved as a value."""
    rating = row.rating
    return UnsolvedView(
        case_id=row.case_id,
        dossier_id=rating.dossier_id,
        dossier_case_id=rating.dossier_case_id,
        dossier_code=rating.dossier_code,
        procedure=rating.procedure_name,
        unit_id=rating.unit_id,
        party_id=rating.party_id,
        words=row.words,
        state=UnsolvedState(row.state),
        told_at=row.told_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        answer=row.answer,
    )
