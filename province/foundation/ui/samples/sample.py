"""What one sample of the kit is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Sample:
    """One component in one state. list_class puts it into a list of that class."""

    template: str
    state: str
    values: Mapping[str, Any] = field(default_factory=dict)
    list_class: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the kit.

    layout is the class around its samples: line, grid2 or stack; is_list puts
    them into the form of a list, so that its keys and its count work.
    """

    anchor: str
    title: StrOrPromise
    note: StrOrPromise
    samples: tuple[Sample, ...]
    layout: str = "stack"
    is_list: bool = False
