"""The menus of the shells: sites and contexts give entries, pages show those whose page exists."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django_stubs_ext import StrOrPromise

from province.foundation.identity.actors import Actor
from province.foundation.registry import Registry
from province.foundation.ui.contracts import Bell, MenuGroup, MenuItem, Person


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
    Several entries ``under`` another stand in the rail of their pages, by ``group``, and that other
    one leads to them; a single one stands in its place.
    """

    shell: Shell
    label: StrOrPromise
    url_name: str
    icon: str = ""
    ability: str | None = None
    also: str | None = None
    order: int = 100
    covers: tuple[str, ...] = ()
    under: str = ""
    group: StrOrPromise = ""


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


BellSource = Callable[[Actor], Bell | None]
_bell_source: list[BellSource] = []


def plug_bell(source: BellSource) -> None:
    """Say who counts the notices of whoever has signed in."""
    _bell_source[:] = [source]


def bell_of(actor: Actor) -> Bell | None:
    """Return the bell of the header; nothing for a stranger, or when nobody counts."""
    return None if actor.is_anonymous or not _bell_source else _bell_source[0](actor)


def page_url(name: str, **kwargs: object) -> str:
    """Return the address of a named page, or an empty text when there is no such page."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def menu_of(*, shell: Shell, actor: Actor, request: HttpRequest) -> tuple[MenuItem, ...]:
    """Return a shell's entries for this actor in their order, the present page marked."""
    gathered = _gathered(shell=shell, actor=actor)
    here = _here(request)
    return tuple(
        _item(entry, is_current=any(_is_here(one, here) for one in (entry, *below)))
        for entry, below in gathered
    )


def rail_of(*, shell: Shell, actor: Actor, request: HttpRequest) -> tuple[MenuGroup, ...]:
    """Return the entries beside the present page, by group; nothing where no such entry leads."""
    here = _here(request)
    gathered = _gathered(shell=shell, actor=actor)
    whole = ((below, (entry, *below)) for entry, below in gathered)
    below = next((some for some, every in whole if any(_is_here(one, here) for one in every)), ())
    groups: dict[str, list[MenuItem]] = {}
    for entry in below:
        item = _item(entry, is_current=_is_here(entry, here))
        groups.setdefault(str(entry.group), []).append(item)
    return tuple(MenuGroup(label=label, items=tuple(items)) for label, items in groups.items())


def _gathered(*, shell: Shell, actor: Actor) -> list[tuple[MenuEntry, tuple[MenuEntry, ...]]]:
    """Return what stands in the menu, in its order, each with the entries to which it leads."""
    seen = sorted(
        (
            entry
            for entry in MENU
            if entry.shell is shell and _may_see(entry, actor) and page_url(entry.url_name)
        ),
        key=lambda entry: (entry.order, entry.url_name),
    )
    below: dict[str, list[MenuEntry]] = {}
    for entry in seen:
        if entry.under:
            below.setdefault(entry.under, []).append(entry)
    leads = {entry.under for entry in MENU if entry.under}
    found: list[tuple[MenuEntry, tuple[MenuEntry, ...]]] = []
    for entry in seen:
        mine = below.get(entry.under or entry.url_name, [])
        is_single = len(mine) == 1
        if entry.under:
            if is_single:
                found.append((entry, ()))
        elif entry.url_name not in leads or len(mine) > 1:
            found.append((entry, tuple(mine)))
    return found


def _here(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match is not None else ""


def _is_here(entry: MenuEntry, here: str) -> bool:
    return bool(here) and here in {entry.url_name, *entry.covers}


def _item(entry: MenuEntry, *, is_current: bool) -> MenuItem:
    url = page_url(entry.url_name)
    return MenuItem(label=entry.label, url=url, icon=entry.icon, current=is_current)


def _may_see(entry: MenuEntry, actor: Actor) -> bool:
    return all(one is None or actor.can(one) for one in (entry.ability, entry.also))
