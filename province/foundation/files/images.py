"""The size of a picture from its headers alone; no pixel is unpacked to learn how many are."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from province.foundation.files.contracts import (
    HEIC,
    JPEG,
    PNG,
    Bounds,
    Danger,
    FileType,
    Inspection,
)

_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_TIFF_SHORT = 3
_MOST_TIFF_PAGES = 2000
_MOST_BOXES = 10_000
_HEIC_HEAD = 4 * 1024 * 1024
_EXIF = b"Exif\0\0"
_ORIENTATION = 274


@dataclass(frozen=True, slots=True)
class JpegFrame:
    """What a JPEG says of its picture."""

    width: int
    height: int
    bits: int
    components: int
    orientation: int = 1
    is_adobe: bool = False


def inspect_image(path: Path, kind: FileType, bounds: Bounds) -> Inspection:
    """Return the size of a picture and what is wrong with it."""
    try:
        sizes = _sizes(path, kind)
    except (struct.error, ValueError, IndexError, OverflowError):
        sizes = []
    if not sizes or any(width < 1 or height < 1 for width, height in sizes):
        return Inspection(dangers=(Danger.DAMAGED,))
    largest = max(sizes, key=lambda size: size[0] * size[1])
    too_many = largest[0] * largest[1] > bounds.pixels or len(sizes) > bounds.pages
    dangers = (Danger.TOO_MANY_PIXELS,) if too_many else ()
    pages = 1 if kind is HEIC else len(sizes)
    return Inspection(dangers=dangers, pages=pages, size=largest)


def _sizes(path: Path, kind: FileType) -> list[tuple[int, int]]:
    if kind is JPEG:
        frame = read_jpeg_frame(path)
        return [(frame.width, frame.height)] if frame else []
    if kind is PNG:
        return _png_size(path)
    if kind is HEIC:
        with path.open("rb") as file:
            return list(_heic_sizes(file.read(_HEIC_HEAD)))
    return list(_tiff_sizes(path.read_bytes()))


def read_jpeg_frame(path: Path) -> JpegFrame | None:
    """Return the frame of a JPEG, or nothing when it has none."""
    orientation, is_adobe = 1, False
    with path.open("rb") as file:
        if file.read(2) != b"\xff\xd8":
            return None
        while (mark := _next_mark(file.read)) is not None:
            if mark in _JPEG_BARE:
                continue
            (length,) = struct.unpack(">H", file.read(2))
            body = file.read(length - 2)
            if len(body) != length - 2:
                return None
            if mark in _JPEG_FRAMES:
                bits, height, width, components = struct.unpack(">BHHB", body[:6])
                return JpegFrame(width, height, bits, components, orientation, is_adobe)
            if mark == 0xE1 and body.startswith(_EXIF):  # noqa: PLR2004 -- APP1
                orientation = _exif_orientation(body[len(_EXIF) :])
            is_adobe = is_adobe or (mark == 0xEE and body.startswith(b"Adobe"))  # noqa: PLR2004 -- APP14
    return None


def _next_mark(read: Callable[[int], bytes]) -> int | None:
    byte = read(1)
    if byte != b"\xff":
        return None
    while byte == b"\xff":
        byte = read(1)
    return byte[0] if byte else None


def _exif_orientation(body: bytes) -> int:
    try:
        for tag, _kind, value in _tiff_entries(body, *_tiff_start(body)):
            if tag == _ORIENTATION and 1 <= value <= 8:  # noqa: PLR2004 -- eight ways to hold a camera
                return value
    except (struct.error, ValueError):
        return 1
    return 1


def _png_size(path: Path) -> list[tuple[int, int]]:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(33)
        if head[12:16] != b"IHDR":
            return []
        at = 8
        for _chunk in range(1_000_000):
            file.seek(at)
            length, kind = struct.unpack(">I4s", file.read(8))
            at += 12 + length
            if at > size:
                return []
            if kind == b"IEND":
                return [struct.unpack(">II", head[16:24])]
    return []


def _tiff_start(body: bytes) -> tuple[str, int]:
    order = {b"II": "<", b"MM": ">"}[body[:2]] if body[:2] in {b"II", b"MM"} else ""
    if not order:
        msg = "no TIFF"
        raise ValueError(msg)
    (first,) = struct.unpack_from(order + "I", body, 4)
    return order, first


def _tiff_entries(body: bytes, order: str, at: int) -> Iterator[tuple[int, int, int]]:
    (count,) = struct.unpack_from(order + "H", body, at)
    for index in range(count):
        tag, kind, _n = struct.unpack_from(order + "HHI", body, at + 2 + 12 * index)
        form = "H" if kind == _TIFF_SHORT else "I"
        (value,) = struct.unpack_from(order + form, body, at + 10 + 12 * index)
        yield tag, kind, value


def _tiff_sizes(body: bytes) -> Iterator[tuple[int, int]]:
    order, at = _tiff_start(body)
    seen: set[int] = set()
    while at and at not in seen and len(seen) <= _MOST_TIFF_PAGES:
        seen.add(at)
        found = {tag: value for tag, _kind, value in _tiff_entries(body, order, at)}
        yield found.get(_TIFF_WIDTH, 0), found.get(_TIFF_HEIGHT, 0)
        (count,) = struct.unpack_from(order + "H", body, at)
        (at,) = struct.unpack_from(order + "I", body, at + 2 + 12 * count)


def _heic_sizes(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield the sizes in the ``ispe`` boxes; they lie in the head of the file."""
    at = 0
    for _box in range(_MOST_BOXES):
        at = body.find(b"ispe", at)
        if at < 0 or at + 16 > len(body):
            return
        yield struct.unpack_from(">II", body, at + 8)
        at += 4
