"""Requests about one's own data, what the house keeps of a person, and the limits of the law."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from province.contexts.privacy import rules
from province.contexts.privacy.contracts import (
    LegalTerm,
    RequestChannel,
    RequestKind,
    RequestState,
    RequestView,
)
from province.contexts.privacy.errors import RequestNotFoundError, SubjectsOnlyError
from province.contexts.privacy.fact_sheets import legal_terms
from province.contexts.privacy.models import DataRequest
from province.foundation.access.reading import days_of_looks
from province.foundation.identity.actors import Actor
from province.foundation.paging import PageNumbers, page_numbers
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import DataSection

PAGE = 30


def term(*, key: str, on: date) -> LegalTerm:
    """Return the limit of the law that holds on a day.

    :raises LookupError: no limit of this name has begun.
    """
    found = rules.term_on(legal_terms(), key=key, on=on)
    if found is None:
        raise LookupError(key)
    return found


def get_request(*, actor: Actor, case_id: int) -> RequestView:
    """Return one request that the actor may see, by its case.

    :raises RequestNotFoundError: no such request for this actor.
    """
    row = DataRequest.objects.visible_to(actor).filter(case_id=case_id).first()
    if row is None:
        raise RequestNotFoundError
    return view_of(row=row)


def my_requests(*, actor: Actor) -> tuple[RequestView, ...]:
    """Return one's own requests, the newest first, in one query."""
    rows = DataRequest.objects.filter(party_id=actor.party_id or 0).order_by("-pk")
    return tuple(view_of(row=row) for row in rows)


def requests_of_units(
    *, actor: Actor, state: str, page: int
) -> tuple[tuple[RequestView, ...], PageNumbers]:
    """Return the requests of the actor's units, those that end first on top, in two queries."""
    rows = DataRequest.objects.visible_to(actor).exclude(party_id=actor.party_id or 0)
    if state:
        rows = rows.filter(state=state)
    numbers = page_numbers(number=page, total=rows.count(), size=PAGE)
    start = (numbers.number - 1) * PAGE
    found = rows.order_by("answered_at", "due_at", "pk")[start : start + PAGE]
    return tuple(view_of(row=row) for row in found), numbers


def everything_about_me(*, actor: Actor, now: datetime) -> tuple[DataSection, ...]:
    """Return all that the house keeps of the actor.

    :raises SubjectsOnlyError: the account stands for no person.
    """
    if actor.party_id is None:
        raise SubjectsOnlyError
    return sections_about(party_id=actor.party_id, now=now)


def sections_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return all that the house keeps of a person; the caller writes the look down."""
    looks = days_of_looks(party_ids=[party_id], since=None, page=1, size=1).numbers.total
    sections = parties.data_about(party_id=party_id, now=now)
    if not looks:
        return sections
    line = (_("Số dòng lượt xem"), str(looks))
    return (*sections, DataSection(title=_("Nhật ký lượt xem"), rows=(line,)))


def view_of(*, row: DataRequest) -> RequestView:
    """Return a request as a value."""
    return RequestView(
        id=row.pk,
        case_id=row.case_id,
        party_id=row.party_id,
        unit_id=row.unit_id,
        kind=RequestKind(row.kind),
        channel=RequestChannel(row.channel),
        state=RequestState(row.state),
        words=row.words,
        wanted=dict(row.wanted),
        asked_at=row.asked_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        answer=row.answer,
        law=row.law,
        paper_id=row.paper_id,
    )
