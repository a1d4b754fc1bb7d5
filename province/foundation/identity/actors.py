"""Who is acting. A plain value, so that jobs, imports and partners can act too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class SessionKind(StrEnum):
    """On what footing the actor works now."""

    ORDINARY = "ordinary"
    STAFF = "staff"  # timed, commented, logged
    JOB = "job"
    PARTNER = "partner"


def _nothing() -> Mapping[int, frozenset[str]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or system on whose authority a command runs.

    ``posts`` are the ids of the posts held now, own or by dated substitution; ``acting_post`` is
    the one the person works as; ``desks`` are the (unit, desk) queues those posts serve;
    ``abilities_by_unit`` maps an agency's id to what may be done there; ``abilities`` hold
    everywhere.
    """

    account_id: int | None = None
    party_id: int | None = None
    official_id: int | None = None
    posts: frozenset[int] = frozenset()
    acting_post: int | None = None
    units: frozenset[int] = frozenset()
    desks: frozenset[tuple[int, str]] = frozenset()
    abilities_by_unit: Mapping[int, frozenset[str]] = field(default_factory=_nothing, hash=False)
    abilities: frozenset[str] = frozenset()
    session: SessionKind = SessionKind.ORDINARY
    name: str = ""

    def can(self, ability: str, *, unit: int | None = None) -> bool:
        """Tell whether the actor may: everywhere, in this unit, or (no unit given) in any."""
        if ability in self.abilities:
            return True
        if unit is None:
            return any(ability in held for held in self.abilities_by_unit.values())
        return ability in self.abilities_by_unit.get(unit, frozenset())

    def units_with(self, ability: str) -> frozenset[int]:
        """Return the ids of the units in which the actor holds the ability."""
        return frozenset(unit for unit, held in self.abilities_by_unit.items() if ability in held)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody has signed in."""
        return self.account_id is None and self.session is SessionKind.ORDINARY

    @property
    def key(self) -> str:
        """Name the actor for records and keys: ``account:7``, ``job:sweeper``, ``anonymous``."""
        if self.account_id is not None:
            return f"account:{self.account_id}"
        if self.session is SessionKind.ORDINARY:
            return "anonymous"
        return f"{self.session.value}:{self.name}"


ANONYMOUS = Actor()


def job_actor(name: str, *abilities: str) -> Actor:
    """Return the actor of a job or an import, with just these abilities."""
    return Actor(session=SessionKind.JOB, name=name, abilities=frozenset(abilities))
