"""What the storeys above give to procedures: what else must stand before one can be taken in."""

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.registry import Registry
from province.foundation.ui.contracts import Tag


class Stands(Protocol):
    """Tells whether a procedure has something on a day."""

    def __call__(self, *, procedure_code: str, on: date) -> bool:
        """Return the answer."""


class Among(Protocol):
    """Tells which of several procedures have something on a day."""

    def __call__(self, *, codes: Collection[str], on: date) -> AbstractSet[str]:
        """Return their codes."""


@dataclass(frozen=True, slots=True)
class NeedStanding:
    """Where a need stands for one procedure: a badge, the named page of its code, who opens it."""

    badge: Tag
    page: str
    may_open: Callable[[Actor], bool]


class Standing(Protocol):
    """Tells where a need of a procedure stands on a day."""

    def __call__(self, *, procedure_code: str, on: date) -> NeedStanding:
        """Return the answer."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing without which a procedure takes no filing, a form for instance.

    ``stands`` tells whether a procedure of this code has it on a day, ``among`` the same for many
    at once; ``name`` says in words what is missing; ``standing`` where it stands, for a page of
    one procedure.
    """

    key: str
    name: StrOrPromise
    stands: Stands
    among: Among | None = None
    standing: Standing | None = None

    def had_by(self, *, codes: Collection[str], on: date) -> AbstractSet[str]:
        """Return which of these procedures have it on a day."""
        if self.among is not None:
            return self.among(codes=codes, on=on)
        return {code for code in codes if self.stands(procedure_code=code, on=on)}


NEEDS: Registry[Need] = Registry(name="needs of a procedure", key=lambda need: need.key)
