"""What the storeys above give to procedures: what else must stand before one can be taken in."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django_stubs_ext import StrOrPromise

from province.foundation.registry import Registry


class Stands(Protocol):
    """Tells whether a procedure has something on a day."""

    def __call__(self, *, procedure_code: str, on: date) -> bool:
        """Return the answer."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing without which a procedure takes no filing, a form for instance.

    ``stands`` tells whether a procedure of this code has it on a day; ``name`` says in words what
    is missing.
    """

    key: str
    name: StrOrPromise
    stands: Stands


NEEDS: Registry[Need] = Registry(name="needs of a procedure", key=lambda need: need.key)
