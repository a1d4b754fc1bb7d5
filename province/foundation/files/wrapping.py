"""A picture as a PDF of one page, without unpacking its pixels: the drawer then does the rest."""

import struct
from collections.abc import Iterator

from province.foundation.files.images import JpegFrame

_COLOUR_SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
_TURNS = {1: 0, 2: 0, 3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
_GREY, _RGB, _PALETTE, _GREY_ALPHA, _RGB_ALPHA = 0, 2, 3, 4, 6
_CHANNELS = {_GREY: 1, _RGB: 3, _PALETTE: 1, _GREY_ALPHA: 2, _RGB_ALPHA: 4}
_MIX = b"1 exch sub %d index mul 1 exch sub"
# On white paper: each colour c under cover a shows as 1 - a(1 - c).
_GREY_ON_WHITE = b"{ 1 index 1 exch sub 1 index mul 1 exch sub 3 1 roll pop pop }"
_RGB_ON_WHITE = b"{ 3 index %s 3 index %s 3 index %s 7 3 roll pop pop pop pop }" % (
    _MIX % 1,
    _MIX % 2,
    _MIX % 3,
)


class NoWrapError(Exception):
    """The picture is of a sort that cannot be wrapped."""


def wrap_jpeg(content: bytes, frame: JpegFrame) -> bytes:
    """Return a PDF whose one page is the JPEG, turned as the camera was held.

    :raises NoWrapError: its colours are of an unknown sort.
    """
    space = _COLOUR_SPACES.get(frame.components)
    if space is None:
        raise NoWrapError
    extra = b"/Filter /DCTDecode"
    if frame.is_adobe and frame.components == 4:  # noqa: PLR2004 -- CMYK, stored upside down by Adobe
        extra += b" /Decode [1 0 1 0 1 0 1 0]"
    return _pdf(
        picture=content,
        size=(frame.width, frame.height),
        entries=b"/ColorSpace %s /BitsPerComponent %d %s" % (space, frame.bits, extra),
        turn=_TURNS[frame.orientation],
    )


def wrap_png(content: bytes) -> bytes:
    """Return a PDF whose one page is the PNG on white.

    :raises NoWrapError: it is interlaced, or broken.
    """
    palette, pixels, head = b"", [], b""
    for kind, body in _png_chunks(content):
        if kind == b"IHDR":
            head = body
        elif kind == b"PLTE":
            palette = body
        elif kind == b"IDAT":
            pixels.append(body)
    try:
        width, height, bits, colour, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", head)
    except struct.error as fault:
        raise NoWrapError from fault
    if interlaced or colour not in _CHANNELS or (colour == _PALETTE and not palette):
        raise NoWrapError
    channels = _CHANNELS[colour]
    parameters = b"<< /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>" % (
        channels,
        bits,
        width,
    )
    entries = b"/ColorSpace %s /BitsPerComponent %d /Filter /FlateDecode /DecodeParms %s" % (
        _png_space(colour, palette),
        bits,
        parameters,
    )
    function = {_GREY_ALPHA: (2, _GREY_ON_WHITE), _RGB_ALPHA: (4, _RGB_ON_WHITE)}.get(colour)
    return _pdf(picture=b"".join(pixels), size=(width, height), entries=entries, function=function)


def _png_space(colour: int, palette: bytes) -> bytes:
    if colour == _PALETTE:
        last = len(palette) // 3 - 1
        return b"[/Indexed /DeviceRGB %d <%s>]" % (last, palette.hex().encode())
    if colour == _GREY_ALPHA:
        return b"[/DeviceN [/G /A] /DeviceGray 6 0 R]"
    if colour == _RGB_ALPHA:
        return b"[/DeviceN [/R /G /B /A] /DeviceRGB 6 0 R]"
    return b"/DeviceGray" if colour == _GREY else b"/DeviceRGB"


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        yield kind, content[at + 8 : at + 8 + length]
        at += 12 + length


def _pdf(
    *,
    picture: bytes,
    size: tuple[int, int],
    entries: bytes,
    turn: int = 0,
    function: tuple[int, bytes] | None = None,
) -> bytes:
    width, height = size
    drawing = b"q %d 0 0 %d 0 0 cm /P Do Q" % (width, height)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents 5 0 R "
        b"/Resources << /XObject << /P 4 0 R >> >> >>" % (width, height, turn),
        _stream(
            b"/Type /XObject /Subtype /Image /Width %d /Height %d %s" % (width, height, entries),
            picture,
        ),
        _stream(b"", drawing),
    ]
    if function:
        inputs, program = function
        outputs = inputs - 1
        objects.append(
            _stream(
                b"/FunctionType 4 /Domain [%s] /Range [%s]"
                % (b" ".join([b"0 1"] * inputs), b" ".join([b"0 1"] * outputs)),
                program,
            )
        )
    return _assembled(objects)


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body)


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)
