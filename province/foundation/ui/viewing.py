"""What pages hand to the paper viewer, ui/_viewer.html."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from province.foundation.files.office.contracts import Block


@dataclass(frozen=True, slots=True)
class PaperTab:
    """One paper in the viewer's row of papers."""

    label: StrOrPromise
    url: str
    note: StrOrPromise = ""
    icon: str = "file"
    current: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A place marked on a page, in thousandths of its width; the page is 1000 × 1414."""

    left: int
    top: int
    width: int
    height: int
    words: StrOrPromise


@dataclass(frozen=True, slots=True)
class WordSection:
    """One part of the words of a paper: its title, its blocks, what is to be said of it."""

    title: StrOrPromise
    blocks: tuple[Block, ...]
    note: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of a paper shown instead of it: what they are, what is missing, or why not."""

    label: StrOrPromise
    sections: tuple[WordSection, ...] = ()
    notes: tuple[StrOrPromise, ...] = ()
    refusal: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The paper viewer: the papers, and one page of one of them.

    ``words`` stands for papers that are read and not drawn; they are asked for when the page is
    written out, for that takes a moment. ``refusal`` says why neither is shown.
    """

    label: StrOrPromise
    tabs: tuple[PaperTab, ...] = ()
    image_url: str = ""
    page: int = 1
    page_count: int = 1
    previous_url: str = ""
    next_url: str = ""
    zoom_in_url: str = ""
    zoom_out_url: str = ""
    download_url: str = ""
    zoomed: bool = False
    marks: tuple[Mark, ...] = ()
    words: Callable[[], PaperWords] | None = None
    refusal: StrOrPromise = ""
