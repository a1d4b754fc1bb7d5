"""Named places on a page of one module where other modules may put a link."""

from collections.abc import Callable
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.registry import Registry


@dataclass(frozen=True, slots=True)
class PageLink:
    """What stands in such a place: a title, a sentence, a button."""

    title: StrOrPromise
    words: StrOrPromise
    label: StrOrPromise
    url: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One module's link for a place; ``link`` takes the actor and the id of what is shown."""

    key: str
    place: str
    link: Callable[[Actor, int], PageLink | None]


SLOTS: Registry[Slot] = Registry(name="links on other pages", key=lambda slot: slot.key)


def links_at(*, place: str, actor: Actor, about: int) -> tuple[PageLink, ...]:
    """Return the links of a place for this actor, in the order of their keys."""
    slots = sorted((one for one in SLOTS if one.place == place), key=lambda one: one.key)
    found = (slot.link(actor, about) for slot in slots)
    return tuple(link for link in found if link is not None)
