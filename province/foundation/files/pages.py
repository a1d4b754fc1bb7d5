"""A page of a file as a picture, for viewers; the picture carries nothing but pixels."""

import struct
import zlib
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from province.foundation.apart.crew import Crew, RanAwayError
from province.foundation.files.contracts import JPEG, PDF, PNG
from province.foundation.files.images import read_jpeg_frame
from province.foundation.files.wrapping import NoWrapError, wrap_jpeg, wrap_png

if TYPE_CHECKING:
    import pypdfium2

PDFIUM = Lock()  # the library is not safe in threads
NARROWEST, WIDEST = 64, 2400
TALLEST = 8000
RGB_BYTES = 3
LONGEST = 10
_CREW = Crew(size=2, patience=20.0)


class NoPreviewError(Exception):
    """The file is of a type that cannot be shown as a picture."""


class PageTooHeavyError(NoPreviewError):
    """Drawing the page takes longer, or more memory, than any paper needs."""


class NoSuchPageError(Exception):
    """The file has fewer pages."""


def page_picture(*, path: Path, mime: str, page: int, width: int) -> bytes:
    """Return a page (1 is the first) as a PNG of about this width.

    It is drawn apart from this process: a file can keep the drawer busy for as long as it likes.

    :raises NoPreviewError: the type has no preview, or its content cannot be drawn.
    :raises PageTooHeavyError: it takes too long or too much memory.
    :raises NoSuchPageError: there is no such page.
    """
    try:
        return _CREW.run(draw_page, path, mime, page, width, seconds=LONGEST)
    except RanAwayError as fault:
        raise PageTooHeavyError(mime) from fault


def draw_page(path: Path, mime: str, page: int, width: int) -> bytes:
    """Draw a page in this very process, for as long as it takes; see `page_picture`.

    :raises NoPreviewError: the type has no preview, or its content cannot be drawn.
    :raises NoSuchPageError: there is no such page.
    """
    import pypdfium2  # noqa: PLC0415 -- slow to load

    source = _as_pdf(path, mime)
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as fault:
            raise NoPreviewError(mime) from fault
        try:
            document.init_forms()
            if not 1 <= page <= len(document):
                raise NoSuchPageError(page)
            return _drawn(document[page - 1], min(max(width, NARROWEST), WIDEST))
        except pypdfium2.PdfiumError as fault:
            raise NoPreviewError(mime) from fault
        finally:
            document.close()


def _as_pdf(path: Path, mime: str) -> Path | bytes:
    try:
        if mime == PDF.mime:
            return path
        if mime == JPEG.mime:
            frame = read_jpeg_frame(path)
            if frame is None:
                raise NoPreviewError(mime)
            return wrap_jpeg(path.read_bytes(), frame)
        if mime == PNG.mime:
            return wrap_png(path.read_bytes())
    except NoWrapError as fault:
        raise NoPreviewError(mime) from fault
    raise NoPreviewError(mime)


def _drawn(page: "pypdfium2.PdfPage", width: int) -> bytes:
    from pypdfium2 import raw  # noqa: PLC0415 -- slow to load

    across, down = page.get_size()
    if across <= 0 or down <= 0:
        msg = "a page without a size"
        raise NoPreviewError(msg)
    scale = min(width / across, TALLEST / down)
    form = raw.FPDFBitmap_BGR
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=form)
    return png_of(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def png_of(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return RGB rows as a PNG."""
    row = width * RGB_BYTES
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, height * stride, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
