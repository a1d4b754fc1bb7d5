"""Which communes a filing may go to."""

from datetime import date

from province.foundation.identity.actors import Actor
from province.kernel.forms.contracts import DraftValue, FormChoice, FormStep
from province.kernel.forms.contracts import FieldKind as Asks
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue


def communes_for(*, actor: Actor, on: date) -> tuple[FormChoice, ...]:
    """Return the communes of the day in Vietnamese order, as choices of a form.

    An account of the system's own check files with the unit under test, and nowhere else.
    """
    if org.is_one_time_account(account_id=actor.account_id):
        return (_choice(org.test_agency()),)
    return tuple(_choice(agency) for agency in org.communes(on=on))


def asks_commune(step: FormStep) -> bool:
    """Tell whether a step asks for a commune, so that the list is read only where it is shown."""
    return any(field.kind is Asks.COMMUNE for field in step.fields)


def named_commune(draft: DraftValue) -> tuple[FormChoice, ...]:
    """Return the commune that a draft names, where the whole list is not needed."""
    given = str(draft.values.get("commune", ""))
    found = org.agencies(ids=[int(given)]) if given.isdecimal() else {}
    return tuple(_choice(agency) for agency in found.values())


def _choice(agency: AgencyValue) -> FormChoice:
    return FormChoice(value=str(agency.id), label=agency.short_name)
