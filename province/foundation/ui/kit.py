"""The kit page: every component in every state, in the citizen's and the officer's density."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.contracts import ChipLink, MenuGroup, MenuItem, Person
from province.foundation.ui.icons import icon_names
from province.foundation.ui.samples import actions, clocks, forms, lists
from province.foundation.ui.samples.sample import Section

SECTIONS: tuple[Section, ...] = (
    *actions.SECTIONS,
    *forms.SECTIONS,
    *clocks.SECTIONS,
    *lists.SECTIONS,
)
COLOURS = (
    ("red", _("Đỏ chính"), "#9E1B22"),
    ("red-d", _("Đỏ đậm"), "#821319"),
    ("red-50", _("Đỏ nền"), "#FBF2F1"),
    ("gold", _("Vàng kim, chỉ một nét"), "#C9A24B"),
    ("ink", _("Mực"), "#221D19"),
    ("ink-3", _("Mực nhạt"), "#675F56"),
    ("line", _("Nét"), "#E0DAD1"),
    ("ground", _("Nền"), "#F8F6F3"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One sample, rendered."""

    state: str
    template: str
    html: SafeString
    list_class: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section of the kit, rendered."""

    section: Section
    drawn: tuple[Drawn, ...]


def _chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            section=section,
            drawn=tuple(
                Drawn(
                    state=sample.state,
                    template=sample.template,
                    html=render_to_string(sample.template, dict(sample.values)),
                    list_class=sample.list_class,
                )
                for sample in section.samples
            ),
        )
        for section in SECTIONS
    )


def _contents() -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(
            label=section.title,
            url=f"{reverse('ui:kit_desk')}#{section.anchor}",
            count=len(section.samples),
        )
        for section in SECTIONS
    )


def show_kit(request: HttpRequest) -> HttpResponse:
    """Show the kit in the citizen's shell."""
    menu = (
        MenuItem(label=_("Bản rộng"), url=reverse("ui:kit"), current=True),
        MenuItem(label=_("Bản dày"), url=reverse("ui:kit_desk")),
        MenuItem(label=_("Hộp việc mẫu"), url=reverse("ui:kit_inbox")),
        MenuItem(label=_("Bản in"), url=reverse("ui:kit_print")),
    )
    page = {
        "chapters": _chapters(),
        "colours": COLOURS,
        "icons": sorted(icon_names()),
        "portal_menu": menu,
        "home_url": reverse("ui:kit"),
    }
    return render(request, "ui/kit.html", page)


def _desk_shell(*, current: str) -> dict[str, Any]:
    entries = (
        ("ui:kit", _("Bản rộng"), "book"),
        ("ui:kit_desk", _("Bản dày"), "list"),
        ("ui:kit_inbox", _("Hộp việc mẫu"), "inbox"),
        ("ui:kit_print", _("Bản in"), "print"),
    )
    return {
        "desk_menu": tuple(
            MenuItem(label=label, url=reverse(name), icon=icon, current=name == current)
            for name, label, icon in entries
        ),
        "desk_rail": (MenuGroup(label=_("Bộ giao diện"), items=_contents()),),
        "desk_person": Person(
            name="Lê Thị Mỹ Duyên",
            post="Chuyên viên, phường Long Xuyên",
            url=reverse("ui:kit_desk"),
        ),
        "desk_search_url": reverse("ui:kit_desk"),
        "desk_home_url": reverse("ui:kit_desk"),
    }


def show_desk_kit(request: HttpRequest) -> HttpResponse:
    """Show the kit in the officer's shell, with its keys working."""
    page = {**_desk_shell(current="ui:kit_desk"), "chapters": _chapters()}
    return render(request, "ui/kit_desk.html", page)


def show_inbox_kit(request: HttpRequest) -> HttpResponse:
    """Show rail, list and pane together, as an inbox puts them."""
    page = {
        **_desk_shell(current="ui:kit_inbox"),
        "chips": (
            ChipLink(label=_("Mọi hạn"), url="#main", current=True),
            ChipLink(label=_("Hôm nay"), url="#main", count=3),
            ChipLink(label=_("Thủ tục"), url="#main", icon="filter"),
        ),
        "today": (lists.BARE, lists.COPY, lists.CURRENT),
        "later": (lists.COPY, lists.LONG_NAME, lists.TAGGED),
        "hints": lists.HINTS,
        "actions": lists.ACTIONS,
        "clock": clocks.RUNNING,
        "facts": lists.FACTS,
        "papers": forms.SAMPLE_PAPERS,
        "box": clocks.SHORT_BOX,
        "items": clocks.ITEMS,
    }
    return render(request, "ui/kit_inbox.html", page)


def show_print_kit(request: HttpRequest) -> HttpResponse:
    """Show a page made for A4 paper."""
    return render(request, "ui/kit_print.html", {"back_url": reverse("ui:kit")})
