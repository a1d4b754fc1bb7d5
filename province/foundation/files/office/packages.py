"""An office file as a package: its parts, read within bounds, and how they belong together."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from province.foundation.files.contracts import Danger
from province.foundation.files.office.contracts import OfficeRefusedError
from province.foundation.files.office.xml import XmlReader, read_xml

PIECE = 64 * 1024
TYPES = "[content_types].xml"
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the sort of it, where it is, and whether that is outside the file."""

    id: str
    sort: str
    target: str
    is_outside: bool


class Package:
    """The parts of an open file by their names in lower case, as office programs look them up."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts = {info.filename.lower(): info for info in archive.infolist()}

    def pieces(self, name: str) -> Iterator[bytes]:
        """Return the content of a part in pieces, never more than its entry says.

        :raises OfficeRefusedError: there is no such part, or it cannot be unpacked.
        """
        info = self.parts.get(name.lower())
        if info is None:
            raise OfficeRefusedError(Danger.DAMAGED)
        try:
            with self._archive.open(info) as file:
                while piece := file.read(PIECE):
                    yield piece
        except (*FAULTS, RuntimeError) as fault:
            raise OfficeRefusedError(Danger.DAMAGED) from fault

    def head(self, name: str) -> bytes:
        """Return the first bytes of a part."""
        return next(self.pieces(name), b"")[:8]

    def types(self) -> "ContentTypes":
        """Return what the file says its parts are.

        :raises OfficeRefusedError: it says nothing, or nothing that can be read.
        """
        found = ContentTypes()
        read_xml(self.pieces(TYPES), found)
        return found

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return what a part refers to; "" is the file itself.

        :raises OfficeRefusedError: they cannot be read.
        """
        folder, name = posixpath.split(part.lower())
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return self.relations_in(path) if path in self.parts else ()

    def relations_in(self, path: str) -> tuple[Relation, ...]:
        """Return what stands in one part of relations.

        :raises OfficeRefusedError: they cannot be read.
        """
        found = _Relations()
        read_xml(self.pieces(path), found)
        return tuple(found.relations)

    def related(self, part: str, sort: str) -> list[str]:
        """Return the parts of one sort that a part refers to, as far as they exist."""
        found = (resolved(part, r.target) for r in self.relations(part) if r.sort == sort)
        return [name for name in found if name in self.parts]


class ContentTypes(XmlReader):
    """The types of the parts, by name and by extension."""

    WANTED = frozenset({"Override", "Default"})

    def __init__(self) -> None:
        super().__init__()
        self.by_name: dict[str, str] = {}
        self.by_extension: dict[str, str] = {}

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep one statement."""
        said = attributes.get("ContentType", "").strip()
        if name == "Override":
            self.by_name[attributes.get("PartName", "").lower().lstrip("/")] = said
        else:
            self.by_extension[attributes.get("Extension", "").lower()] = said

    def of(self, part: str) -> str:
        """Return the type of a part, in lower case."""
        extension = posixpath.splitext(part)[1].removeprefix(".")
        return self.by_name.get(part, self.by_extension.get(extension, "")).lower()

    def all(self) -> set[str]:
        """Return every type that is named, in lower case."""
        return {said.lower() for said in (*self.by_name.values(), *self.by_extension.values())}


class _Relations(XmlReader):
    WANTED = frozenset({"Relationship"})

    def __init__(self) -> None:
        super().__init__()
        self.relations: list[Relation] = []

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        del name
        self.relations.append(
            Relation(
                id=attributes.get("Id", ""),
                sort=attributes.get("Type", "").strip().rpartition("/")[2].lower(),
                target=attributes.get("Target", "").strip(),
                is_outside=attributes.get("TargetMode", "").strip().lower() == "external",
            )
        )


def resolved(part: str, target: str) -> str:
    """Return the name of the part that a target means, seen from another part."""
    plain = unquote(target).replace("\\", "/").lower()
    folder = "" if plain.startswith("/") else posixpath.dirname(part.lower())
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))
