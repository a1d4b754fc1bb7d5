"""The menus of the shells: sites and contexts give entries, pages show those whose page exists."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.registry import Registry
from province.foundation.ui.contracts import MenuItem, Person


class Shell(StrEnum):
    """Where a menu entry stands."""

    DESK = "desk"
    PORTAL = "portal"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry: shown where its page exists, to whoever has the ability (None: to everybody).

    ``also`` is a further ability that is needed beside it.
    ``covers`` are further pages (names of addresses) on which the entry is marked as current.
    """

    shell: Shell
    label: StrOrPromise
    url_name: str
    icon: str = ""
    ability: str | None = None
    also: str | None = None
    order: int = 100
    covers: tuple[str, ...] = ()


MENU: Registry[MenuEntry] = Registry(
    name="menu entries", key=lambda entry: f"{entry.shell.value}:{entry.url_name}"
)
PersonSource = Callable[[Actor], Person]
_person_source: list[PersonSource] = []


def plug_person_source(source: PersonSource) -> None:
    """Say who tells the desk's bar the name and the post of the actor."""
    _person_source[:] = [source]


def person_of(actor: Actor) -> Person | None:
    """Return the official for the desk's bar; nothing when nobody tells."""
    if actor.official_id is None or not _person_source:
        return None
    return _person_source[0](actor)


def page_url(name: str) -> str:
    """Return the address of a named page, or an empty text when there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def menu_of(*, shell: Shell, actor: Actor, request: HttpRequest) -> tuple[MenuItem, ...]:
    """Return a shell's entries for this actor in their order, the present page marked."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match is not None else ""
    entries = sorted(
        (entry for entry in MENU if entry.shell is shell and _may_see(entry, actor)),
        key=lambda entry: (entry.order, entry.url_name),
    )
    return tuple(
        MenuItem(
            label=entry.label,
            url=url,
            icon=entry.icon,
            current=bool(here) and here in {entry.url_name, *entry.covers},
        )
        for entry in entries
        if (url := page_url(entry.url_name))
    )


def _may_see(entry: MenuEntry, actor: Actor) -> bool:
    return all(one is None or actor.can(one) for one in (entry.ability, entry.also))
