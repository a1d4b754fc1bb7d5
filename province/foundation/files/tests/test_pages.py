import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from province.foundation.files.contracts import DOCX, JPEG, PDF, PNG
from province.foundation.files.pages import (
    NoPreviewError,
    NoSuchPageError,
    page_picture,
)
from province.foundation.files.tests import samples

Write = Callable[[bytes], Path]


def _shape(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def _middle(picture: bytes) -> tuple[int, int, int]:
    width, height = _shape(picture)
    start = picture.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", picture[start - 8 : start - 4])
    rows = zlib.decompress(picture[start : start + length])
    at = (height // 2) * (width * 3 + 1) + 1 + (width // 2) * 3
    red, green, blue = rows[at : at + 3]
    return red, green, blue


def _picture(path: Path, mime: str, *, page: int = 1, width: int = 400) -> bytes:
    return page_picture(path=path, mime=mime, page=page, width=width)


def test_page_of_a_pdf_is_drawn_at_the_width(written: Write) -> None:
    path = written(samples.pdf(pages=2))

    assert _shape(_picture(path, PDF.mime, page=2)) == (400, 200)


@pytest.mark.parametrize(("asked", "drawn"), [(1, 64), (400, 400), (100_000, 2400)])
def test_width_is_kept_within_reason(written: Write, asked: int, drawn: int) -> None:
    path = written(samples.pdf())

    assert _shape(_picture(path, PDF.mime, width=asked))[0] == drawn


@pytest.mark.parametrize("page", [0, -1, 2])
def test_page_that_is_not_there_is_refused(written: Write, page: int) -> None:
    path = written(samples.pdf())

    with pytest.raises(NoSuchPageError):
        _picture(path, PDF.mime, page=page)


def test_jpeg_is_drawn(written: Write) -> None:
    picture = _picture(written(samples.jpeg()), JPEG.mime, width=64)

    assert _shape(picture) == (64, 64)
    assert _middle(picture) == (128, 128, 128)


def test_jpeg_is_turned_as_the_camera_was_held(written: Write) -> None:
    path = written(samples.jpeg(width=16, height=8, before=samples.exif(6)))

    assert _shape(_picture(path, JPEG.mime, width=64)) == (64, 128)


def test_png_is_drawn_in_its_colour(written: Write) -> None:
    picture = _picture(written(samples.png(width=4, height=2)), PNG.mime, width=100)

    assert _shape(picture) == (100, 50)
    assert _middle(picture) == (255, 0, 0)


@pytest.mark.parametrize(
    ("pixel", "seen"),
    [
        (b"\x00\x00\xff\xff", (0, 0, 255)),
        (b"\x00\x00\x00\x00", (255, 255, 255)),
        (b"\x00\x80\xff\xff", (0, 128, 255)),
    ],
)
def test_png_with_cover_is_laid_on_white(
    written: Write, pixel: bytes, seen: tuple[int, int, int]
) -> None:
    picture = _picture(written(samples.png_with_alpha(pixel)), PNG.mime, width=100)

    assert _middle(picture) == seen


def test_png_with_a_palette_is_drawn(written: Write) -> None:
    head = struct.pack(">IIBBBBB", 2, 2, 8, 3, 0, 0, 0)
    content = samples.png_chunks(
        (b"IHDR", head),
        (b"PLTE", b"\x00\x00\x00\x00\xff\x00"),
        (b"IDAT", zlib.compress(b"\0\1\1" * 2)),
        (b"IEND", b""),
    )

    assert _middle(_picture(written(content), PNG.mime, width=100)) == (0, 255, 0)


def test_interlaced_png_has_no_preview(written: Write) -> None:
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 1)
    path = written(samples.png_chunks((b"IHDR", head), (b"IEND", b"")))

    with pytest.raises(NoPreviewError):
        _picture(path, PNG.mime)


@pytest.mark.parametrize(
    ("content", "mime"),
    [(samples.office(), DOCX.mime), (b"%PDF-broken", PDF.mime), (b"\xff\xd8\xff", JPEG.mime)],
)
def test_what_cannot_be_drawn_is_refused(written: Write, content: bytes, mime: str) -> None:
    with pytest.raises(NoPreviewError):
        _picture(written(content), mime)


def test_eight_threads_draw_at_once(written: Write) -> None:
    path = written(samples.pdf(pages=3))

    with ThreadPoolExecutor(max_workers=8) as pool:
        shapes = {
            _shape(picture)
            for picture in pool.map(
                lambda n: _picture(path, PDF.mime, page=n % 3 + 1, width=200), range(24)
            )
        }

    assert shapes == {(200, 100)}
