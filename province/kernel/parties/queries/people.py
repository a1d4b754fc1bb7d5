"""Everything that reads people and organisations. No query changes a row."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from province.kernel.parties.contracts import AliasKind, DataSection, PartyKind, PartyValue, Sex
from province.kernel.parties.errors import PartyNotFoundError
from province.kernel.parties.models import Party, PartyAlias


def get_party(*, party_id: int) -> PartyValue:
    """Return one party; the caller writes down that it was read.

    :raises PartyNotFoundError: there is no such party.
    """
    row = Party.objects.filter(pk=party_id).first()
    if row is None:
        raise PartyNotFoundError
    return value_of(row=row)


def party_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these parties; unknown ids are missing."""
    rows = Party.objects.filter(pk__in=set(ids))
    return dict(rows.values_list("id", "full_name"))


def party_of_number(*, number: str) -> int | None:
    """Return the person who has this personal number, or had it before."""
    if not number:
        return None
    row = Party.objects.filter(personal_number=number).values_list("pk", flat=True).first()
    if row is not None:
        return row
    return party_of_alias(kind=AliasKind.PERSONAL, number=number)


def party_of_alias(*, kind: AliasKind, number: str) -> int | None:
    """Return the person whom another number of this kind names."""
    found = PartyAlias.objects.filter(kind=kind.value, number=number)
    return found.values_list("party_id", flat=True).first()


def sections_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return what the register keeps of a person, for that person."""
    del now
    row = Party.objects.filter(pk=party_id).prefetch_related("aliases", "changes").first()
    if row is None:
        return ()
    lines = [
        (_("Họ và tên"), row.full_name),
        (_("Số định danh cá nhân"), row.personal_number),
        (_("Ngày sinh"), f"{row.birth_date:%d/%m/%Y}" if row.birth_date else ""),
        (_("Giới tính"), row.get_sex_display() if row.sex else ""),
        (_("Điện thoại"), row.phone),
        (_("Thư điện tử"), row.email),
        (_("Địa chỉ"), row.address),
        *((str(alias.get_kind_display()), alias.number) for alias in row.aliases.all()),
    ]
    changes = tuple(
        (f"{change.at:%d/%m/%Y} · {change.field}", f"{change.before} → {change.after}")
        for change in row.changes.all()
    )
    sections = [DataSection(title=_("Sổ người dân"), rows=tuple(one for one in lines if one[1]))]
    if changes:
        sections.append(DataSection(title=_("Những lần sửa"), rows=changes))
    return tuple(sections)


def value_of(*, row: Party) -> PartyValue:
    """Return a party as a value."""
    return PartyValue(
        id=row.pk,
        kind=PartyKind(row.kind),
        full_name=row.full_name,
        personal_number=row.personal_number,
        birth_date=row.birth_date,
        sex=Sex(row.sex) if row.sex else None,
        phone=row.phone,
        email=row.email,
        address=row.address,
        commune_id=row.commune_id,
        is_demo=row.is_demo,
    )
