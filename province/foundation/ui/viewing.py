"""What pages hand to the paper viewer, ui/_viewer.html."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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
class Viewer:
    """The paper viewer: the papers, and one page of one of them."""

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
