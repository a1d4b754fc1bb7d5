"""The invented citizens of a demonstration install."""

from datetime import date, datetime

from django.db import transaction

from province.foundation.identity.actors import job_actor
from province.kernel.org import public as org
from province.kernel.parties import permissions
from province.kernel.parties.commands.registering import find_or_register
from province.kernel.parties.contracts import PersonInput, Sex

LONG_XUYEN, O_LAM = "30307", "30577"


@transaction.atomic
def load_demo_citizens(*, now: datetime) -> int:
    """Register the invented citizens and open their accounts; return how many accounts came.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    actor = job_actor("load_demo_citizens", permissions.REGISTER)
    came = 0
    for username, person in _citizens().items():
        party = find_or_register(actor=actor, person=person, now=now)
        came += org.open_demo_citizen(
            username=username, display_name=person.full_name, party_id=party.party_id, now=now
        )
    return came


def _citizens() -> dict[str, PersonInput]:
    """Return the invented citizens by sign-in name; their numbers begin with 000."""
    return {
        "congdan.anh": PersonInput(
            full_name="Nguyễn Thị Lấp Lánh Ánh",
            personal_number="000158000127",
            birth_date=date(1958, 3, 8),
            sex=Sex.FEMALE,
            phone="0900000127",
            address="Số 12, khóm minh họa 3",
            commune_id=org.agency_by_code(code=LONG_XUYEN).id,
            is_demo=True,
        ),
        "congdan.thia": PersonInput(
            full_name="Néang Sóc Thia",
            personal_number="000161000218",
            birth_date=date(1961, 4, 14),
            sex=Sex.FEMALE,
            phone="0900000218",
            address="Ấp minh họa 1",
            commune_id=org.agency_by_code(code=O_LAM).id,
            is_demo=True,
        ),
    }
