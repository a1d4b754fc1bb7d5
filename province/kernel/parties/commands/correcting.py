"""Corrects and erases what the register says of a person; what it said before is kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.parties import permissions
from province.kernel.parties.commands.registering import check_person, columns_of
from province.kernel.parties.contracts import Correctable, PersonInput, Sex
from province.kernel.parties.errors import (
    MayNotCorrectError,
    NothingToCorrectError,
    PartyNotFoundError,
)
from province.kernel.parties.models import Party, PartyChange

CORRECTED = register_action("parties.corrected", _("Sửa dữ liệu một người theo đề nghị"))
ERASED = register_action("parties.erased", _("Xóa dữ liệu một người theo đề nghị"))
ERASED_NAME = "Đã xóa theo đề nghị"
_EMPTY = {one.value: "" for one in Correctable}


@transaction.atomic
def correct_party(
    *, actor: Actor, party_id: int, values: Mapping[str, str], ground: str, now: datetime
) -> tuple[str, ...]:
    """Correct a person's data; returns the names of the fields that changed.

    ``values`` map fields (`Correctable`) to text, a day as ISO; what is not named stays.

    :raises MayNotCorrectError: the actor does not correct people's data.
    :raises PartyNotFoundError: there is no such party.
    :raises PersonFaultyError: a value has a wrong form.
    :raises NothingToCorrectError: the register says so already.
    """
    row = _locked(actor, party_id)
    person = wanted_person(row=row, values=values)
    check_person(person=person, number=row.personal_number, now=now)
    return _write(actor, row, columns_of(person=person), action=CORRECTED, ground=ground, now=now)


@transaction.atomic
def erase_party(*, actor: Actor, party_id: int, ground: str) -> None:
    """Empty a person's row; the number goes with it, and so do other numbers and what was before.

    The row itself stays, because records point at it. That nothing must be kept is for the caller
    to know: what the law keeps is in the modules above.

    :raises MayNotCorrectError: the actor does not correct people's data.
    :raises PartyNotFoundError: there is no such party.
    """
    row = _locked(actor, party_id)
    empty = columns_of(person=PersonInput(full_name=ERASED_NAME))
    Party.objects.filter(pk=row.pk).update(**empty, personal_number="", commune=None)
    row.aliases.all().delete()
    row.changes.all().delete()
    record(actor=actor, action=ERASED, target=f"party:{row.pk}", changes={"ground": ground})


def wanted_person(*, row: Party, values: Mapping[str, str]) -> PersonInput:
    """Return a person as the register says them, with what is to be corrected."""
    known = PersonInput(
        full_name=row.full_name,
        personal_number=row.personal_number,
        birth_date=row.birth_date,
        sex=Sex(row.sex) if row.sex else None,
        phone=row.phone,
        email=row.email,
        address=row.address,
    )
    given: dict[str, Any] = {key: text for key, text in values.items() if key in _EMPTY}
    if Correctable.BIRTH_DATE in given:
        text = given[Correctable.BIRTH_DATE]
        given[Correctable.BIRTH_DATE] = date.fromisoformat(text) if text else None
    if Correctable.SEX in given:
        given[Correctable.SEX] = Sex(given[Correctable.SEX]) if given[Correctable.SEX] else None
    return replace(known, **{str(key): value for key, value in given.items()})


def _locked(actor: Actor, party_id: int) -> Party:
    if not actor.can(permissions.CORRECT):
        raise MayNotCorrectError
    row = locked(Party.objects.filter(pk=party_id)).first()
    if row is None:
        raise PartyNotFoundError
    return row


def _write(  # noqa: PLR0913 -- each is one part of the record
    actor: Actor, row: Party, columns: Mapping[str, Any], *, action: str, ground: str, now: datetime
) -> tuple[str, ...]:
    changed = tuple(
        one.value for one in Correctable if getattr(row, one.value) != columns[one.value]
    )
    if not changed:
        raise NothingToCorrectError
    PartyChange.objects.bulk_create(
        PartyChange(
            party=row,
            field=name,
            before=_text(getattr(row, name)),
            after=_text(columns[name]),
            ground=ground,
            by=actor.key,
            at=now,
        )
        for name in changed
    )
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns])
    changes = {"fields": list(changed), "ground": ground}
    record(actor=actor, action=action, target=f"party:{row.pk}", changes=changes)
    return changed


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
