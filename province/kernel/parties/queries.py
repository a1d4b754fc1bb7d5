"""Everything that reads people and organisations. No query changes a row."""

from collections.abc import Iterable

from province.kernel.parties.contracts import PartyKind, PartyValue, Sex
from province.kernel.parties.errors import PartyNotFoundError
from province.kernel.parties.models import Party


def get_party(*, party_id: int) -> PartyValue:
    """Return one party; the caller writes down that it was read.

    :raises PartyNotFoundError: there is no such party.
    """
    row = Party.objects.filter(pk=party_id).first()
    if row is None:
        raise PartyNotFoundError
    return _value(row)


def party_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these parties; unknown ids are missing."""
    rows = Party.objects.filter(pk__in=set(ids))
    return dict(rows.values_list("id", "full_name"))


def _value(row: Party) -> PartyValue:
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
