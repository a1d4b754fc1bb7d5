"""Creates, renames and ends agencies, and links what became of them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold, normal, sort_key
from province.kernel.org.commands.authority import require_agency
from province.kernel.org.commands.coding import give_temporary_codes
from province.kernel.org.contracts import AgencyKind, AgencyLevel, Share
from province.kernel.org.errors import (
    AgencyNotFoundError,
    NameMissingError,
    PeriodError,
    SuccessionTakenError,
)
from province.kernel.org.models import Agency, AgencyCode, Post, Succession
from province.kernel.org.rules import place_of

CREATED = register_action("org.agency_created", _("Lập cơ quan, đơn vị"))
RENAMED = register_action("org.agency_renamed", _("Đổi tên cơ quan, đơn vị"))
ENDED = register_action("org.agency_ended", _("Kết thúc cơ quan, đơn vị"))
LINKED = register_action("org.succession_linked", _("Ghi kế thừa giữa hai cơ quan"))


@transaction.atomic
def create_agency(  # noqa: PLR0913 -- each is one column of the agency
    *,
    actor: Actor,
    name: str,
    short_name: str,
    kind: AgencyKind,
    level: AgencyLevel,
    parent_id: int | None,
    from_date: date,
    now: datetime,
) -> int:
    """Create an agency, with a temporary code where its kind needs one, and return its id.

    :raises MayNotManageAgencyError: the actor does not manage agencies.
    :raises NameMissingError: a name is empty.
    :raises AgencyNotFoundError: there is no such parent.
    """
    require_agency(actor=actor, agency_id=parent_id if kind is AgencyKind.DIVISION else None)
    if not normal(name) or not normal(short_name):
        raise NameMissingError
    if parent_id is not None and not Agency.objects.filter(pk=parent_id).exists():
        raise AgencyNotFoundError(agency=parent_id)
    row = Agency(
        kind=kind.value,
        level=level.value,
        parent_id=parent_id,
        validity=DateRange(from_date, None),
        is_test=kind is AgencyKind.TEST,
    )
    _name(row, name=name, short_name=short_name)
    row.save()
    give_temporary_codes(now=now)
    changes = {"name": row.name, "kind": row.kind, "from": from_date.isoformat()}
    record(actor=actor, action=CREATED, target=f"agency:{row.pk}", changes=changes)
    return row.pk


@transaction.atomic
def rename_agency(*, actor: Actor, agency_id: int, name: str, short_name: str) -> None:
    """Give an agency another name; its codes, posts and cases stay.

    :raises MayNotManageAgencyError: the actor does not manage this agency.
    :raises NameMissingError: a name is empty.
    :raises AgencyNotFoundError: there is no such agency.
    """
    require_agency(actor=actor, agency_id=agency_id)
    if not normal(name) or not normal(short_name):
        raise NameMissingError
    row = _lock(agency_id)
    was = row.name
    _name(row, name=name, short_name=short_name)
    row.save(update_fields=["name", "short_name", "sort_name", "folded"])
    changes = {"was": was, "becomes": row.name}
    record(actor=actor, action=RENAMED, target=f"agency:{agency_id}", changes=changes)


@transaction.atomic
def end_agency(*, actor: Actor, agency_id: int, on: date, decision: str) -> None:
    """End an agency on a day, with its codes, divisions and posts; nothing is deleted.

    :raises MayNotManageAgencyError: the actor does not manage agencies.
    :raises AgencyNotFoundError: there is no such agency.
    :raises PeriodError: the agency began later or has ended before.
    """
    require_agency(actor=actor, agency_id=None)
    row = _lock(agency_id)
    if not _may_end(row.validity, on=on):
        raise PeriodError
    _end(row, on=on)
    for division in Agency.objects.filter(parent_id=agency_id, kind=AgencyKind.DIVISION.value):
        if _may_end(division.validity, on=on):
            _end(division, on=on)
    for code in AgencyCode.objects.filter(agency_id=agency_id):
        if _may_end(code.validity, on=on):
            _end(code, on=on)
    for post in Post.objects.filter(agency_id=agency_id):
        if _may_end(post.validity, on=on):
            _end(post, on=on)
    changes = {"on": on.isoformat(), "decision": decision}
    record(actor=actor, action=ENDED, target=f"agency:{agency_id}", changes=changes)


@transaction.atomic
def link_succession(  # noqa: PLR0913 -- each is one column of the succession
    *, actor: Actor, from_agency_id: int, to_agency_id: int, share: Share, on: date, decision: str
) -> None:
    """Write down that an agency went, whole or in part, into another.

    :raises MayNotManageAgencyError: the actor does not manage agencies.
    :raises AgencyNotFoundError: there is no such agency.
    :raises SuccessionTakenError: it is said already, or the old agency went elsewhere as a whole.
    """
    require_agency(actor=actor, agency_id=None)
    _lock(from_agency_id)
    if not Agency.objects.filter(pk=to_agency_id).exists():
        raise AgencyNotFoundError(agency=to_agency_id)
    said = Succession.objects.filter(from_agency_id=from_agency_id)
    taken = said.exists() if share is Share.WHOLE else said.filter(share=Share.WHOLE.value).exists()
    if taken:
        raise SuccessionTakenError
    try:
        with transaction.atomic():
            Succession.objects.create(
                from_agency_id=from_agency_id,
                to_agency_id=to_agency_id,
                share=share.value,
                on=on,
                decision=decision,
            )
    except IntegrityError:
        raise SuccessionTakenError from None
    changes = {"to": to_agency_id, "share": share.value, "on": on.isoformat()}
    record(actor=actor, action=LINKED, target=f"agency:{from_agency_id}", changes=changes)


def _lock(agency_id: int) -> Agency:
    row = locked(Agency.objects.filter(pk=agency_id)).first()
    if row is None:
        raise AgencyNotFoundError(agency=agency_id)
    return row


def _name(row: Agency, *, name: str, short_name: str) -> None:
    row.name, row.short_name = normal(name), normal(short_name)
    row.sort_name = sort_key(place_of(row.short_name))
    row.folded = fold(f"{row.name} {row.short_name}")


def _may_end(validity: DateRange, *, on: date) -> bool:
    """Tell whether a period is open and began before this day."""
    return validity.upper is None and (validity.lower is None or validity.lower < on)


def _end(row: Agency | AgencyCode | Post, *, on: date) -> None:
    row.validity = DateRange(row.validity.lower, on)
    row.save(update_fields=["validity"])
