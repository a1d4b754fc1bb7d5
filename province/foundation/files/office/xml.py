"""XML of strangers, read piece by piece: no entity, no network, no tree, bounded in every way."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from province.foundation.files.contracts import Danger
from province.foundation.files.office.contracts import OfficeRefusedError

DEEPEST = 200
MOST_ELEMENTS = 4_000_000


class EnoughError(Exception):
    """The reader has all that it wants; what follows is not read."""


class XmlReader:
    """Base of readers: is told what opens and closes; one that wants text has ``data``, too.

    Only elements of these names are told (``WANTED``): a sheet has a million others.
    """

    WANTED: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self._depth = self._elements = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element; names of elements and attributes come without namespace."""

    def closed(self, name: str) -> None:
        """Take note of the end of an element."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count an element before it is told; called by lxml."""
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST or self._elements > MOST_ELEMENTS:
            raise OfficeRefusedError(Danger.BOMB)
        name = tag.rpartition("}")[2]
        if name in self.WANTED:
            self.opened(name, {local(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """Count the end of an element; called by lxml."""
        self._depth -= 1
        name = tag.rpartition("}")[2]
        if name in self.WANTED:
            self.closed(name)

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """Refuse what declares entities: no office program writes any; called by lxml."""
        raise OfficeRefusedError(Danger.ODD)

    def close(self) -> None:
        """End; called by lxml."""


def read_xml(pieces: Iterable[bytes], reader: XmlReader, *, is_loose: bool = False) -> None:
    """Tell a reader what an XML part holds; ``is_loose`` for parts that are often ill-formed.

    :raises OfficeRefusedError: it declares a document type, is too deep, or is no XML.
    """
    from lxml import etree  # noqa: PLC0415 -- slow to load

    parser = etree.XMLParser(
        target=cast("Any", reader),  # its stubs want parts of the interface that are optional
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=is_loose,
    )
    try:
        for piece in pieces:
            parser.feed(piece)
        parser.close()
    except EnoughError:
        return
    except etree.XMLSyntaxError as fault:
        danger = Danger.BOMB if "depth" in str(fault) else Danger.DAMAGED
        raise OfficeRefusedError(danger) from fault


def local(name: str) -> str:
    """Return a name without its namespace: transitional and strict files have different ones."""
    return name.rpartition("}")[2]
