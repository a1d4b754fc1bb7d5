"""What was said on a dossier, as far as the reader may know."""

from collections.abc import Sequence

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.talks import Talk
from province.contexts.one_stop.rules.talks import talk_in
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.values import ActView, CaseView


def talk_of(*, actor: Actor, case: CaseView, acts: Sequence[ActView]) -> Talk:
    """Return notes, messages and questions of a dossier from its case and journal."""
    return talk_in(acts=acts, tasks=case.tasks, sees_notes=sees_notes(actor=actor, case=case))


def sees_notes(*, actor: Actor, case: CaseView) -> bool:
    """Tell whether the actor reads what officials note among themselves.

    Officials of the units of the dossier do, never in a matter of their own.
    """
    own = actor.party_id is not None and any(actor.party_id in ids for ids in case.parties.values())
    units = {case.unit_id, *(unit for ids in case.units.values() for unit in ids)}
    sees = any(actor.can(permissions.SEE_DOSSIERS, unit=unit) for unit in units)
    return actor.official_id is not None and sees and not own
