"""The port behind which citizens prove who they are: by a code now, by national identity later."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django_stubs_ext import StrOrPromise

from province.foundation.registry import Registry


class Assurance(StrEnum):
    """How sure it is that an account belongs to the person it names."""

    DECLARED = "declared"  # the person said so
    COUNTER = "counter"  # an official has seen the identity card
    NATIONAL = "national"  # the national identity system says so


@dataclass(frozen=True, slots=True)
class VerifiedIdentity:
    """Whom a provider has recognised; ``subject`` is the provider's own name of them for ever."""

    provider: str
    subject: str
    assurance: Assurance
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where the person goes to prove it, and what the server's session keeps until they are back.

    ``url`` is a page of the provider; empty when the house asks on a page of its own.
    """

    state: str
    url: str = ""


class IdentityProvider(ABC):
    """One way of proving who one is: begin, then the call back, then a verified identity."""

    key: str
    name: StrOrPromise

    @abstractmethod
    def is_open(self) -> bool:
        """Tell whether this way can be gone in this install now."""

    @abstractmethod
    def begin(self, *, asked: Mapping[str, str], return_url: str, now: datetime) -> Beginning:
        """Begin for what the person gave (an address; nothing for a provider with its own page).

        :raises DomainError: it cannot begin, in words for the person.
        """

    @abstractmethod
    def finish(self, *, state: str, answer: Mapping[str, str], now: datetime) -> VerifiedIdentity:
        """Return who came back.

        :raises DomainError: the proof does not hold, in words for the person.
        """


IDENTITY_PROVIDERS: Registry[IdentityProvider] = Registry(
    name="identity providers", key=lambda provider: provider.key
)
