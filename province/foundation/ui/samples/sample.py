"""What one sample of the kit is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
    title: str
    note: str
    samples: tuple[Sample, ...]
    layout: str = "stack"
    is_list: bool = False
