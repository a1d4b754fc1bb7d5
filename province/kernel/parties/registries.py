"""Where modules above give their part of what the house knows of a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from province.foundation.registry import Registry
from province.kernel.parties.contracts import DataSection


class Give(Protocol):
    """Returns one module's sections about a person."""

    def __call__(self, *, party_id: int, now: datetime) -> tuple[DataSection, ...]: ...


@dataclass(frozen=True, slots=True)
class DataProvider:
    """One module's part: everything that it keeps of a person, in sections for that person.

    ``give`` takes the person and the moment. It writes no access line: whoever asks does.
    """

    key: str
    order: int
    give: Give


DATA_ABOUT: Registry[DataProvider] = Registry(
    name="providers of data about a person", key=lambda provider: provider.key
)


def data_about(*, party_id: int, now: datetime) -> tuple[DataSection, ...]:
    """Return everything that the registered modules keep of a person, in their order."""
    providers = sorted(DATA_ABOUT, key=lambda provider: (provider.order, provider.key))
    return tuple(section for one in providers for section in one.give(party_id=party_id, now=now))
