"""Reading what was rendered."""

from typing import Any

from lxml import html


def read(page: str) -> html.HtmlElement:
    """Parse one rendered page."""
    return html.fromstring(page)


def select(tree: html.HtmlElement, path: str, **names: str) -> list[Any]:
    """Return what an XPath finds, always as a list."""
    found = tree.xpath(path, **names)
    assert isinstance(found, list)
    return found


def ids_of(tree: html.HtmlElement) -> list[str]:
    """Return every id of a tree, in order, repetitions included."""
    return [str(one) for one in select(tree, "//@id")]
